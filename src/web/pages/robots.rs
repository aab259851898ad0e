//! `GET /robots.txt`: documents may be indexed; searches may not, each is work and none is a page of its own.

/// What robots are asked.
pub(crate) async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /tim\nDisallow: /api/\nDisallow: /-/\n"
}
