//! Liên kết trong lời văn: one for each cited thing. A citation that leads nowhere looks different and says why.

use jiff::civil::Date;

use crate::corpus::{Destination, Reference};
use crate::law::{Address, Portion};
use crate::text::Span;
use crate::web::view::dated;

/// The links of one document, by place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links(Vec<Link>);

/// A citation as it is printed.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// Where, in the document's text.
    pub(crate) span: Span,
    /// Where it leads; none when it leads nowhere.
    pub(crate) url: Option<String>,
    /// Where its preview is fetched.
    pub(crate) preview: Option<String>,
    /// How it looks: `held`, `choice`, `missing`, `absent`.
    pub(crate) look: &'static str,
    /// Why it looks so; empty when it leads where it says.
    pub(crate) why: String,
}

impl Links {
    /// The links of `references` on a page that shows the text of `day`.
    pub(crate) fn of(references: &[Reference], day: Option<Date>) -> Self {
        let mut links: Vec<Link> = references.iter().filter_map(|it| link(it, day)).collect();
        links.sort_by_key(|it| it.span);
        // A span in two citations would be two links in one: the first stands.
        let mut end = 0;
        links.retain(|it| {
            let apart = it.span.start >= end && !it.span.is_empty();
            end = if apart { it.span.end } else { end };
            apart
        });
        Self(links)
    }

    /// The links that touch `span`.
    pub(crate) fn within(&self, span: Span) -> &[Link] {
        let from = self.0.partition_point(|it| it.span.end <= span.start);
        let rest = self.0.get(from..).unwrap_or_default();
        let until = rest.partition_point(|it| it.span.start < span.end);
        rest.get(..until).unwrap_or_default()
    }
}

fn link(reference: &Reference, day: Option<Date>) -> Option<Link> {
    let span = reference.span;
    Some(match &reference.to {
        Destination::Held(address) => Link {
            span,
            url: Some(dated(address.url(), day)),
            preview: Some(dated(preview(address), day)),
            look: "held",
            why: String::new(),
        },
        Destination::Repealed(address) => Link {
            span,
            url: Some(dated(address.url(), day)),
            preview: Some(dated(preview(address), day)),
            look: "held",
            why: format!("{} đã được bãi bỏ.", address.portion.name()),
        },
        Destination::Missing(address, nearest) => {
            let near = Address { document: address.document.clone(), portion: nearest.clone() };
            let name = address.portion.name();
            let why = format!(
                "Văn bản có trong kho nhưng không có {name}; liên kết dẫn đến chỗ gần nhất."
            );
            Link {
                span,
                url: Some(dated(near.url(), day)),
                preview: Some(dated(preview(&near), day)),
                look: "missing",
                why,
            }
        }
        Destination::Choice(documents, portion) => {
            let document = documents.first()?;
            let number = crate::law::DocumentRef::new(document.number.clone());
            let url = Address { document: number, portion: portion.clone() }.url();
            let why = format!("Có {} văn bản cùng số hoặc cùng tên: mời chọn.", documents.len());
            Link { span, url: Some(url), preview: None, look: "choice", why }
        }
        Destination::Absent(name, _) => {
            let why = format!("{name} chưa có trong kho.");
            Link { span, url: None, preview: None, look: "absent", why }
        }
        Destination::Vague => return None,
    })
}

/// Where the preview of a provision is fetched.
fn preview(address: &Address) -> String {
    let slug = address.document.slug();
    match address.portion == Portion::default() {
        true => format!("/api/doan/{slug}"),
        false => format!("/api/doan/{slug}/{}", address.portion),
    }
}

impl Link {
    /// The element that carries it.
    pub(crate) fn tag(&self) -> &'static str {
        if self.url.is_some() { "a" } else { "span" }
    }
}
