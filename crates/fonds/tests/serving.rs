//! `fonds serve`, asked as a browser would.

use crate::conversation::{Conversation, papers};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

/// A server that ends with the test.
struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn begin(talk: &Conversation) -> Self {
        let mut child = talk
            .command(&["-C", "archive", "serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit("http://").next().unwrap().trim_end_matches('/').to_owned();
        Self { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_address_is_printed_when_the_server_is_ready() {
    let talk = Conversation::with_specimens();
    let serving = Serving::begin(&talk);
    assert!(serving.get("/-/healthz").starts_with("HTTP/1.1 200"));
    assert!(serving.get("/search?q=sleepers").contains("No. 0319"));
    assert!(!serving.get("/search").contains("Medical Note"));
}

#[test]
fn what_is_imported_beside_a_server_is_found_by_it() {
    let talk = Conversation::with_specimens();
    let serving = Serving::begin(&talk);
    talk.file("late.jsonl", &papers(&[["z-1", "1952", "A rhinoceros at the crossing", "It waits for the ferry."]]));
    let report = talk.ask(&["-C", "archive", "--json", "import", "late.jsonl"]);
    assert_eq!(report["new"], 1);
    assert!(serving.get("/search?q=rhinoceros").contains("A rhinoceros at the crossing"));
}
