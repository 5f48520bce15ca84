//! Pages that follow a record: server-sent events that repeat the present state on every connect (interface 1.2).
//!
//! What always holds: a stream looks into the store whenever its record changed, when what it shows is over, and every
//! few seconds in any case, so that a missed notice only costs time; it ends when the house closes, when it
//! leads elsewhere, and, with a closing event, when its viewer may no longer look; its connection ends with it, so
//! that nothing keeps the house from closing.

use super::house::House;
use crate::office::Notice;
use crate::terms::{HandoffId, Moment};
use maud::Markup;
use rocket::futures::Stream;
use rocket::http::Header;
use rocket::request::Request;
use rocket::response::stream::{Event, EventStream, stream};
use rocket::response::{self, Responder};
use std::future::{Future, pending};
use std::time::Duration;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::sync::watch;

/// The longest time between two looks: a session that has ended meanwhile is noticed by then.
const LOOK: Duration = Duration::from_secs(15);
/// The shortest, so that a clock that stands still costs nothing.
const LEAST: Duration = Duration::from_millis(50);
/// Between two signs of life; the gate closes what is silent for longer than 75 seconds.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// Before a browser tries again after a cut connection.
const RETRY: Duration = Duration::from_secs(5);

/// One drawing of the part of a page that follows something.
#[derive(Clone, Debug)]
pub struct View {
    /// What it depends on: with the same key nothing is sent again, whatever seconds it counts.
    pub key: String,
    /// The drawing.
    pub markup: Markup,
    /// How long it stays true at most.
    pub wait: Duration,
    /// When somebody last acted for this page on a phone: whenever it changes, who counts idle time on the screen
    /// starts anew.
    pub touched: Option<Moment>,
}

/// What a follower sees at one moment.
#[derive(Clone, Debug)]
pub enum Sight {
    /// This part of the page.
    Shown(View),
    /// The page's work is done; it goes on there.
    Elsewhere(String),
    /// Nothing may be seen any more.
    Gone,
}

/// Whether the house is closing; passed in by whoever closes it.
#[derive(Clone, Debug)]
pub struct Closing(Option<watch::Receiver<bool>>);

impl Closing {
    /// Follows this sign.
    pub fn by(sign: watch::Receiver<bool>) -> Closing {
        Closing(Some(sign))
    }

    /// A house that nobody closes, as in tests.
    pub fn never() -> Closing {
        Closing(None)
    }

    async fn closed(&mut self) {
        if let Some(sign) = &mut self.0
            && sign.wait_for(|closing| *closing).await.is_ok()
        {
            return;
        }
        pending().await
    }
}

/// An event stream whose connection ends with it.
pub struct Live<S>(EventStream<S>);

impl<'r, S: Stream<Item = Event> + Send + 'r> Responder<'r, 'r> for Live<S> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'r> {
        let mut response = self.0.respond_to(request)?;
        response.set_header(Header::new("Connection", "close"));
        response.set_header(Header::new("Cache-Control", "no-store"));
        // A proxy that gathers an answer before it passes it on would hold every event back.
        response.set_header(Header::new("X-Accel-Buffering", "no"));
        Ok(response)
    }
}

/// Follows one hand-off; `see` says what its viewer sees now.
pub fn follow<F, S>(house: &House, id: HandoffId, see: F) -> Live<impl Stream<Item = Event> + use<F, S>>
where
    F: Fn() -> S + Send + 'static,
    S: Future<Output = Sight> + Send + 'static,
{
    let (mut closing, mut notices) = (house.closing.clone(), house.office.notices());
    let events = stream! {
        let (mut last, mut touched, mut count) = (None, None, 0_u64);
        loop {
            let sight = see().await;
            let view = match sight {
                Sight::Shown(view) => view,
                Sight::Elsewhere(address) => {
                    yield Event::data(address).event("go");
                    return;
                }
                Sight::Gone => {
                    yield Event::data("gone").event("end");
                    return;
                }
            };
            if last.as_ref() != Some(&view.key) {
                count += 1;
                yield Event::data(view.markup.into_string()).id(count.to_string()).with_retry(RETRY);
                last = Some(view.key);
            }
            if view.touched.is_some() && view.touched != touched {
                yield Event::data("touched").event("stay");
                touched = view.touched;
            }
            let wait = view.wait.clamp(LEAST, LOOK);
            tokio::select! {
                // Without a last word: the page then tries to come back, ever more slowly, and goes on when the house
                // has opened again.
                () = closing.closed() => return,
                () = changed(&mut notices, id) => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    };
    Live(EventStream::from(events).heartbeat(HEARTBEAT))
}

/// Completes when the hand-off has changed, or may have.
async fn changed(notices: &mut Receiver<Notice>, id: HandoffId) {
    loop {
        match notices.recv().await {
            Ok(Notice::Handoff(other)) if other != id => {}
            Ok(_) | Err(RecvError::Lagged(_)) => return,
            // The office is gone; the house is closing.
            Err(RecvError::Closed) => pending().await,
        }
    }
}
