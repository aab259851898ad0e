//! What stands around every page: title, search box, address.

/// The frame of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// Title of the window, without the name of the site.
    pub(crate) title: String,
    /// What stands in the search box.
    pub(crate) query: String,
    /// The address that is this page's own; printed on paper, told to search engines.
    pub(crate) address: String,
    /// Whether search engines should leave the page alone.
    pub(crate) unlisted: bool,
}

impl Frame {
    /// The frame of a page that has an address of its own.
    pub(crate) fn new(title: impl Into<String>, address: impl Into<String>) -> Self {
        Self { title: title.into(), address: address.into(), ..Self::default() }
    }

    /// The frame of a page that is an answer to something asked.
    pub(crate) fn answer(title: impl Into<String>) -> Self {
        Self { title: title.into(), unlisted: true, ..Self::default() }
    }

    /// The frame with words in the search box.
    pub(crate) fn asking(mut self, query: impl Into<String>) -> Self {
        self.query = query.into();
        self
    }
}
