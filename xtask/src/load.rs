//! A small HTTP client for loopback measurements: keep-alive connections, a bounded number of requests.
//!
//! Not a general client: it reads answers with a Content-Length or in chunks, and nothing else.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// One kept-alive connection.
pub struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    /// Connects to a server on this machine.
    pub fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self { stream: BufReader::new(stream) })
    }

    /// Asks for a path; answers status and body.
    pub fn get(&mut self, path: &str) -> Result<(u16, Vec<u8>)> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        self.stream.get_mut().write_all(request.as_bytes())?;
        let status_line = self.line()?;
        let status = status_line.split(' ').nth(1).context("no status")?.parse()?;
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line()?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            chunked |= line.starts_with("transfer-encoding:") && line.contains("chunked");
        }
        let body = if chunked { self.chunks()? } else { self.bytes(length)? };
        Ok((status, body))
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the server closed the connection");
        }
        Ok(line.trim_end().to_owned())
    }

    fn bytes(&mut self, length: usize) -> Result<Vec<u8>> {
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(body)
    }

    fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let size = usize::from_str_radix(self.line()?.trim(), 16)?;
            body.extend(self.bytes(size)?);
            self.line()?;
            if size == 0 {
                return Ok(body);
            }
        }
    }
}

/// Times of requests, for percentiles.
#[derive(Default)]
pub struct Times(pub Vec<Duration>);

impl Times {
    /// The time below which this share of the requests stayed, in milliseconds.
    pub fn percentile(&mut self, share: f64) -> f64 {
        self.0.sort();
        let position = ((self.0.len() as f64 * share) as usize).min(self.0.len().saturating_sub(1));
        self.0.get(position).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    }
}

/// Asks for each path once over one connection.
pub fn one_after_another(address: &str, paths: &[String]) -> Result<Times> {
    let mut connection = Connection::open(address)?;
    let mut times = Times::default();
    for path in paths {
        let begun = Instant::now();
        let (status, _) = connection.get(path)?;
        if status != 200 {
            bail!("{path} answered {status}");
        }
        times.0.push(begun.elapsed());
    }
    Ok(times)
}

/// Asks for each path once over so many connections; answers requests a second and the times.
pub fn at_once(address: &str, paths: &[String], connections: usize) -> Result<(f64, Times)> {
    let begun = Instant::now();
    let mut all = Times::default();
    std::thread::scope(|scope| -> Result<()> {
        let share = paths.len().div_ceil(connections).max(1);
        let asking: Vec<_> =
            paths.chunks(share).map(|paths| scope.spawn(move || one_after_another(address, paths))).collect();
        for asking in asking {
            let times = asking.join().map_err(|_| anyhow::anyhow!("a client broke off"))??;
            all.0.extend(times.0);
        }
        Ok(())
    })?;
    Ok((paths.len() as f64 / begun.elapsed().as_secs_f64(), all))
}
