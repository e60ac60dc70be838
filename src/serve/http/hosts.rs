//! Which hosts a request may name.
//!
//! A page of somebody else can make its own name lead to this machine, and so read what is served here as if it were its own. Its name
//! gives it away.

use std::net::IpAddr;

/// The names under which a preview may be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosts {
    asked: String,
    any: bool,
}

impl Hosts {
    /// The names of a preview that was asked to listen at `host`: those of this machine itself and that one; any at all if it listens
    /// on all addresses of the machine.
    pub fn new(host: &str) -> Hosts {
        let asked = name(host).to_ascii_lowercase();
        let any = asked.parse::<IpAddr>().is_ok_and(|address| address.is_unspecified());
        Hosts { asked, any }
    }

    /// Whether a request that names this host and port is answered.
    pub fn permit(&self, host: Option<&str>) -> bool {
        let Some(host) = host else { return self.any };
        let name = name(host).to_ascii_lowercase();
        let name = name.strip_suffix('.').unwrap_or(&name);
        self.any
            || name == self.asked
            || name == "localhost"
            || name.ends_with(".localhost")
            || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

/// The host without a port, and without the brackets of IPv6.
fn name(host: &str) -> &str {
    let host = host.trim();
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split_once(']').map_or(rest, |(address, _)| address);
    }
    match host.split_once(':') {
        // Two colons are an address without brackets.
        Some((name, port)) if !port.contains(':') => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_this_machine_are_permitted() {
        let hosts = Hosts::new("127.0.0.1");
        let local = ["localhost", "localhost:4100", "LocalHost.:1", "127.0.0.1:80", "127.1.2.3", "[::1]:4100", "[::1]"];
        for host in local.into_iter().chain(["portal.localhost:4100"]) {
            assert!(hosts.permit(Some(host)), "{host}");
        }
        for host in
            ["example.org", "localhost.example.org:4100", "127.0.0.1.example.org", "192.168.0.7", "", "notlocalhost"]
        {
            assert!(!hosts.permit(Some(host)), "{host}");
        }
        assert!(!hosts.permit(None));
    }

    #[test]
    fn the_name_that_was_asked_for_is_permitted() {
        assert!(Hosts::new("192.168.0.7").permit(Some("192.168.0.7:4100")));
        assert!(Hosts::new("Laptop.local").permit(Some("laptop.LOCAL:4100")));
        assert!(Hosts::new("fe80::1").permit(Some("[fe80::1]:4100")));
        assert!(!Hosts::new("192.168.0.7").permit(Some("192.168.0.8:4100")));
        assert!(Hosts::new("0.0.0.0").permit(Some("laptop:4100")) && Hosts::new("::").permit(None));
    }
}
