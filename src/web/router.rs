//! Every address the server answers, and what stands around all of them.

use axum::Router;
use axum::middleware::{from_fn, map_response};
use axum::routing::{get, post};
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::web::error::Error;
use crate::web::form::MAX_FORM;
use crate::web::pages::review;
use crate::web::state::State;
use crate::web::{api, asset, guard, pages};

/// Requests in hand at once; more wait at the door.
const CONCURRENCY: usize = 512;

/// The whole site over `state`. Tests call it in process.
pub fn router(state: State) -> Router {
    Router::new()
        .route("/", get(pages::home))
        .route("/tim", get(pages::search))
        .route("/tim.atom", get(pages::feed))
        .route("/vb", get(pages::documents))
        .route("/vb/{slug}", get(pages::document))
        .route("/vb/{slug}/-/doi-chieu", get(pages::beside))
        .route("/vb/{slug}/-/goc", get(pages::original))
        .route("/vb/{slug}/{*portion}", get(pages::provision))
        .route("/lich-su/{slug}", get(pages::history))
        .route("/lich-su/{slug}/{*portion}", get(pages::wordings))
        .route("/so-sanh", get(pages::compare))
        .route("/doi-chieu/{model}/{text}", get(pages::conformity))
        .route("/chi-dan/{slug}", get(pages::instructions))
        .route("/hop-nhat/{slug}", get(pages::consolidated))
        .route("/dan-chieu/{slug}", get(pages::cited_document))
        .route("/dan-chieu/{slug}/{*portion}", get(pages::cited))
        .route("/luoc-do/{slug}", get(pages::diagram))
        .route("/api/doan/{slug}", get(api::whole))
        .route("/api/doan/{slug}/{*portion}", get(api::passage))
        .route("/ra-soat", get(review::worksheets).post(review::new_worksheet))
        .route("/ra-soat/{id}", get(review::worksheet).post(review::change_worksheet))
        .route("/ra-soat/{id}/nhom/{key}", get(review::group).post(review::decide))
        .route("/ra-soat/{id}/nhom/{key}/chon-cau", post(review::take))
        .route("/ra-soat/{id}/du-thao", get(review::drafting).post(review::arrange))
        .route("/ra-soat/{id}/du-thao/{article}", get(review::article).post(review::edit))
        .route("/ra-soat/{id}/gop-y", post(review::remark))
        .route("/ra-soat/{id}/lich-su", get(review::changes).post(review::undo))
        .route("/ra-soat/{id}/xuat/{format}", get(review::exported))
        .route("/vuong-mac", get(review::questions).post(review::ask))
        .route("/vuong-mac/{id}", get(review::question).post(review::answer))
        .route("/dang-nhap", get(review::login).post(review::log_in))
        .route("/dang-xuat", post(review::log_out))
        .route("/nhat-ky", get(review::audit))
        .route("/gioi-thieu", get(pages::about))
        .route("/api/tim", get(api::search))
        .route("/api/goi-y", get(api::suggest))
        .route("/-/suc-khoe", get(pages::health))
        .route("/-/static/{hash}/{name}", get(asset::asset))
        .route("/favicon.ico", get(asset::favicon))
        .route("/robots.txt", get(pages::robots))
        .fallback(async || Error::NoPage)
        .method_not_allowed_fallback(async || Error::WrongMethod)
        .with_state(state)
        .layer(CatchPanicLayer::custom(guard::panicked))
        .layer(GlobalConcurrencyLimitLayer::new(CONCURRENCY))
        .layer(from_fn(guard::limits))
        .layer(RequestBodyLimitLayer::new(MAX_FORM))
        .layer(map_response(guard::headers))
        .layer(CompressionLayer::new())
}
