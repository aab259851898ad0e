//! One file over HTTPS: resumed where it was cut, never larger than allowed, checked, and put in its place in one step.
//!
//! What has arrived lies in `NAME.part`, and beside it in `NAME.part.nguon` which version of the file it is a part of
//! (the server's `ETag`), for a part of one version must not be continued with another. A whole file without an `ETag` is
//! known again by its size and the day of its last change. What arrives must be what was asked for: a server at rest for
//! maintenance answers 200 and a page for people. Redirections are followed by hand:
//! the data set's host names the checksum only in the answer that sends on to where the file lies.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body};

use crate::cli::fetch::content::Content;
use crate::cli::fetch::fault::{Error, in_words};
use crate::cli::progress::Bars;
use crate::corpus::Progress;
use crate::text::system;

/// The ending of the file that tells which version lies beside it.
const VERSION: &str = "nguon";
/// How often a connection may break before the rest is left to the next call.
const ATTEMPTS: usize = 5;
/// How often one address may send on to another.
const REDIRECTS: usize = 8;
/// How long nothing may arrive.
const SILENCE: Duration = Duration::from_secs(60);
/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(30);

/// A file to be downloaded.
pub(super) struct Download<'a> {
    /// Where it lies.
    pub(super) address: &'a str,
    /// Where it is to lie.
    pub(super) target: &'a Path,
    /// The SHA-256 that it must have.
    pub(super) expected: Option<&'a str>,
    /// The most bytes it may have.
    pub(super) limit: u64,
    /// What it must be.
    pub(super) content: Content,
}

/// How a download ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// The file that is there is the one that is offered.
    Same,
    /// It is there now.
    Fetched {
        /// Its size.
        bytes: u64,
        /// Its checksum.
        sha256: String,
        /// Whether somebody said beforehand what the checksum must be.
        checked: bool,
    },
}

/// Which version of a file lies here, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Version {
    dia_chi: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    /// `Last-Modified`, for servers that give no `ETag`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sua_luc: Option<String>,
    /// The size of the whole file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    co: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
}

/// An answer, and what was learnt on the way to it.
struct Offer {
    response: Response<Body>,
    version: Version,
}

/// What is left to do after one answer was read.
enum Step {
    Whole,
    Again(String),
}

