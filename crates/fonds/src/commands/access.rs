//! `fonds access`: publishes, embargoes, restricts, withdraws.

use super::{Done, follow, open, print, print_json};
use crate::definition::{CommandLine, SetAccess};
use crate::moment;
use fonds_archive::access::set_access;
use fonds_model::Access;
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &SetAccess) -> Done {
    let archive = open(line)?;
    let access = match (verb.state.as_str(), verb.until) {
        ("embargoed", Some(until)) => Access::Embargoed { until },
        (state, None) => state.parse()?,
        (state, Some(_)) => {
            return Err(format!("{state} has no end\nhint: --until goes with embargoed").into());
        }
    };
    let note = moment::note(line, &verb.reason);
    let changed = set_access(&archive, &verb.id, access, &note, moment::today())?;
    follow(&archive)?;
    if line.json {
        print_json(&serde_json::json!({ "id": verb.id, "access": access, "changed": changed }))?;
    } else if changed {
        print(format_args!("{} is now {access}", verb.id))?;
    } else {
        print(format_args!("{} was {access} already", verb.id))?;
    }
    Ok(ExitCode::SUCCESS)
}
