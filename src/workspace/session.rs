//! Phiên làm việc: a name that cannot be guessed, known to one browser. The file holds only its fingerprint.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::workspace::{By, Error, Role, User, Workspace, audit};

/// How long a session lasts after it began, in hours.
pub const SESSION_HOURS: i64 = 12;

/// A session that began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The secret name, for the browser alone.
    pub secret: String,
    /// Whose it is.
    pub user: User,
}

/// A name that cannot be guessed: 32 random bytes in hexadecimal.
///
/// # Errors
/// [`Error::Random`] when the system gives none.
pub(super) fn secret() -> Result<String, Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| Error::Random)?;
    Ok(bytes.iter().map(|it| format!("{it:02x}")).collect())
}

impl Workspace {
    /// A secret that cannot be guessed, for whoever must tell one browser from another.
    ///
    /// # Errors
    /// [`Error::Random`] when the system gives none.
    pub fn secret(&self) -> Result<String, Error> {
        secret()
    }

    /// Begins a session for a user with the right password; none when name or password is wrong.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn log_in(
        &self,
        name: &str,
        password: &str,
        now: Timestamp,
    ) -> Result<Option<Session>, Error> {
        let Some(user) = self.verified(name, password, now)? else { return Ok(None) };
        let secret = secret()?;
        let by = By { name: user.name.clone(), at: now };
        self.write(|transaction| {
            let at = now.as_millisecond();
            transaction.execute("DELETE FROM session WHERE ends < ?1", [at])?;
            let sql = "INSERT INTO session (fingerprint, user, ends) VALUES (?1, ?2, ?3)";
            let ends = at.saturating_add(SESSION_HOURS * 3_600_000);
            transaction.execute(sql, params![fingerprint(&secret), user.name, ends])?;
            audit::record(transaction, &by, "đăng nhập", "")
        })?;
        Ok(Some(Session { secret, user }))
    }

    /// Whose session this is; none when it is none, or over.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn session(&self, secret: &str, now: Timestamp) -> Result<Option<User>, Error> {
        let found: Option<(String, String)> = self.read(|connection| {
            let sql =
                "SELECT user.name, user.role FROM session JOIN user ON user.name = session.user
                       WHERE fingerprint = ?1 AND ends > ?2";
            let mut query = connection.prepare_cached(sql)?;
            let values = params![fingerprint(secret), now.as_millisecond()];
            Ok(query.query_row(values, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
        })?;
        Ok(found.map(|(name, role)| User { name, role: Role::of(&role).unwrap_or(Role::Reader) }))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn log_out(&self, secret: &str, by: &By) -> Result<(), Error> {
        self.write(|transaction| {
            let sql = "DELETE FROM session WHERE fingerprint = ?1";
            if transaction.execute(sql, [fingerprint(secret)])? > 0 {
                audit::record(transaction, by, "đăng xuất", "")?;
            }
            Ok(())
        })
    }
}

fn fingerprint(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}