impl Download<'_> {
    /// Downloads the file, or the rest of it.
    pub(super) fn run(&self, bars: &Bars) -> Result<Done, Error> {
        let held = self.part().with_extension("khoa");
        let lock = File::create(&held).map_err(disk(&held))?;
        lock.try_lock().map_err(|_| Error::Busy(self.target.to_owned()))?;
        let done = self.fetch(bars);
        bars.finished();
        drop(lock);
        let _ = fs::remove_file(&held);
        done
    }

    fn fetch(&self, bars: &Bars) -> Result<Done, Error> {
        let agent = agent(is_local(self.address));
        let mut cause = String::new();
        for _ in 0..ATTEMPTS {
            let part = self.part();
            let here = fs::metadata(&part).map_or(0, |it| it.len());
            let known = version_of(if here > 0 { &part } else { self.target });
            let offer = match self.ask(&agent, here, &known) {
                Ok(offer) => offer,
                Err(Error::Network(error)) if here > 0 => {
                    cause = in_words(&error);
                    continue;
                }
                Err(error) => return Err(error),
            };
            match offer.response.status() {
                StatusCode::NOT_MODIFIED => return Ok(Done::Same),
                StatusCode::RANGE_NOT_SATISFIABLE => {
                    // What is here is no beginning of what is there.
                    self.drop_part()?;
                    continue;
                }
                StatusCode::OK if here == 0 && self.is_the_same(&offer, &known) => {
                    return Ok(Done::Same);
                }
                _ => {}
            }
            let version = offer.version.clone();
            match self.take(offer, here, bars)? {
                Step::Whole => return self.finish(&version),
                Step::Again(why) => cause = why,
            }
        }
        let held = fs::metadata(self.part()).map_or(0, |it| it.len());
        Err(Error::Cut { held, cause })
    }

    /// Whether an answer without a tag offers the file that is there.
    fn is_the_same(&self, offer: &Offer, known: &Version) -> bool {
        let offered = &offer.version;
        let tagged = offered.etag.is_some() || known.etag.is_some();
        let named = known.sua_luc.is_some() && known.sua_luc == offered.sua_luc;
        let size = size_of(self.target);
        let as_large = size.is_some() && size == known.co && size == offered.co;
        !tagged && named && as_large && known.dia_chi == self.address
    }

    /// Asks for the file, for what follows `here`, or whether it changed; follows where the answer sends.
    fn ask(&self, agent: &Agent, here: u64, known: &Version) -> Result<Offer, Error> {
        let mut address = self.address.to_owned();
        let mut version = Version { dia_chi: address.clone(), ..Version::default() };
        let same = known.dia_chi == self.address;
        for _ in 0..REDIRECTS {
            if !address.starts_with("https://") && !is_local(&address) {
                return Err(Error::NotSecure(address));
            }
            let mut request = agent.get(&address).header("accept-encoding", "identity");
            match (&known.etag, here) {
                (Some(etag), 1..) if same => {
                    request = request
                        .header("range", format!("bytes={here}-"))
                        .header("if-range", etag.as_str());
                }
                (Some(etag), 0) if same && self.target.exists() => {
                    request = request.header("if-none-match", etag.as_str());
                }
                (None, 0) if same && known.co == size_of(self.target) => {
                    if let Some(changed) = &known.sua_luc {
                        request = request.header("if-modified-since", changed.as_str());
                    }
                }
                _ => {}
            }
            let response = request.call().map_err(|error| Error::Network(Box::new(error)))?;
            let named = |name: &str| {
                response.headers().get(name).and_then(|it| it.to_str().ok()).map(str::to_owned)
            };
            // The data set's host tells the checksum of large files so.
            version.sha256 =
                version.sha256.or_else(|| named("x-linked-etag").and_then(|it| checksum(&it)));
            if response.status().is_redirection() && response.status() != StatusCode::NOT_MODIFIED {
                let next =
                    named("location").ok_or_else(|| self.refused(&address, response.status()))?;
                version.etag = version.etag.or_else(|| named("x-linked-etag"));
                address = join(&address, &next);
                continue;
            }
            version.etag = named("etag").or(version.etag);
            version.sua_luc = named("last-modified");
            version.co = named("content-length").and_then(|it| it.parse().ok());
            let fine = [StatusCode::NOT_MODIFIED, StatusCode::RANGE_NOT_SATISFIABLE];
            if !response.status().is_success() && !fine.contains(&response.status()) {
                return Err(self.refused(&address, response.status()));
            }
            return Ok(Offer { response, version });
        }
        Err(Error::TooManyRedirects(self.address.to_owned()))
    }

    fn refused(&self, address: &str, status: StatusCode) -> Error {
        Error::Status { address: address.to_owned(), status }
    }

    /// Writes down what arrives.
    fn take(&self, offer: Offer, here: u64, bars: &Bars) -> Result<Step, Error> {
        let Offer { mut response, version } = offer;
        let number = |name: &str| {
            response.headers().get(name).and_then(|it| it.to_str().ok()).map(str::to_owned)
        };
        // `bytes 100-199/200`: the server goes on where we are, or it begins anew.
        let range = number("content-range");
        let resumed = response.status() == StatusCode::PARTIAL_CONTENT
            && range
                .as_deref()
                .and_then(|it| it.strip_prefix("bytes ")?.split('-').next()?.parse().ok())
                == Some(here);
        let total = match resumed {
            true => range.as_deref().and_then(|it| it.rsplit('/').next()?.parse::<u64>().ok()),
            false => number("content-length").and_then(|it| it.parse().ok()),
        };
        if total.is_some_and(|total| total > self.limit) {
            return Err(Error::TooLarge { limit: self.limit >> 30 });
        }
        let part = self.part();
        remember(&version, &part)?;
        let mut options = OpenOptions::new();
        let options = options.create(true).write(true).append(resumed).truncate(!resumed);
        let mut file = options.open(&part).map_err(disk(&part))?;
        let mut written = if resumed { here } else { 0 };
        bars.started("Tải", total);
        bars.advanced(written, &self.target.file_name().unwrap_or_default().to_string_lossy());
        let mut body = response.body_mut().as_reader();
        let mut piece = vec![0; 1 << 16];
        loop {
            let count = match body.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) => return Ok(Step::Again(system::in_words(&error))),
            };
            written += count as u64;
            if written > self.limit {
                return Err(Error::TooLarge { limit: self.limit >> 30 });
            }
            file.write_all(piece.get(..count).unwrap_or_default()).map_err(disk(&part))?;
            bars.advanced(count as u64, "");
        }
        file.sync_all().map_err(disk(&part))?;
        match total {
            Some(total) if written < total => {
                Ok(Step::Again(format!("thiếu {} byte", total - written)))
            }
            _ => Ok(Step::Whole),
        }
    }

    /// Checks what has arrived and puts it in its place.
    fn finish(&self, version: &Version) -> Result<Done, Error> {
        let part = self.part();
        let mut hasher = Sha256::new();
        let mut file = File::open(&part).map_err(disk(&part))?;
        let mut piece = vec![0; 1 << 16];
        let mut bytes = 0;
        loop {
            let count = file.read(&mut piece).map_err(disk(&part))?;
            if count == 0 {
                break;
            }
            bytes += count as u64;
            hasher.update(piece.get(..count).unwrap_or_default());
        }
        let found: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let expected = self.expected.map(str::to_lowercase).or_else(|| version.sha256.clone());
        if let Some(expected) = expected.as_ref().filter(|expected| **expected != found) {
            self.drop_part()?;
            return Err(Error::Checksum { found, expected: expected.clone() });
        }
        if let Err(came) = self.content.fits(&part).map_err(disk(&part))? {
            self.drop_part()?;
            let (address, wanted) = (self.address.to_owned(), self.content.name());
            return Err(Error::NotThat { address, wanted, came });
        }
        fs::rename(&part, self.target).map_err(disk(self.target))?;
        let _ = fs::remove_file(beside(&part, VERSION));
        let whole = Version { sha256: Some(found.clone()), co: Some(bytes), ..version.clone() };
        remember(&whole, self.target)?;
        Ok(Done::Fetched { bytes, sha256: found, checked: expected.is_some() })
    }

    fn part(&self) -> PathBuf {
        beside(self.target, "part")
    }

    fn drop_part(&self) -> Result<(), Error> {
        let part = self.part();
        let _ = fs::remove_file(beside(&part, VERSION));
        fs::remove_file(&part).map_err(disk(&part))
    }
}

