//! `casebook explain [CODE]`: what a finding means and what to do about it.

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Severity};

use super::refusal::Refusal;

/// The explanation of the code that was asked for, or the list of all codes.
pub fn text(asked: Option<&str>) -> Result<String, Refusal> {
    let Some(asked) = asked else { return Ok(list()) };
    // Findings are printed as `error[code]`; whoever copies a little too much is understood.
    let id = asked.trim().rsplit_once('[').map_or(asked.trim(), |(_, id)| id).trim_end_matches(']');
    Code::from_id(id).map(explanation).ok_or_else(|| {
        let help = did_you_mean(id, Code::ALL.iter().map(|code| code.id()));
        let help = help.unwrap_or_else(|| "`casebook explain` lists all codes".to_owned());
        Refusal::new(format!("there is no code `{id}`")).help(help)
    })
}

/// A code with its severity, and what `codes.md` says about it.
pub fn explanation(code: Code) -> String {
    format!("{code} ({})\n\n{}\n", consequence(code.severity()), code.explanation())
}

/// All codes by severity, in the order of their declaration.
pub fn list() -> String {
    let mut text = String::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        text.push_str(&format!("{}\n", consequence(severity)));
        for code in Code::ALL.iter().filter(|code| code.severity() == severity) {
            text.push_str(&format!("  {code:<30} {}\n", first_sentence(code.explanation())));
        }
        text.push('\n');
    }
    text.push_str("`casebook explain CODE` tells more about one of them.\n");
    text
}

fn consequence(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error: nothing is published",
        Severity::Warning => "warning: published all the same, unless the build is strict",
        Severity::Note => "note: for your information",
    }
}

/// The beginning of an explanation up to its first full stop, on one line.
fn first_sentence(explanation: &str) -> String {
    let paragraph = explanation.split("\n\n").next().unwrap_or_default();
    let line = paragraph.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let end = line.find(". ").map_or(line.len(), |end| end + 1);
    line[..end].trim_end_matches(['.', ':']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_explained_also_as_it_is_printed() {
        let plain = text(Some("encoding")).unwrap();
        assert!(plain.starts_with("encoding (error: nothing is published)\n\nThe file is text"), "{plain}");
        assert_eq!(text(Some("error[encoding]")).as_ref(), Ok(&plain));
    }

    #[test]
    fn the_list_has_every_code_on_a_line() {
        let list = text(None).unwrap();
        for code in Code::ALL {
            let lines: Vec<&str> =
                list.lines().filter(|line| line.split_whitespace().next() == Some(code.id())).collect();
            assert_eq!(lines.len(), 1, "{code}");
            assert!(lines[0].len() > 45, "{code} has no words: {}", lines[0]);
        }
    }

    #[test]
    fn an_unknown_code_is_refused_with_the_nearest() {
        let refusal = text(Some("encodng")).unwrap_err();
        assert_eq!(refusal.to_string(), "error: there is no code `encodng`\n  help: did you mean `encoding`?");
        assert!(text(Some("")).is_err());
    }
}
