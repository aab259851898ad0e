//! The file itself: one writer at a time, a copy while it is in use, and whether it is whole.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::workspace::{Error, schema};

/// Tệp rà soát: worksheets, decisions, drafts, questions, users. Several processes may have it open.
#[derive(Debug)]
pub struct Workspace {
    path: PathBuf,
    connection: Mutex<Connection>,
}

impl Workspace {
    /// Opens the file; makes it, and its folder, when there is none.
    ///
    /// # Errors
    /// [`Error::File`] where no folder can be made, [`Error::Newer`] for a file of a later program.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Error::file("tạo thư mục", folder))?;
        }
        Ok(Self { path: path.to_owned(), connection: Mutex::new(schema::open(path)?) })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        // A panic inside a transaction rolled it back: the connection is as good as before.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        work(&self.lock())
    }

    /// Writes wholly or not at all; when it returns without an error, the change is on the disk.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    /// Copies the file as it is now to `to`, while others may be writing. The copy appears whole or not at all.
    ///
    /// # Errors
    /// [`Error::Refused`] when `to` exists: an earlier copy is not written over.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        if to.exists() {
            return Err(Error::Refused(
                "Tệp sao lưu đã có. Hãy chọn tên khác, ví dụ thêm ngày vào tên.",
            ));
        }
        let mut beside = to.as_os_str().to_owned();
        beside.push(".dang-ghi");
        let beside = PathBuf::from(beside);
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::file("ghi", &beside)(error));
            }
            _ => {}
        }
        self.lock().execute("VACUUM INTO ?1", [beside.to_string_lossy()])?;
        let file = File::open(&beside).map_err(Error::file("đọc", &beside))?;
        file.sync_all().map_err(Error::file("ghi", &beside))?;
        fs::rename(&beside, to).map_err(Error::file("ghi", to))
    }

    /// What is wrong with the file: damage, rows without what they belong to, entries that their history does not lead to.
    /// Empty when it is whole.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, Error> {
        let connection = self.lock();
        let words = |sql: &str| -> rusqlite::Result<Vec<String>> {
            connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        };
        let mut wrong = words("PRAGMA integrity_check")?;
        wrong.retain(|it| it != "ok");
        let alone = words("SELECT \"table\" || ' ' || rowid FROM pragma_foreign_key_check")?;
        wrong.extend(alone.into_iter().map(|it| format!("{it}: không thuộc mục nào")));
        let astray = words(
            "SELECT CAST(id AS TEXT) FROM entry WHERE NOT EXISTS (SELECT 1 FROM history
               WHERE entry = entry.id AND version = entry.version AND after IS entry.body)
             OR version <> (SELECT count(*) FROM history WHERE entry = entry.id)",
        )?;
        wrong.extend(
            astray.into_iter().map(|it| format!("mục {it}: lịch sử không dẫn tới nội dung")),
        );
        Ok(wrong)
    }
}
