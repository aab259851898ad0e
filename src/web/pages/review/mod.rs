//! Rà soát, vướng mắc, đăng nhập: the pages where people write. Reading them needs no login.
//!
//! Every form names the version it was filled in on; what another changed meanwhile is shown, never written over.

mod article;
mod audit;
mod changes;
mod conflict;
mod drafting;
mod exported;
mod group;
mod group_form;
mod login;
mod question;
mod questions;
mod remark;
mod worksheet;
mod worksheets;

pub(crate) use article::{article, edit};
pub(crate) use audit::audit;
pub(crate) use changes::{changes, undo};
pub(crate) use drafting::{arrange, drafting};
pub(crate) use exported::exported;
pub(crate) use group::group;
pub(crate) use group_form::{decide, take};
pub(crate) use login::{log_in, log_out, login};
pub(crate) use question::{answer, question};
pub(crate) use questions::{ask, questions};
pub(crate) use remark::remark;
pub(crate) use worksheet::{change_worksheet, worksheet};
pub(crate) use worksheets::{new_worksheet, worksheets};
