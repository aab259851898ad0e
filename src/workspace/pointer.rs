//! An address as the file holds it: one word, the same that is printed everywhere.

use serde::{Deserialize, Serialize};

use crate::law::{Address, AddressError};

/// Địa chỉ: a provision or document, written as `77/2015/QH13#dieu-5`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pointer(pub Address);

impl TryFrom<String> for Pointer {
    type Error = AddressError;

    fn try_from(text: String) -> Result<Self, AddressError> {
        text.parse().map(Self)
    }
}

impl From<Pointer> for String {
    fn from(pointer: Pointer) -> Self {
        pointer.0.to_string()
    }
}

impl std::fmt::Display for Pointer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
