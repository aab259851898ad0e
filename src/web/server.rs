//! The server: answers until told to stop, and looks for newer generations of the corpus meanwhile.

use std::future::{Future, IntoFuture};
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::web::router::router;
use crate::web::state::State;

/// How often the disk is asked for a newer generation.
const POLL: Duration = Duration::from_secs(3);

/// How long requests under way may take after the signal to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves `state` on `listener` until `shutdown` resolves; requests under way are finished, for ten seconds at most.
pub async fn serve(
    listener: TcpListener,
    state: State,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let watch = tokio::spawn(watch(state.clone()));
    let (told, stopping) = tokio::sync::oneshot::channel::<()>();
    let signal = async move {
        shutdown.await;
        // The receiver may be gone already: then nobody waits.
        drop(told);
    };
    let app = router(state).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, app).with_graceful_shutdown(signal).into_future();
    let last_call = async {
        // Resolves with an error when the sender is dropped, which is the signal.
        let _ = stopping.await;
        tokio::time::sleep(GRACE).await;
    };
    let outcome = tokio::select! {
        outcome = served => outcome,
        () = last_call => Ok(()),
    };
    watch.abort();
    outcome
}

/// Refreshes the state for ever. A generation that cannot be opened is told once in the log; the one in use stays.
async fn watch(state: State) {
    let mut failed = false;
    loop {
        tokio::time::sleep(POLL).await;
        let state = state.clone();
        let outcome = tokio::task::spawn_blocking(move || state.refresh()).await;
        match outcome {
            Ok(Ok(true)) => tracing::info!("a newer generation is in use"),
            Ok(Err(ref error)) if !failed => {
                tracing::warn!(error = error as &dyn std::error::Error, "no newer generation");
            }
            _ => {}
        }
        failed = matches!(outcome, Ok(Err(_)));
    }
}
