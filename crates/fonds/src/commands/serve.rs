//! `fonds serve`: the web server.

use super::{Done, open, print, print_json};
use crate::definition::{CommandLine, Serve};
use fonds_archive::Archive;
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Serve) -> Done {
    serve(line, open(line)?, verb.listen)
}

/// Serves an archive until the process is told to stop; says its address when connections are taken.
pub fn serve(line: &CommandLine, archive: Archive, address: SocketAddr) -> Done {
    let listener = TcpListener::bind(address).map_err(|error| {
        format!("could not listen at {address}: {error}\nhint: name another address with --listen, such as 127.0.0.1:8081")
    })?;
    let address = listener.local_addr()?;
    // From here on the system keeps connections until they are answered.
    if line.json {
        print_json(
            &serde_json::json!({ "serving": archive.settings().name, "url": format!("http://{address}/") }),
        )?;
    } else {
        print(format_args!("serving {} at http://{address}/", archive.settings().name))?;
    }
    fonds_web::serve(archive, listener)?;
    Ok(ExitCode::SUCCESS)
}
