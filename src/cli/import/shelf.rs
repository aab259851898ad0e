//! The folder of originals: what it holds, known by bytes, and how a new one comes in.
//!
//! A document gets a folder of its own, named as its address. It is made under a hidden name and moved into place whole,
//! so a call that is cut off leaves nothing half done.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::cli::import::meta::{self, Original};
use crate::corpus::{Examined, META, ORIGINAL};

/// Where a new document is made before it is moved into place.
const MAKING: &str = ".dang-chep";
/// Letters of a folder's name.
const NAME_LENGTH: usize = 120;

/// The folder.
pub(super) struct Shelf {
    root: PathBuf,
    held: HashMap<String, PathBuf>,
}

/// Where an original lies now.
pub(super) enum Kept {
    /// It was there.
    Before(PathBuf),
    /// It was copied.
    Now(PathBuf),
}

impl Shelf {
    /// Opens the folder, and makes it when there is none.
    pub(super) fn open(root: &Path) -> anyhow::Result<Self> {
        let told = || format!("không mở được thư mục “{}”", root.display());
        fs::create_dir_all(root).with_context(told)?;
        let making = root.join(MAKING);
        if making.exists() {
            fs::remove_dir_all(&making).with_context(told)?;
        }
        let mut held = HashMap::new();
        for entry in fs::read_dir(root).with_context(told)? {
            let folder = entry.with_context(told)?.path();
            if let Some((hash, name)) = original_in(&folder) {
                held.insert(hash, folder.join(name));
            }
        }
        Ok(Self { root: root.to_owned(), held })
    }

    /// Copies a document, unless it is there.
    pub(super) fn keep(
        &mut self,
        path: &Path,
        bytes: &[u8],
        examined: &Examined,
    ) -> anyhow::Result<Kept> {
        let hash = blake3::hash(bytes).to_hex().to_string();
        if let Some(place) = self.held.get(&hash) {
            return Ok(Kept::Before(place.clone()));
        }
        let name = file_name(path);
        let from = path.display().to_string();
        let original = Original { name: &name, from, hash: &hash, format: examined.format.name };
        let meta = meta::of_document(&original, examined);
        let slug = examined.document.reference().slug();
        self.make(&slug, &hash, &name, &meta, &|target| fs::write(target, bytes))
    }

    /// Copies a file of many documents, unless it is there.
    pub(super) fn keep_set(&mut self, path: &Path, count: usize) -> anyhow::Result<Kept> {
        let mut hasher = blake3::Hasher::new();
        let told = || format!("không đọc được “{}”", path.display());
        io::copy(&mut File::open(path).with_context(told)?, &mut hasher).with_context(told)?;
        let hash = hasher.finalize().to_hex().to_string();
        if let Some(place) = self.held.get(&hash) {
            return Ok(Kept::Before(place.clone()));
        }
        let name = file_name(path);
        let from = path.display().to_string();
        let original = Original { name: &name, from, hash: &hash, format: "bộ dữ liệu" };
        let meta = meta::of_set(&original, count);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let slug = format!("bo-{}", crate::text::slug(&stem));
        self.make(&slug, &hash, &name, &meta, &|target| fs::copy(path, target).map(|_| ()))
    }

    fn make(
        &mut self,
        slug: &str,
        hash: &str,
        name: &str,
        meta: &str,
        write: &dyn Fn(&Path) -> io::Result<()>,
    ) -> anyhow::Result<Kept> {
        let folder = self.free(slug, hash);
        let making = self.root.join(MAKING);
        let made = || -> io::Result<()> {
            fs::create_dir_all(&making)?;
            write(&making.join(name))?;
            fs::write(making.join(META), meta)?;
            fs::rename(&making, &folder)
        };
        made().with_context(|| format!("không ghi được “{}”", folder.display()))?;
        let place = folder.join(name);
        self.held.insert(hash.to_owned(), place.clone());
        Ok(Kept::Now(place))
    }

    /// A folder that is not there yet: of texts that share a number, all but the first carry the beginning of their hash.
    fn free(&self, slug: &str, hash: &str) -> PathBuf {
        let short: String = slug.chars().take(NAME_LENGTH).collect();
        let short = if short.is_empty() { "khong-so".to_owned() } else { short };
        let folder = self.root.join(&short);
        if !folder.exists() {
            return folder;
        }
        let folder = self.root.join(format!("{short}.{}", hash.get(..8).unwrap_or(hash)));
        if folder.exists() { self.root.join(format!("{short}.{hash}")) } else { folder }
    }
}

/// The hash and the name of the original that a folder holds; none when it is gone or the folder is none of ours.
fn original_in(folder: &Path) -> Option<(String, String)> {
    let text = fs::read_to_string(folder.join(META)).ok()?;
    let root: toml::Table = text.parse().ok()?;
    let original = root.get(ORIGINAL)?;
    let field = |key| original.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let (hash, name) = (field("blake3")?, field("tep")?);
    folder.join(&name).is_file().then_some((hash, name))
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // Beside its own meta.toml it could not stand under that name.
    if name == META { format!("goc-{name}") } else { name }
}
