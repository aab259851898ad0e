//! The folder of originals: what it holds, known by bytes and by where it came from, and how a new one comes in.
//!
//! A document gets a folder of its own, named as its address. It is made under a hidden name and moved into place whole,
//! so a call that is cut off leaves nothing half done. When the original at a path is other than it was, the new copy takes
//! the place of the older ones from that path: they stay, with a mark that makes `build` pass over them.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use jiff::civil::Date;

use crate::cli::import::carry::{Carried, carry};
use crate::cli::import::entry::Entry;
use crate::cli::import::meta::{self, Original};
use crate::corpus::{Examined, META, NEWER, hash_of};
use crate::read::Converter;

/// Where a new document is made before it is moved into place.
const MAKING: &str = ".dang-chep";
/// Letters of a folder's name.
const NAME_LENGTH: usize = 120;

/// The folder.
pub(super) struct Shelf {
    root: PathBuf,
    today: Date,
    entries: Vec<Entry>,
    by_hash: HashMap<String, usize>,
    by_path: HashMap<PathBuf, Vec<usize>>,
}

/// Where an original lies now.
pub(super) struct Kept {
    /// The place.
    pub(super) place: PathBuf,
    /// Whether it was copied now.
    pub(super) now: bool,
    /// The older copies whose place it takes from now on.
    pub(super) replaced: Vec<PathBuf>,
    /// What to tell of that.
    pub(super) told: Vec<String>,
}

/// A new copy before it is made.
struct Copy<'a> {
    slug: &'a str,
    hash: &'a str,
    name: &'a str,
    meta: &'a str,
    write: &'a dyn Fn(&Path) -> io::Result<()>,
}

impl Shelf {
    /// Opens the folder, and makes it when there is none.
    pub(super) fn open(root: &Path, today: Date) -> anyhow::Result<Self> {
        let told = || format!("không mở được thư mục “{}”", root.display());
        fs::create_dir_all(root).with_context(told)?;
        let making = root.join(MAKING);
        if making.exists() {
            fs::remove_dir_all(&making).with_context(told)?;
        }
        let mut shelf = Self {
            root: root.to_owned(),
            today,
            entries: Vec::new(),
            by_hash: HashMap::new(),
            by_path: HashMap::new(),
        };
        for entry in fs::read_dir(root).with_context(told)? {
            let folder = entry.with_context(told)?.path();
            Entry::of(&folder).into_iter().for_each(|entry| shelf.add(entry));
        }
        Ok(shelf)
    }

    fn add(&mut self, entry: Entry) {
        let at = self.entries.len();
        self.by_hash.insert(entry.hash.clone(), at);
        self.by_path.entry(entry.from.clone()).or_default().push(at);
        self.entries.push(entry);
    }

    /// Copies a document, unless it is there.
    pub(super) fn keep(
        &mut self,
        path: &Path,
        bytes: &[u8],
        examined: &Examined,
        converter: &dyn Converter,
    ) -> anyhow::Result<Kept> {
        let hash = blake3::hash(bytes).to_hex().to_string();
        let from = std::path::absolute(path)?;
        if let Some(at) = self.by_hash.get(&hash) {
            return self.again(*at, &from);
        }
        let (mut carried, mut older, mut others) = (Carried::default(), Vec::new(), Vec::new());
        for at in self.older(&from, &hash) {
            let Some(entry) = self.entries.get(at) else { continue };
            let before = entry.document(converter);
            if entry.is_other(before.as_ref(), examined) {
                others.push(format!(
                    "số khác hoặc chưa rõ so với “{}” nhập từ cùng chỗ: giữ cả hai; nếu là một văn bản, thêm {NEWER} vào bảng [goc] của bản cũ",
                    entry.place.display()
                ));
            } else {
                carried = carry(&entry.meta(), before.as_ref(), &examined.document);
                older.push(at);
            }
        }
        let name = file_name(path);
        let tu = from.display().to_string();
        let original =
            Original { name: &name, from: tu, hash: &hash, format: examined.format.name };
        let meta = meta::of_document(&original, examined, &carried.kept);
        let slug = examined.document.reference().slug();
        let write = |target: &Path| fs::write(target, bytes);
        let copy = Copy { slug: &slug, hash: &hash, name: &name, meta: &meta, write: &write };
        let place = self.make(&copy)?;
        let told = carried.told.into_iter().chain(others).collect();
        self.replace(&older, Kept { place, now: true, replaced: Vec::new(), told })
    }

