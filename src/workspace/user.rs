//! Người dùng: who may write. Passwords are kept as argon2id hashes, never as words.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::workspace::{By, Error, Workspace, audit};

/// The shortest password, in letters.
const SHORTEST: usize = 10;
/// Longer ones are cut by nobody, but cost time to hash.
const LONGEST: usize = 200;

/// Người dùng.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The name that others see.
    pub name: String,
    /// What the user may do.
    pub role: Role,
}

/// Vai trò; each may do all that those before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Đọc.
    Reader,
    /// Biên tập: writes worksheets, decisions, drafts, questions.
    Editor,
    /// Quản trị: sees the audit log; users are added on the command line.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Reader, Self::Editor, Self::Administrator];

    /// The role on the command line and in the file.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Reader => "doc",
            Self::Editor => "bien-tap",
            Self::Administrator => "quan-tri",
        }
    }

    /// The role in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reader => "đọc",
            Self::Editor => "biên tập",
            Self::Administrator => "quản trị",
        }
    }

    /// Reads a slug.
    pub fn of(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.slug() == slug)
    }
}

impl Workspace {
    /// Adds a user, or gives one that is there another password and role; its sessions end.
    ///
    /// # Errors
    /// [`Error::Refused`] for a name or password that cannot be taken.
    pub fn put_user(&self, name: &str, role: Role, password: &str, by: &By) -> Result<(), Error> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 64 || name.chars().any(char::is_control) {
            return Err(Error::Refused(
                "Tên người dùng phải có từ 1 đến 64 chữ cái, không có dấu xuống dòng.",
            ));
        }
        if password.chars().count() < SHORTEST {
            return Err(Error::Refused("Mật khẩu phải có ít nhất 10 ký tự."));
        }
        if password.len() > LONGEST {
            return Err(Error::Refused("Mật khẩu dài quá 200 byte."));
        }
        let hash = hashed(password)?;
        self.write(|transaction| {
            transaction.execute("DELETE FROM session WHERE user = ?1", [name])?;
            let sql = "INSERT INTO user (name, password, role, since) VALUES (?1, ?2, ?3, ?4)
                       ON CONFLICT (name) DO UPDATE SET password = ?2, role = ?3";
            transaction.execute(sql, params![name, hash, role.slug(), by.at.as_millisecond()])?;
            audit::record(
                transaction,
                by,
                &format!("đặt người dùng, vai trò {}", role.name()),
                name,
            )
        })
    }

    /// Takes a user away, with all sessions; tells whether there was one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn remove_user(&self, name: &str, by: &By) -> Result<bool, Error> {
        self.write(|transaction| {
            let gone = transaction.execute("DELETE FROM user WHERE name = ?1", [name.trim()])? > 0;
            if gone {
                audit::record(transaction, by, "xóa người dùng", name.trim())?;
            }
            Ok(gone)
        })
    }

    /// Every user, by name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn users(&self) -> Result<Vec<User>, Error> {
        self.read(|connection| {
            let mut query = connection.prepare("SELECT name, role FROM user ORDER BY name")?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
            let users = rows.map(|it| {
                let (name, role) = it?;
                Ok(User { name, role: Role::of(&role).unwrap_or(Role::Reader) })
            });
            users.collect()
        })
    }

    /// The user with this name and password; none when either is wrong. Takes as long for a name that is not there.
    pub(super) fn verified(
        &self,
        name: &str,
        password: &str,
        now: Timestamp,
    ) -> Result<Option<User>, Error> {
        let found: Option<(String, String, String)> = self.read(|connection| {
            let sql = "SELECT name, password, role FROM user WHERE name = ?1";
            let mut query = connection.prepare_cached(sql)?;
            let columns = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            Ok(query.query_row([name.trim()], columns).optional()?)
        })?;
        let by = By { name: name.trim().chars().take(64).collect(), at: now };
        let Some((name, hash, role)) = found.filter(|_| password.len() <= LONGEST) else {
            hashed("chỉ để mất thời gian như nhau")?;
            self.audit(&by, "đăng nhập không thành", "")?;
            return Ok(None);
        };
        if Argon2::default().verify_password(password.as_bytes(), hash.as_str()).is_err() {
            self.audit(&by, "đăng nhập không thành", "")?;
            return Ok(None);
        }
        Ok(Some(User { name, role: Role::of(&role).unwrap_or(Role::Reader) }))
    }
}

fn hashed(password: &str) -> Result<String, Error> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|it| it.to_string()).map_err(|_| Error::Random)
}
