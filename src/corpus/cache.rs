//! Documents lately read, up to a bound in bytes.
//!
//! A page of a code asks for the same document many times; decoding 500 articles takes milliseconds, a map look-up none.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::law::Document;

/// The bound: some thirty of the longest codes.
const BOUND: usize = 96 << 20;

/// The least recently asked for leave first.
#[derive(Debug, Default)]
pub(super) struct Cache {
    held: BTreeMap<String, Held>,
    bytes: usize,
    clock: u64,
}

#[derive(Debug)]
struct Held {
    document: Arc<Document>,
    bytes: usize,
    asked: u64,
}

impl Cache {
    /// The document, if it is held.
    pub(super) fn get(&mut self, slug: &str) -> Option<Arc<Document>> {
        self.clock += 1;
        let held = self.held.get_mut(slug)?;
        held.asked = self.clock;
        Some(Arc::clone(&held.document))
    }

    /// Holds a document that takes about `bytes`.
    pub(super) fn put(&mut self, slug: &str, document: &Arc<Document>, bytes: usize) {
        if bytes > BOUND / 4 {
            return;
        }
        while self.bytes + bytes > BOUND {
            let oldest = self.held.iter().min_by_key(|(_, held)| held.asked);
            let Some(oldest) = oldest.map(|(slug, _)| slug.clone()) else { break };
            self.bytes -= self.held.remove(&oldest).map_or(0, |held| held.bytes);
        }
        self.clock += 1;
        let held = Held { document: Arc::clone(document), bytes, asked: self.clock };
        let before = self.held.insert(slug.to_owned(), held);
        self.bytes = self.bytes + bytes - before.map_or(0, |held| held.bytes);
    }
}
