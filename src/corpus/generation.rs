//! Generations: complete states of the index, one folder each, and the pointer to the one in use.
//!
//! `index/CURRENT` names the generation in use and is replaced in one step, so a crash at any moment leaves either the old
//! one or the new one. The one before stays, and so does any that a reader still holds.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::corpus::Error;
use crate::corpus::schema::LIBRARY;

/// The pointer.
const CURRENT: &str = "CURRENT";
/// The folder of a build that is not finished.
const BUILDING: &str = "building";
/// Locked by the build at work.
const LOCK: &str = "building.lock";
/// In a generation's folder: locked by its readers, so that it is not cleared away under them.
const READERS: &str = "readers";
/// In a generation's folder: the search index, whose segment files never change once written.
const SEARCH: &str = "search";

/// The folder of generation `number`.
pub(super) fn folder(index: &Path, number: u64) -> PathBuf {
    index.join(format!("g-{number:06}"))
}

/// The folder of the unfinished build.
pub(super) fn building(index: &Path) -> PathBuf {
    index.join(BUILDING)
}

/// The generation in use; none when nothing was built.
///
/// # Errors
/// When the pointer cannot be read or names no generation.
pub fn current_generation(index: &Path) -> Result<Option<u64>, Error> {
    let path = index.join(CURRENT);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::file("đọc", &path)(error)),
    };
    match number_of(text.trim()) {
        Some(number) => Ok(Some(number)),
        None => Err(Error::Damaged { path, what: text.trim().to_owned() }),
    }
}

fn number_of(name: &str) -> Option<u64> {
    name.strip_prefix("g-")?.parse().ok()
}

/// Takes the right to build; it is given back when the file is dropped.
pub(super) fn lock(index: &Path) -> Result<File, Error> {
    fs::create_dir_all(index).map_err(Error::file("tạo", index))?;
    let path = index.join(LOCK);
    let file = File::create(&path).map_err(Error::file("tạo", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Busy { path: index.to_owned() }),
        Err(TryLockError::Error(error)) => Err(Error::file("khóa", &path)(error)),
    }
}

/// Tells cleaners that the generation in `folder` is being read. None where files cannot be locked.
pub(super) fn hold(folder: &Path) -> Option<File> {
    let file = File::open(folder.join(READERS)).ok()?;
    file.try_lock_shared().ok()?;
    Some(file)
}

/// Copies generation `number` into the building folder: the library whole, the search index by links.
pub(super) fn copy(index: &Path, number: u64) -> Result<(), Error> {
    let (from, to) = (folder(index, number), building(index));
    fs::create_dir_all(&to).map_err(Error::file("tạo", &to))?;
    let library = to.join(LIBRARY);
    fs::copy(from.join(LIBRARY), &library).map_err(Error::file("chép", &library))?;
    let search = from.join(SEARCH);
    let Ok(entries) = fs::read_dir(&search) else { return Ok(()) };
    let linked = to.join(SEARCH);
    fs::create_dir_all(&linked).map_err(Error::file("tạo", &linked))?;
    for entry in entries {
        let entry = entry.map_err(Error::file("đọc", &search))?;
        let name = entry.file_name();
        let text = name.to_string_lossy();
        // tantivy replaces its two lists in place of writing over them, but a copy owes nothing to that habit.
        let list = text == "meta.json" || text == ".managed.json";
        if text.ends_with(".lock") || !entry.path().is_file() {
            continue;
        }
        let target = linked.join(&name);
        if list || fs::hard_link(entry.path(), &target).is_err() {
            fs::copy(entry.path(), &target).map_err(Error::file("chép", &target))?;
        }
    }
    Ok(())
}

/// Removes what an unfinished build left.
pub(super) fn clear_building(index: &Path) -> Result<(), Error> {
    let folder = building(index);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Error::file("xóa", &folder)(error))
        }
        _ => Ok(()),
    }
}

/// Takes back a finished folder that a crash kept from becoming current: it goes on as the unfinished build.
pub(super) fn take_back(index: &Path, current: Option<u64>) -> Result<(), Error> {
    for number in numbers(index)?.into_iter().filter(|&it| current.is_none_or(|now| it > now)) {
        let (from, to) = (folder(index, number), building(index));
        let done = if to.exists() { fs::remove_dir_all(&from) } else { fs::rename(&from, &to) };
        done.map_err(Error::file("dời", &from))?;
    }
    Ok(())
}

/// Makes the building folder generation `number` and the pointer point at it.
pub(super) fn switch(index: &Path, number: u64) -> Result<PathBuf, Error> {
    let (from, to) = (building(index), folder(index, number));
    let readers = from.join(READERS);
    File::create(&readers).map_err(Error::file("tạo", &readers))?;
    sync_all(&from)?;
    fs::rename(&from, &to).map_err(Error::file("dời", &from))?;
    let pointer = index.join(CURRENT);
    let next = index.join("CURRENT.next");
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&next)?;
        writeln!(file, "g-{number:06}")?;
        file.sync_all()?;
        sync_folder(index)?;
        fs::rename(&next, &pointer)?;
        sync_folder(index)
    };
    write().map_err(Error::file("ghi", &pointer))?;
    Ok(to)
}

/// Removes generations older than the one before `current`, except those in use. What cannot be removed is left.
pub(super) fn clear_old(index: &Path, current: u64) -> Result<(), Error> {
    let mut old: Vec<u64> = numbers(index)?.into_iter().filter(|&it| it < current).collect();
    old.pop();
    for number in old {
        let folder = folder(index, number);
        let held =
            File::open(folder.join(READERS)).ok().is_some_and(|file| file.try_lock().is_err());
        if !held && let Err(error) = fs::remove_dir_all(&folder) {
            tracing::warn!(folder = %folder.display(), %error, "old generation left in place");
        }
    }
    Ok(())
}

/// The numbers of all generations in the index, ascending.
fn numbers(index: &Path) -> Result<Vec<u64>, Error> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(index).map_err(Error::file("đọc", index))? {
        let entry = entry.map_err(Error::file("đọc", index))?;
        numbers.extend(number_of(&entry.file_name().to_string_lossy()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// Writes every file of `folder` and below through to the disk.
fn sync_all(folder: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::file("đọc", folder))? {
        let path = entry.map_err(Error::file("đọc", folder))?.path();
        if path.is_dir() {
            sync_all(&path)?;
        } else {
            File::open(&path)
                .and_then(|file| file.sync_all())
                .map_err(Error::file("ghi", &path))?;
        }
    }
    sync_folder(folder).map_err(Error::file("ghi", folder))
}

/// Writes a folder's own entries through to the disk; only some systems can.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
