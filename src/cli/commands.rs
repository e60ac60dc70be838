//! The commands that do one thing to a portal or tell one thing about it. Each gives its exit status; as an error, that of a portal that
//! could not be read, which was explained.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::{Diagnostics, Lang};
use crate::build::{Builder, Inputs};
use crate::parse::image;
use crate::schema::{Kind, file_schema, published_schema};
use crate::source::Sources;

use super::args::{KindsArgs, NewArgs, RenameArgs, SchemaArgs};
use super::refusal::Refusal;
use super::{FAILED, FINDINGS, GOOD, explain, init, kinds, new, project, rename, terminal};

/// `casebook init DIR`.
pub fn init(dir: &Path) -> u8 {
    match init::write(dir) {
        Ok(()) => say(&init::next_steps(dir)),
        Err(refusal) => refuse(&refusal),
    }
}

/// `casebook explain [CODE]`.
pub fn explain(code: Option<&str>) -> u8 {
    tell(explain::text(code))
}

/// `casebook kinds [KIND]`. Without a portal at hand the kinds of the kit are told.
pub fn kinds(args: &KindsArgs) -> Result<u8, u8> {
    let sources = sources_or_none(&args.root)?;
    let lang = Lang::new("en");
    if args.ids {
        let built = Builder::new().build(&inputs(sources)?);
        return Ok(tell(kinds::text(&built.model.schema, args.kind.as_deref(), Some(&built.model), &lang)));
    }
    let declared = Builder::new().declared(&sources, &mut Diagnostics::new());
    Ok(tell(kinds::text(&declared.schema, args.kind.as_deref(), None, &lang)))
}

/// `casebook schema [KIND]`, of what authors write or of what the site publishes: of one kind on standard output, or of all into a folder.
pub fn schema(args: &SchemaArgs) -> Result<u8, u8> {
    let sources = sources_or_none(&args.root)?;
    let declared = Builder::new().declared(&sources, &mut Diagnostics::new());
    let languages = &declared.settings.languages;
    let schema = |kind: &Kind| match args.published {
        true => published_schema(kind, languages),
        false => file_schema(&declared.schema, kind, languages),
    };
    if let Some(asked) = &args.kind {
        return Ok(tell(kinds::find(&declared.schema, asked).map(|kind| format!("{:#}\n", schema(kind)))));
    }
    let Some(folder) = &args.into else {
        let help = "name a kind (`casebook kinds` lists them), or a folder for all of them with --into";
        return Ok(refuse(&Refusal::new("which kind?").help(help)));
    };
    let written = std::fs::create_dir_all(folder).and_then(|()| {
        declared.schema.kinds().iter().try_for_each(|kind| {
            std::fs::write(folder.join(format!("{}.schema.json", kind.id)), format!("{:#}\n", schema(kind)))
        })
    });
    Ok(match written {
        Ok(()) => say(&format!("{} schemas in {}\n", declared.schema.kinds().len(), folder.display())),
        Err(error) => {
            terminal::fail(format!("cannot write to `{}`: {error}", folder.display()), "choose another folder")
        }
    })
}

/// `casebook new KIND "Title"`.
pub fn new(args: &NewArgs) -> Result<u8, u8> {
    let (sources, _) = project::read(&args.root)?;
    let built = Builder::new().build(&inputs(sources)?);
    let request =
        new::Request { kind: &args.kind, title: &args.title, id: args.id.as_deref(), lang: args.lang.as_deref() };
    let made = new::file(&built.model, &request).and_then(|file| {
        new::write(&args.root, &file)?;
        Ok(file)
    });
    Ok(tell(made.map(|file| format!("{}\n", args.root.join(file.path.as_str()).display()))))
}

/// `casebook rename KIND OLD NEW`.
pub fn rename(args: &RenameArgs) -> Result<u8, u8> {
    let (sources, reading) = project::read(&args.root)?;
    let inputs = Inputs { reading, ..inputs(sources)? };
    let built = Builder::new().build(&inputs);
    let plan = rename::plan(&built.model, &inputs.sources, &built.diagnostics, &args.kind, &args.old, &args.new);
    let done = plan.and_then(|plan| {
        // Built again in memory before anything is written: a rename that would break something is refused.
        let after = Inputs { sources: Arc::new(plan.apply(&inputs.sources)), ..inputs.clone() };
        let rebuilt = Builder::new().build(&after);
        if let Some(worse) = rename::made_worse(&built.diagnostics, &rebuilt.diagnostics).first() {
            let message = format!("afterwards there would be a fault in {}: {}", worse.origin.path, worse.message);
            return Err(Refusal::new(message).maybe_help(worse.help.clone()));
        }
        if !args.dry_run {
            rename::write(&args.root, &plan)?;
        }
        Ok(plan.summary(args.dry_run))
    });
    Ok(tell(done))
}

/// `casebook strip FILE…`: each file is replaced in one step, and only if something is taken out.
pub fn strip(files: &[PathBuf]) -> u8 {
    let mut worst = GOOD;
    for file in files {
        let shown = file.display();
        // Through a link to the picture itself: the link stays.
        let file = &file.canonicalize().unwrap_or_else(|_| file.clone());
        let bytes = match std::fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                worst = terminal::fail(format!("cannot read `{shown}`: {error}"), "check the path and its permissions");
                continue;
            }
        };
        match image::strip(&bytes) {
            Ok(stripped) if stripped == bytes => println!("{shown}: nothing to take out"),
            Ok(stripped) => match replace(file, &stripped) {
                Ok(()) => println!("{shown}: {} bytes taken out", bytes.len().saturating_sub(stripped.len())),
                Err(error) => {
                    worst = terminal::fail(
                        format!("cannot write `{shown}`: {error}"),
                        "check the permissions of its folder",
                    );
                }
            },
            Err(reason) => {
                eprintln!("{}", Refusal::new(format!("`{shown}`: {}", reason.message)).help(reason.help));
                worst = worst.max(FINDINGS);
            }
        }
    }
    worst
}

/// Puts new content in place of a file in one step, with the permissions that it had.
fn replace(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let permissions = std::fs::metadata(file)?.permissions();
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().set_permissions(permissions)?;
    temporary.persist(file)?;
    Ok(())
}

/// The sources of the portal in a folder, or none where there is no portal: the kit can be asked about from anywhere.
fn sources_or_none(root: &Path) -> Result<Sources, u8> {
    if root.join(crate::source::SETTINGS).exists() {
        project::read(root).map(|(sources, _)| sources)
    } else {
        Ok(Sources::default())
    }
}

fn inputs(sources: Sources) -> Result<Inputs, u8> {
    Ok(Inputs::new(sources, project::today()?))
}

fn tell(result: Result<String, Refusal>) -> u8 {
    match result {
        Ok(text) => say(&text),
        Err(refusal) => refuse(&refusal),
    }
}

/// Prints a result. A reader who went away, as `head` does, is no reason to fail.
fn say(text: &str) -> u8 {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => FAILED,
        _ => GOOD,
    }
}

fn refuse(refusal: &Refusal) -> u8 {
    eprintln!("{refusal}");
    FAILED
}
