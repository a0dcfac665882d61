//! The command line, defined once: help, completions, man pages and the manual's page are all made from this.
//!
//! Not what the verbs do: each has a file in [`crate::commands`]. Names and shapes here are promises.

use clap::{Args, Parser, Subcommand, ValueEnum};
use fonds_model::{Access, Day};
use std::net::SocketAddr;
use std::path::PathBuf;

/// A digital archive in one binary: import documents, describe them, search them, serve them.
///
/// An archive is a folder. Make one with `fonds init`, fill it with `fonds import`, look at it with `fonds serve`.
#[derive(Debug, Parser)]
#[command(
    name = "fonds",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    before_help = "  fonds init my-archive --name \"Archive of the Institute\"\n  fonds -C my-archive import papers/\n  fonds -C my-archive serve",
    after_help = "Exit codes: 0 done, 1 the material needs attention, 2 fonds failed."
)]
pub struct CommandLine {
    /// The archive's folder.
    #[arg(
        short = 'C',
        long = "archive",
        global = true,
        help_heading = "Everywhere",
        env = "FONDS_ARCHIVE",
        hide_env_values = true,
        default_value = ".",
        value_name = "ARCHIVE"
    )]
    pub archive: PathBuf,
    /// Answer in JSON, in the shapes that the manual documents.
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub json: bool,
    /// Say nothing but results and errors.
    #[arg(short, long, global = true, help_heading = "Everywhere", conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more of what is being done.
    #[arg(short, long, global = true, help_heading = "Everywhere", action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Who is acting, for the change log.
    #[arg(
        long,
        global = true,
        help_heading = "Everywhere",
        env = "FONDS_BY",
        hide_env_values = true,
        value_name = "NAME"
    )]
    pub by: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Make an archive: its settings, catalogue, files and index.
    #[command(
        before_help = "  fonds init my-archive --name \"Archive of the Institute\" --tagline \"Papers of the railway\""
    )]
    Init(Init),
    /// Read files and folders into the archive; the format is found by looking.
    #[command(
        before_help = "  fonds import volumes/ --collection \"Railways in the North-East\"",
        after_help = "Running it again changes nothing; a source that changed makes new versions of just what changed."
    )]
    Import(Import),
    /// Search, as the web's search does; no words at all list everything in order of date.
    #[command(before_help = "  fonds search \"seed potatoes\" --from 1949-01-01 --to 1949-03-31")]
    Search(Search),
    /// Show every match in its line, with what stands before and behind.
    #[command(before_help = "  fonds concordance \"ice\" --by left")]
    Concordance(Concordance),
    /// Show what a name may be called: the other forms under which a search looks for it, and who or what knows them.
    #[command(before_help = "  fonds names Kuomintang")]
    Names(Names),
    /// Show one document.
    #[command(before_help = "  fonds show 7b3kq2xw --as text")]
    Show(Show),
    /// List documents, people, places, subjects or collections.
    #[command(before_help = "  fonds list people")]
    List(List),
    /// Write documents out: as the archive's own lines, as a table, as plain text, for reference managers.
    #[command(before_help = "  fonds export lines -o everything.jsonl")]
    Export(Export),
    /// Correct a description; the field keeps your value when its source is imported again.
    #[command(before_help = "  fonds edit 7b3kq2xw date=\"circa 1950\" --reason \"postmark\"")]
    Edit(Edit),
    /// Publish, embargo, restrict or withdraw a document, one of its renditions (ID/r2), or a collection.
    #[command(before_help = "  fonds access 7b3kq2xw embargoed --until 2030-01-01 --reason \"donor's wish\"")]
    Access(SetAccess),
    /// Join two documents, or two authorities, that are one; the first identifier redirects for ever.
    #[command(before_help = "  fonds merge 7b3kq2xw 5d9fh1zt --reason \"the same telegram\"")]
    Merge(Merge),
    /// Destroy a document's bytes and versions, for law or privacy; hash, date and reason remain.
    #[command(before_help = "  fonds erase 7b3kq2xw --reason \"order of the court\"")]
    Erase(Erase),
    /// Show the change log, of one thing or of all.
    #[command(before_help = "  fonds log 7b3kq2xw")]
    Log(Log),
    /// Show what changed between two versions.
    #[command(before_help = "  fonds diff 7b3kq2xw 1 2")]
    Diff(Diff),
    /// Serve the archive on the web; prints the address when it is ready.
    #[command(before_help = "  fonds serve --listen 127.0.0.1:8080")]
    Serve(Serve),
    /// Verify catalogue, files and index against each other.
    #[command(before_help = "  fonds check && echo whole")]
    Check,
    /// Make the index anew from catalogue and files.
    #[command(before_help = "  fonds rebuild")]
    Rebuild,
    /// Show the archive's figures, and likely duplicates waiting for review.
    #[command(before_help = "  fonds stats --duplicates")]
    Stats(Stats),
    /// Make the specimen archive and serve it.
    #[command(before_help = "  fonds demo")]
    Demo(Demo),
    /// Write shell completions to standard output.
    #[command(before_help = "  fonds completions bash > /etc/bash_completion.d/fonds")]
    Completions(Completions),
    /// Write the man pages into a folder.
    #[command(before_help = "  fonds man /usr/local/share/man/man1")]
    Man(Man),
}

