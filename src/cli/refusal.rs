//! Why a command does not do what it was asked: printed as it is, with exit code 1.

use std::fmt;

/// What stands in the way, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A sentence without a full stop, with the wrong value.
    pub message: String,
    /// What to do, if there is something to say.
    pub help: Option<String>,
}

impl Refusal {
    /// A refusal without advice.
    pub fn new(message: impl Into<String>) -> Refusal {
        Refusal { message: message.into(), help: None }
    }

    /// The same refusal with advice.
    pub fn help(mut self, help: impl Into<String>) -> Refusal {
        self.help = Some(help.into());
        self
    }

    /// The same refusal with advice, where there is any.
    pub fn maybe_help(mut self, help: Option<String>) -> Refusal {
        self.help = help.or(self.help);
        self
    }
}

/// Two lines at most: `error: …` and `help: …`.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        self.help.iter().try_for_each(|help| write!(f, "\n  help: {help}"))
    }
}
