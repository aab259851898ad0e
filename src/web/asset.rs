//! Styles, scripts and images, inside the binary.
//!
//! An address carries a fingerprint of the content, so a browser may keep the file for ever and still never shows a page
//! with the style of another version. Names are looked up in a table: no request reaches the file system.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::web::error::Error;

/// A file that the browser may ask for.
struct Asset {
    name: &'static str,
    kind: &'static str,
    content: &'static str,
    hash: String,
}

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

macro_rules! files {
    ($($name:literal as $kind:expr),* $(,)?) => {
        [$(($name, $kind, include_str!(concat!("../../web/static/", $name)))),*]
    };
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let files = files![
        "page.css" as CSS,
        "search-box.css" as CSS,
        "listing.css" as CSS,
        "hit.css" as CSS,
        "facet.css" as CSS,
        "title-block.css" as CSS,
        "law.css" as CSS,
        "contents.css" as CSS,
        "facts.css" as CSS,
        "tools.css" as CSS,
        "original.css" as CSS,
        "time.css" as CSS,
        "conformity.css" as CSS,
        "cite.css" as CSS,
        "review.css" as CSS,
        "print.css" as CSS,
        "search-box.js" as SCRIPT,
        "suggest.js" as SCRIPT,
        "hits.js" as SCRIPT,
        "contents.js" as SCRIPT,
        "tools.js" as SCRIPT,
        "neighbours.js" as SCRIPT,
        "preview.js" as SCRIPT,
        "review.js" as SCRIPT,
        "favicon.svg" as SVG,
    ];
    let asset = |(name, kind, content): (&'static str, &'static str, &'static str)| Asset {
        name,
        kind,
        content,
        hash: format!("{:016x}", fingerprint([content])),
    };
    files.into_iter().map(asset).collect()
});

/// A 64-bit FNV-1a fingerprint: tells versions apart, guards nothing.
pub(crate) fn fingerprint<'a>(texts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for text in texts {
        for byte in text.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

/// The address of an asset, for templates. An unknown name gives an address that answers 404; a test asks for all of them.
pub(crate) fn url(name: &str) -> String {
    let hash = ASSETS.iter().find(|it| it.name == name).map_or("0", |it| it.hash.as_str());
    format!("/-/static/{hash}/{name}")
}

/// `GET /-/static/{hash}/{name}`.
pub(crate) async fn asset(Path((hash, name)): Path<(String, String)>) -> Result<Response, Error> {
    let asset = ASSETS.iter().find(|it| it.name == name).ok_or(Error::NoPage)?;
    // A page made before an upgrade still asks with the old hash: give what there is, but not for ever.
    let keep = if asset.hash == hash { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(([(CONTENT_TYPE, asset.kind), (CACHE_CONTROL, keep)], asset.content).into_response())
}

/// `GET /favicon.ico`, for browsers that ask without being told.
pub(crate) async fn favicon() -> Result<Response, Error> {
    asset(Path((String::new(), "favicon.svg".to_owned()))).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_in_the_table() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/web/static");
        for file in std::fs::read_dir(folder).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            assert!(ASSETS.iter().any(|it| it.name == name), "{name} is not served");
        }
    }
}