/// `init`
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to make it in.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The archive's name, in the masthead of every page.
    #[arg(long, default_value = "Digital Archive")]
    pub name: String,
    /// A line under it.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub tagline: String,
}

/// `import`
#[derive(Debug, Args)]
pub struct Import {
    /// Files and folders; `-` is standard input.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The format, where looking should not decide.
    #[arg(long = "as", value_name = "FORMAT", value_parser = ["listing", "tei", "table", "authorities", "lines"])]
    pub format: Option<String>,
    /// What stands in which column of a table.
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// A collection that everything joins.
    #[arg(long, value_name = "NAME")]
    pub collection: Option<String>,
    /// The access state of new documents: public, draft, restricted or embargoed:2030-01-01.
    #[arg(long, value_name = "STATE")]
    pub access: Option<Access>,
    /// Write nothing; report what would happen.
    #[arg(long)]
    pub dry_run: bool,
    /// Why, for the log.
    #[arg(long, default_value = "import")]
    pub reason: String,
}

/// Where a search may look.
pub const SCOPES: [&str; 9] =
    ["everything", "titles", "abstracts", "text", "people", "places", "subjects", "references", "notes"];

/// `search`
#[derive(Debug, Args)]
pub struct Search {
    /// Words, "phrases", -not.
    #[arg(default_value = "", allow_hyphen_values = true)]
    pub query: String,
    /// Where to look.
    #[arg(long = "in", value_name = "SCOPE", default_value = "everything", value_parser = SCOPES)]
    pub scope: String,
    /// A period as people write it, such as "winter 1950", "early 1949", "1949-1951", "before 1950".
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// From this date on; as people write them.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Up to this date.
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Only documents whose whole date lies within.
    #[arg(long)]
    pub within: bool,
    /// Undated documents: alone, or beside a period.
    #[arg(long)]
    pub undated: bool,
    /// A condition such as person=ID or genre=cable; several of one facet are alternatives, of several facets all hold.
    #[arg(long = "filter", value_name = "FACET=VALUE")]
    pub filters: Vec<String>,
    /// Show the values of this facet (person, sender, place, year ...) and how many documents each gives, instead of
    /// the documents.
    #[arg(long, value_name = "FACET")]
    pub values: Option<String>,
    /// With --values: only those whose words hold these.
    #[arg(long, value_name = "WORDS", requires = "values")]
    pub find: Option<String>,
    /// The order.
    #[arg(long, value_name = "ORDER", default_value = "date", value_parser = ["date", "date-descending", "relevance"])]
    pub sort: String,
    /// How many to show.
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub limit: usize,
    /// How many to pass over.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub offset: usize,
}

/// `concordance`
#[derive(Debug, Args)]
pub struct Concordance {
    /// Words, "phrases", -not.
    #[arg(allow_hyphen_values = true)]
    pub query: String,
    /// Where the words are looked for; lines are cut from texts.
    #[arg(long = "in", value_name = "SCOPE", default_value = "everything", value_parser = SCOPES)]
    pub scope: String,
    /// From this date on; as people write them.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Up to this date.
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// A condition such as person=ID or genre=cable; may be given several times.
    #[arg(long = "filter", value_name = "FACET=VALUE")]
    pub filters: Vec<String>,
    /// By the date of their documents, by the words before (left) or behind (right).
    #[arg(long, value_name = "ORDER", default_value = "date", value_parser = ["date", "left", "right"])]
    pub by: String,
    /// Characters on either side, at most 200.
    #[arg(long, default_value_t = 40, value_name = "N")]
    pub width: usize,
    /// How many lines to show, at most 500.
    #[arg(long, default_value_t = 40, value_name = "N")]
    pub limit: usize,
    /// How many to pass over.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub offset: usize,
    /// Count neighbours, years, senders and repositories too.
    #[arg(long)]
    pub figures: bool,
    /// Write every line as a table, however many there are.
    #[arg(long, conflicts_with_all = ["by", "limit", "offset", "figures"])]
    pub csv: bool,
}

