//! Why a text is not the value that it should be.

use std::fmt;

use crate::base::{Code, Fault, Span};

/// A refusal in plain words: what is wrong, with the wrong value in backticks, and what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Reason {
    /// A reason without advice.
    pub fn new(message: impl Into<String>) -> Reason {
        Reason { message: message.into(), help: None }
    }

    /// The same reason with advice.
    pub fn help(mut self, help: impl Into<String>) -> Reason {
        self.help = Some(help.into());
        self
    }

    /// The finding for a value that stands at `span`.
    pub fn fault(self, code: Code, span: Span) -> Fault {
        Fault { code, span, message: self.message, help: self.help }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Reason {}
