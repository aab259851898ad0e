//! `dieukhoan serve`: the pages, on this machine unless told otherwise.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use tokio::net::TcpListener;

use crate::cli::output::{causes, say, warn};
use crate::cli::progress::Bars;
use crate::cli::{CorpusArgument, IndexArgument, Outcome, WorkspaceArgument, build, now, today};
use crate::corpus::{self, Corpus};
use crate::web::{self, Login, Office, State};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Địa chỉ lắng nghe; cổng 0 là cổng trống bất kỳ.
    #[arg(long, value_name = "ĐỊA CHỈ:CỔNG", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Muốn ghi phải đăng nhập, cả khi chỉ máy này mở được trang: dùng khi đặt sau một máy chủ khác.
    #[arg(long)]
    login: bool,
    #[command(flatten)]
    corpus: CorpusArgument,
    #[command(flatten)]
    workspace: WorkspaceArgument,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let index = &arguments.index.index;
    if let Err(corpus::Error::NoIndex { .. } | corpus::Error::OldFormat { .. }) =
        Corpus::open(index)
    {
        let sources = build::declared(&[], &arguments.corpus.corpus)?;
        build::build(index, &sources, false, &Bars::default())?;
    }
    // Who reaches this machine from outside is not known: there one must log in to write. A server in front of this one makes
    // everybody's requests come from this machine.
    let login = match arguments.listen.ip().is_loopback() && !arguments.login {
        true => Login::Optional,
        false => Login::Required,
    };
    let mut state = State::open(index, Arc::new(today))?;
    match arguments.workspace.open(&arguments.index) {
        Ok(workspace) => {
            if login == Login::Required && workspace.users()?.is_empty() {
                warn(
                    "Chưa có người dùng nào được ghi. Thêm bằng: dieukhoan user add TÊN --role bien-tap",
                );
            }
            state = state.with_office(Office::new(workspace, login, Arc::new(now)));
        }
        // The law can still be read where nothing can be written.
        Err(error) => warn(&format!("Không có các trang rà soát: {}", causes(&error))),
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(arguments.listen)
            .await
            .with_context(|| format!("không mở được cổng {}", arguments.listen))?;
        say(&format!("Đang phục vụ tại http://{} (Ctrl-C để dừng)", listener.local_addr()?))?;
        web::serve(listener, state, stop()).await?;
        anyhow::Ok(())
    })?;
    Ok(Outcome::Done)
}

/// Resolves on Ctrl-C or SIGTERM.
async fn stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