/// In which form a document is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For reading in a terminal.
    Text,
    /// The model's fields.
    Json,
    /// TEI P5, with the correspondence in its header.
    Tei,
    /// BibTeX, for a reference manager.
    Bibtex,
    /// RIS, for a reference manager.
    Ris,
}

/// `names`
#[derive(Debug, Args)]
pub struct Names {
    /// The name, in any of its forms; one word or several.
    #[arg(value_name = "WORD")]
    pub name: String,
}

/// `show`
#[derive(Debug, Args)]
pub struct Show {
    /// The identifier.
    pub id: String,
    /// The form.
    #[arg(long = "as", value_name = "FORM", default_value = "text")]
    pub form: Form,
    /// Show what stands around it instead: documents like it, of its day, between the same two.
    #[arg(long, conflicts_with = "form")]
    pub around: bool,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// Documents, in order of date.
    Documents,
    /// Persons.
    People,
    /// Organizations.
    Organizations,
    /// Places.
    Places,
    /// Subjects.
    Subjects,
    /// Collections.
    Collections,
}

/// `list`
#[derive(Debug, Args)]
pub struct List {
    /// What to list.
    #[arg(default_value = "documents")]
    pub what: Listed,
}

/// `export`
#[derive(Debug, Args)]
pub struct Export {
    /// lines (the archive's own, which `import` reads), csv, text, bibtex or ris.
    #[arg(value_parser = ["lines", "csv", "text", "bibtex", "ris"])]
    pub format: String,
    /// Only what this search finds.
    pub query: Option<String>,
    /// The file to write; standard output when absent.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Everything, also what is not public. Mind where you put it.
    #[arg(long, conflicts_with = "query")]
    pub everything: bool,
}

/// `edit`
#[derive(Debug, Args)]
pub struct Edit {
    /// The identifier.
    pub id: String,
    /// What to set, such as title="Cable No. 7"; fields of the model take JSON.
    #[arg(required = true, value_name = "FIELD=VALUE")]
    pub fields: Vec<String>,
    /// The version that you looked at; refused when somebody was faster.
    #[arg(long, value_name = "N")]
    pub version: Option<u32>,
    /// Why, for the log.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub reason: String,
}

/// `access`
#[derive(Debug, Args)]
pub struct SetAccess {
    /// The identifier, or ID/RENDITION.
    pub id: String,
    /// The state to give it.
    #[arg(value_parser = ["draft", "public", "embargoed", "restricted", "withdrawn"])]
    pub state: String,
    /// The first day on which an embargoed document is public.
    #[arg(long, value_name = "DATE", required_if_eq("state", "embargoed"))]
    pub until: Option<Day>,
    /// Why, for the log.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub reason: String,
}

/// `merge`
#[derive(Debug, Args)]
pub struct Merge {
    /// The one that goes.
    pub id: String,
    /// The one that goes on.
    pub into: String,
    /// Why, for the log.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub reason: String,
}

/// `erase`
#[derive(Debug, Args)]
pub struct Erase {
    /// The identifier.
    pub id: String,
    /// Also destroy the kept source file, where other documents came from it too.
    #[arg(long)]
    pub with_sources: bool,
    /// Why, for the log.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub reason: String,
}

/// `log`
#[derive(Debug, Args)]
pub struct Log {
    /// The identifier; all when absent.
    pub id: Option<String>,
}

/// `diff`
#[derive(Debug, Args)]
pub struct Diff {
    /// The identifier.
    pub id: String,
    /// The version to compare from.
    pub first: u32,
    /// The version to compare to.
    pub second: u32,
}

/// `serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub listen: SocketAddr,
}

/// `stats`
#[derive(Debug, Args)]
pub struct Stats {
    /// List likely duplicates for review.
    #[arg(long)]
    pub duplicates: bool,
}

/// `demo`
#[derive(Debug, Args)]
pub struct Demo {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub listen: SocketAddr,
    /// Where to make the specimen archive.
    #[arg(long, default_value = "demo-archive", value_name = "DIR")]
    pub folder: PathBuf,
    /// Make it and stop.
    #[arg(long)]
    pub no_serve: bool,
}

/// `completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    pub shell: clap_complete::Shell,
}

/// `man`
#[derive(Debug, Args)]
pub struct Man {
    /// The folder to write them into.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}