    /// Copies a file of many documents, unless it is there.
    pub(super) fn keep_set(&mut self, path: &Path, count: usize) -> anyhow::Result<Kept> {
        let told = || format!("không đọc được “{}”", path.display());
        let hash = blake3::Hash::from(hash_of(path).with_context(told)?).to_hex().to_string();
        let from = std::path::absolute(path)?;
        if let Some(at) = self.by_hash.get(&hash) {
            return self.again(*at, &from);
        }
        let mut older = self.older(&from, &hash);
        older.retain(|at| self.entries.get(*at).is_some_and(|it| it.sure));
        let name = file_name(path);
        let tu = from.display().to_string();
        let original = Original { name: &name, from: tu, hash: &hash, format: "bộ dữ liệu" };
        let meta = meta::of_set(&original, count);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let slug = format!("bo-{}", crate::text::slug(&stem));
        let write = |target: &Path| fs::copy(path, target).map(|_| ());
        let copy = Copy { slug: &slug, hash: &hash, name: &name, meta: &meta, write: &write };
        let place = self.make(&copy)?;
        self.replace(&older, Kept { place, now: true, replaced: Vec::new(), told: Vec::new() })
    }

    /// The copies of other bytes that came from the same path and that no newer one replaced yet, the newest last.
    fn older(&self, from: &Path, hash: &str) -> Vec<usize> {
        let entry = |at: &usize| self.entries.get(*at);
        let counts = |at: &usize| entry(at).is_some_and(|it| it.newer.is_none() && it.hash != hash);
        let held = self.by_path.get(from).into_iter().flatten().copied();
        let mut older: Vec<usize> = held.filter(counts).collect();
        older.sort_by_key(|at| entry(at).map(|it| it.written));
        older
    }

    /// What is on the shelf already. It may be that the path held something else in between, or that an earlier call was
    /// cut off before it marked the older copies.
    fn again(&mut self, at: usize, from: &Path) -> anyhow::Result<Kept> {
        let Some(held) = self.entries.get_mut(at) else { anyhow::bail!("bản chép không còn") };
        if held.from == from && held.newer.as_ref().is_some_and(|newer| !newer.is_empty()) {
            held.mark(None)?;
        }
        let (place, hash) = (held.place.clone(), held.hash.clone());
        let mut older = self.older(from, &hash);
        let held = self.entries.get(at);
        older.retain(|at| {
            self.entries.get(*at).zip(held).is_some_and(|(entry, held)| !entry.differs(held))
        });
        self.replace(&older, Kept { place, now: false, replaced: Vec::new(), told: Vec::new() })
    }

    /// Marks the older copies as replaced.
    fn replace(&mut self, older: &[usize], mut kept: Kept) -> anyhow::Result<Kept> {
        let newer = kept.place.strip_prefix(&self.root).unwrap_or(&kept.place);
        let newer = newer.to_string_lossy().replace('\\', "/");
        for at in older {
            let Some(entry) = self.entries.get_mut(*at) else { continue };
            if entry.mark(Some((&newer, self.today)))? {
                kept.replaced.push(entry.place.clone());
            } else {
                kept.told.push(format!(
                    "không đánh dấu được bản cũ “{}”: hãy thêm {NEWER} = \"{newer}\" vào bảng [goc] trong {META} của nó",
                    entry.place.display()
                ));
            }
        }
        Ok(kept)
    }

    fn make(&mut self, copy: &Copy<'_>) -> anyhow::Result<PathBuf> {
        let folder = self.free(copy.slug, copy.hash);
        let making = self.root.join(MAKING);
        let made = || -> io::Result<()> {
            fs::create_dir_all(&making)?;
            (copy.write)(&making.join(copy.name))?;
            fs::write(making.join(META), copy.meta)?;
            fs::rename(&making, &folder)
        };
        made().with_context(|| format!("không ghi được “{}”", folder.display()))?;
        Entry::of(&folder).into_iter().for_each(|entry| self.add(entry));
        Ok(folder.join(copy.name))
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

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // Beside its own meta.toml it could not stand under that name.
    if name == META { format!("goc-{name}") } else { name }
}
