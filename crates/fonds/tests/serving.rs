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
fn imports_beside_a_server_and_beside_each_other_all_end_searchable() {
    let talk = Conversation::with_specimens();
    let serving = Serving::begin(&talk);
    let begin = |name: &str, title: &str| {
        let keys: Vec<String> = (0..300).map(|number| format!("{name}-{number}")).collect();
        let rows: Vec<[&str; 4]> =
            keys.iter().map(|key| [key.as_str(), "1952", title, "It waits."]).collect();
        let file = format!("{name}.jsonl");
        talk.file(&file, &papers(&rows));
        let mut command = talk.command(&["-C", "archive", "--json", "import", &file]);
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
    };
    let first = begin("first", "A rhinoceros at the crossing");
    let second = begin("second", "A giraffe at the crossing");
    for import in [first, second] {
        let output = import.wait_with_output().unwrap();
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["new"], 300, "{report}");
    }
    for word in ["rhinoceros", "giraffe"] {
        let found = talk.ask(&["-C", "archive", "--json", "search", word, "--limit", "1"]);
        assert_eq!(found["total"], 300, "{word}");
        let page = serving.get(&format!("/search?q={word}"));
        assert!(page.contains("at the crossing") && page.contains("300"), "{word}: {page}");
    }
    drop(serving);
    let checked = talk.run(&["-C", "archive", "check"], b"");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

#[test]
fn an_address_that_is_taken_is_named() {
    let mut talk = Conversation::with_specimens();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let output = talk.run(&["-C", "archive", "serve", "--listen", &address], b"");
    assert_eq!(output.status.code(), Some(2));
    talk.remark(&String::from_utf8_lossy(&output.stderr).replace(&address, "<address>"));
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn what_is_closed_beside_a_server_is_gone_from_it() {
    let talk = Conversation::with_specimens();
    let serving = Serving::begin(&talk);
    let id = talk.id_of("No. 0319");
    assert!(serving.get(&format!("/documents/{id}")).contains(&id));
    let closed = talk.run(&["-C", "archive", "access", &id, "withdrawn", "--reason", "not ours"], b"");
    assert!(closed.status.success());
    assert!(serving.get(&format!("/documents/{id}")).starts_with("HTTP/1.1 410"));
    assert!(!serving.get("/search?q=sleepers").contains("No. 0319"));
}