fn size_of(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|it| it.len())
}

/// Which version lies at `path`.
fn version_of(path: &Path) -> Version {
    let text = fs::read_to_string(beside(path, VERSION)).unwrap_or_default();
    toml::from_str(&text).unwrap_or_default()
}

/// Writes down which version lies at `path`.
fn remember(version: &Version, path: &Path) -> Result<(), Error> {
    let text = toml::to_string(version).unwrap_or_default();
    fs::write(beside(path, VERSION), text).map_err(disk(path))
}

fn agent(local: bool) -> Agent {
    let settings = Agent::config_builder()
        .https_only(!local)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_connect(Some(CONNECT))
        .timeout_recv_response(Some(SILENCE))
        .timeout_per_read(Some(SILENCE))
        .user_agent(concat!("dieukhoan/", env!("CARGO_PKG_VERSION")));
    settings.build().new_agent()
}

fn disk(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Disk { path, source }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}.{ending}"))
}

/// Whether an address is one of this machine.
fn is_local(address: &str) -> bool {
    let host = address.strip_prefix("http://").and_then(|rest| rest.split(['/', ':', '?']).next());
    matches!(host, Some("127.0.0.1" | "localhost"))
}

/// Where `next` leads from `address`.
fn join(address: &str, next: &str) -> String {
    if next.contains("://") {
        return next.to_owned();
    }
    let scheme = address.find("://").map_or(0, |at| at + 3);
    let rest = address.get(scheme..).unwrap_or_default();
    let end = match next.starts_with('/') {
        true => rest.find('/').unwrap_or(rest.len()),
        false => rest.rfind('/').map_or(rest.len(), |at| at + 1),
    };
    format!("{}{next}", address.get(..scheme + end).unwrap_or_default())
}

/// A SHA-256 in quotes or without; none for other tags.
fn checksum(tag: &str) -> Option<String> {
    let digits = tag.trim_start_matches("W/").trim_matches('"');
    let is_one = digits.len() == 64 && digits.bytes().all(|it| it.is_ascii_hexdigit());
    is_one.then(|| digits.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_joined() {
        for (address, next, joined) in [
            ("https://a.vn/x/y", "https://b.vn/z", "https://b.vn/z"),
            ("https://a.vn/x/y", "/z", "https://a.vn/z"),
            ("https://a.vn/x/y", "z", "https://a.vn/x/z"),
            ("https://a.vn", "/z", "https://a.vn/z"),
        ] {
            assert_eq!(join(address, next), joined);
        }
    }

    #[test]
    fn only_this_machine_may_speak_plainly() {
        assert!(is_local("http://127.0.0.1:8080/a") && is_local("http://localhost/a"));
        assert!(!is_local("http://127.0.0.1.evil.vn/a") && !is_local("http://a.vn/127.0.0.1"));
        assert!(!is_local("https://a.vn"));
    }

    #[test]
    fn only_a_checksum_is_one() {
        assert_eq!(checksum(&format!("\"{}\"", "A".repeat(64))), Some("a".repeat(64)));
        assert_eq!(checksum("\"33a64df5\""), None);
    }
}
