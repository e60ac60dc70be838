//! The arguments that the program takes, with help and examples.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as Group, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil;

use crate::settings;

use super::report;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// A static site generator for report portals: case studies, recommendations, plans and their evidence.
#[derive(Parser)]
#[command(name = "casebook", version, styles = STYLES, arg_required_else_help = true, after_help = "\
Examples:
  casebook init portal             a small portal to begin with
  casebook serve --open            a preview that follows every save
  casebook check                   what is wrong, and where
  casebook build                   the site, in output/
  casebook explain unknown-key     what a code means and what to do

Exit status: 0 all is well, 1 the files have errors, 2 the command could not do its work.")]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Check everything and write the site to the output folder
    #[command(after_help = "\
Examples:
  casebook build
  casebook build --root ../portal --output /var/www/portal
  casebook build --as-of 2026-06-30 --strict
  casebook build --drafts --output /tmp/preview
  casebook build --watch

With errors nothing is written. Files in the output folder that casebook did not write are left alone.")]
    Build(BuildArgs),
    /// Show the portal in the browser while you write: pages follow every save
    #[command(after_help = "\
Examples:
  casebook serve --open
  casebook serve --drafts --root ../portal
  casebook serve --port 8000 --write
  casebook serve --host 0.0.0.0     for other devices in your network

What has errors is told in the page and in the terminal; the last good pages stay. /-/casebook/ tells what the last builds did.
For the preview only: publish what `casebook build` writes.")]
    Serve(ServeArgs),
    /// Check everything and write nothing
    #[command(after_help = "\
Examples:
  casebook check
  casebook check --strict --format github
  casebook check --format json | jq .code")]
    Check(CheckArgs),
    /// Make a small portal that builds clean, with comments that teach
    #[command(after_help = "\
Examples:
  casebook init portal
  cd portal && casebook build --open

The folder must be empty, or not be there yet.")]
    Init {
        /// The folder of the new portal
        dir: PathBuf,
    },
    /// Add a record with every field explained
    #[command(after_help = "\
Examples:
  casebook new case-study \"Land titles for widows\"
  casebook new source \"Annual report\" --id A/HRC/35/20
  casebook new case-study \"Títulos de tierras\" --id land-titles --lang es

Prints the path of the new file; no file is ever overwritten.")]
    New(NewArgs),
    /// Tell what a finding's code means and what to do about it
    #[command(after_help = "\
Examples:
  casebook explain                 all codes
  casebook explain unknown-key")]
    Explain {
        /// The code, as it stands in brackets in a finding
        code: Option<String>,
    },
    /// Show the kinds of records, or the fields of one
    #[command(after_help = "\
Examples:
  casebook kinds
  casebook kinds case-study
  casebook kinds theme --ids")]
    Kinds(KindsArgs),
    /// Print JSON Schema, for editors that complete and check while you type
    #[command(after_help = "\
Examples:
  casebook schema case-study > case-study.schema.json
  casebook schema --into .schemas
  casebook schema case-study --published")]
    Schema(SchemaArgs),
    /// Give a record another id: every reference is rewritten, the old address leads on
    #[command(after_help = "\
Examples:
  casebook rename case-study simore simore-paraguay --dry-run
  casebook rename organisation undp-x undp-lao-pdr")]
    Rename(RenameArgs),
    /// Take place, device and other data out of photographs, without touching the picture
    #[command(after_help = "\
