//! Which document an address means, and what is said when it is none or several.

use crate::cli::output::say;
use crate::corpus::Corpus;
use crate::law::{Address, Found, Listing, Portion};

/// What came of the question.
pub(crate) enum Asked {
    /// One document.
    One(Listing),
    /// None or several; the reader was told.
    Told,
}

/// Finds the document that `address` means; tells the reader when there is none or a choice.
pub(crate) fn asked(corpus: &Corpus, address: &Address) -> anyhow::Result<Asked> {
    match corpus.look_up(&address.document)? {
        Found::One(listing) => return Ok(Asked::One(listing)),
        Found::Nothing => say(&format!(
            "Kho chưa có văn bản {}. Xem cách nạp thêm: docs/huong-dan.md",
            address.document
        ))?,
        Found::Several(listings) => {
            let choice: Vec<String> =
                listings.iter().map(|it| line(it, &address.portion)).collect();
            say(&format!(
                "{} là số của {} văn bản; hãy chọn một:\n{}",
                address.document,
                listings.len(),
                choice.join("\n")
            ))?;
        }
    }
    Ok(Asked::Told)
}

fn line(listing: &Listing, portion: &Portion) -> String {
    let address = Address { document: listing.reference.clone(), portion: portion.clone() };
    format!("  {address}  {} {}", listing.kind.name(), listing.title)
}
