//! `casebook serve`.

use std::sync::{Arc, Mutex};

use crate::base::Diagnostics;
use crate::serve::write::Target;
use crate::serve::{self, Control, Options, Told};

use super::args::ServeArgs;
use super::watch::{Lines, stop_on_ctrl_c};
use super::{GOOD, build, project, terminal};

/// Serves the portal until Ctrl-C.
pub fn serve(args: &ServeArgs) -> u8 {
    run(args).unwrap_or_else(|code| code)
}

fn run(args: &ServeArgs) -> Result<u8, u8> {
    let check = &args.check;
    let write = match args.write {
        true => {
            let folder = build::folder(args.output.as_deref(), &check.project.root)?;
            Some(Target { folder, threads: check.threads })
        }
        false => None,
    };
    // The pool of the whole process: stages that run in parallel take their threads from it.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(check.threads).build_global();
    let options = Options {
        project: project::followed(check, args.poll, false)?,
        strict: check.strict,
        host: args.host.clone(),
        port: args.port,
        write,
        text_of: project::kit_text,
    };
    let control = Control::new();
    stop_on_ctrl_c(&control);
    // The findings of builds, and those of making all pages, which come later.
    let lines = Mutex::new((Lines::new(check), Lines::new(check)));
    let open = args.open;
    let tell = move |told: Told| {
        let (lines, made) = &mut *terminal::lock(&lines);
        match told {
            Told::Serving { url, network } => {
                if let Some(network) = network {
                    eprintln!("on the network at {network}");
                }
                eprintln!("serving {url} (Ctrl-C ends)");
                if open && let Err(error) = opener::open_browser(url) {
                    eprintln!("no browser could be started ({error}); open the address in one");
                }
            }
            Told::Built { summary, diagnostics, sources, fault, is_hidden } => {
                lines.built(summary);
                made.follow(summary);
                lines.found(diagnostics, sources, fault);
                if is_hidden {
                    lines.say("the pages stay as they were until the errors are mended");
                }
            }
            Told::Polling(why) => lines.polling(why),
            Told::Written { number, outcome, sources } => made.written(number, outcome, &Diagnostics::new(), sources),
        }
    };
    match serve::serve(&options, &control, Arc::new(tell)) {
        Ok(()) => Ok(GOOD),
        Err(failure) => Err(terminal::fail(&failure, failure.help())),
    }
}