Examples:
  casebook strip content/case-studies/workshop.jpg
  casebook strip content/*/*.jpg

JPEG, PNG, WebP, GIF and SVG. Each file is replaced in one step, and only if there is something to take out.")]
    Strip {
        /// The pictures
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Print a script that completes commands and options in a shell
    #[command(after_help = "\
Examples:
  casebook completions bash > ~/.local/share/bash-completion/completions/casebook
  casebook completions fish > ~/.config/fish/completions/casebook.fish")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Where the portal is, and how findings are printed.
#[derive(Clone, Group)]
pub struct ProjectArgs {
    /// The folder of the portal, which holds casebook.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub format: FormatArg,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = ColourArg::Auto, alias = "color", value_name = "WHEN")]
    pub colour: ColourArg,
}

/// What the site depends on besides its files.
#[derive(Group)]
pub struct CheckArgs {
    #[command(flatten)]
    pub project: ProjectArgs,
    /// The date of the build, as 2026-11-21 [default: casebook.toml, else SOURCE_DATE_EPOCH, else today in UTC]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<civil::Date>,
    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Show drafts and records of future dates; never publish such a build
    #[arg(long)]
    pub drafts: bool,
    /// The public address of the portal's root, in place of the one in casebook.toml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub threads: usize,
    /// Print nothing but findings and failures
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Group)]
pub struct BuildArgs {
    #[command(flatten)]
    pub check: CheckArgs,
    /// The folder to write to [default: the portal's folder output/]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Make everything anew, and leave nothing for the next build
    #[arg(long)]
    pub no_cache: bool,
    /// Tell why this page was rendered, or why not; name it by its address, as case-studies/simore.html
    #[arg(long, value_name = "PAGE", conflicts_with_all = ["watch", "no_cache"])]
    pub explain: Option<String>,
    /// Tell how long each stage took
    #[arg(long)]
    pub timings: bool,
    /// Show the site in the browser when it is written
    #[arg(long)]
    pub open: bool,
    /// Go on: write again after every change, until Ctrl-C
    #[arg(long)]
    pub watch: bool,
    /// With --watch: look at all files twice a second, for disks that do not tell of changes
    #[arg(long, requires = "watch")]
    pub poll: bool,
}

#[derive(Group)]
pub struct ServeArgs {
    #[command(flatten)]
    pub check: CheckArgs,
    /// The name or address to listen at; any but this machine's own opens the portal to others
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub host: String,
    /// The port, 0 for any that is free [default: the first free one from 4100 on]
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Show the portal in the browser
    #[arg(long)]
    pub open: bool,
    /// Write the site to the output folder as well, after every change without errors
    #[arg(long)]
    pub write: bool,
    /// With --write: the folder to write to [default: the portal's folder output/]
    #[arg(long, value_name = "DIR", requires = "write")]
    pub output: Option<PathBuf>,
    /// Look at all files twice a second, for disks that do not tell of changes
    #[arg(long)]
    pub poll: bool,
}

#[derive(Group)]
pub struct NewArgs {
    /// The kind of the record
    pub kind: String,
    /// Its title
    pub title: String,
    /// Its id [default: made from the title]
    #[arg(long)]
    pub id: Option<String>,
    /// Write a translation into this language of the record with the id
    #[arg(long)]
    pub lang: Option<String>,
    /// The folder of the portal, which holds casebook.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
}

#[derive(Group)]
pub struct KindsArgs {
    /// A kind, or its folder
    pub kind: Option<String>,
    /// Show the ids of the kind's records
    #[arg(long, requires = "kind")]
    pub ids: bool,
    /// The folder of the portal, which holds casebook.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
}

#[derive(Group)]
pub struct SchemaArgs {
    /// A kind, or its folder
    pub kind: Option<String>,
    /// Of the JSON that the site publishes, rather than of what authors write
    #[arg(long)]
    pub published: bool,
    /// Write the schemas of all kinds into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    pub into: Option<PathBuf>,
    /// The folder of the portal, which holds casebook.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
}

#[derive(Group)]
pub struct RenameArgs {
    /// The kind of the record
    pub kind: String,
    /// Its id now
    pub old: String,
    /// Its new id
    pub new: String,
    /// Tell what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The folder of the portal, which holds casebook.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum FormatArg {
    /// The source line with the value underlined, and what to do
    Human,
    /// One line a finding
    Short,
    /// One JSON object a line
    Json,
    /// Annotations for GitHub
    Github,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColourArg {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<FormatArg> for report::Format {
    fn from(format: FormatArg) -> report::Format {
        match format {
            FormatArg::Human => report::Format::Human,
            FormatArg::Short => report::Format::Short,
            FormatArg::Json => report::Format::Json,
            FormatArg::Github => report::Format::GitHub,
        }
    }
}

fn base_url(text: &str) -> Result<String, String> {
    settings::base_url(text).ok_or_else(|| "write a full address such as https://example.org/portal/".to_owned())
}

/// Prints the completions of a shell.
pub fn completions(shell: clap_complete::Shell) -> u8 {
    clap_complete::generate(shell, &mut Args::command(), "casebook", &mut std::io::stdout());
    super::GOOD
}
