//! Where pictures are developed while the rest of the house goes on: two places and a short bench to wait on.

use super::{Limits, PhotoFault, Prepared, prepare, thumbnail};
use std::sync::Arc;
use tokio::sync::{Semaphore, TryAcquireError};

/// Pictures developed at once; each may need some 200 MB for a moment.
const PLACES: usize = 2;
/// Uploads that may wait, holding their bytes in memory.
const BENCH: usize = 16;

/// Bounds how many pictures are decoded at once (security B6).
#[derive(Clone, Debug)]
pub struct Darkroom {
    door: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for Darkroom {
    fn default() -> Self {
        Self::new()
    }
}

impl Darkroom {
    /// An empty darkroom.
    #[must_use]
    pub fn new() -> Self {
        Self { door: Arc::new(Semaphore::new(PLACES + BENCH)), places: Arc::new(Semaphore::new(PLACES)) }
    }

    /// [`prepare`] on a blocking thread, two at a time; a caller that goes away keeps its place until the work
    /// it started is done, so leaving early cannot multiply the work.
    ///
    /// # Errors
    /// [`PhotoFault::Busy`] when the bench is full, otherwise those of [`prepare`].
    pub async fn develop(&self, pictures: Vec<Vec<u8>>, limits: Limits) -> Result<Prepared, PhotoFault> {
        let seat = match Arc::clone(&self.door).try_acquire_owned() {
            Ok(seat) => seat,
            Err(TryAcquireError::NoPermits | TryAcquireError::Closed) => return Err(PhotoFault::Busy),
        };
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| PhotoFault::Busy)?;
        let work = tokio::task::spawn_blocking(move || {
            let views: Vec<&[u8]> = pictures.iter().map(Vec::as_slice).collect();
            let prepared = prepare(&views, &limits);
            drop((place, seat));
            prepared
        });
        work.await.unwrap_or(Err(PhotoFault::Damaged))
    }

    /// A stored picture made small as by [`thumbnail`]; the picture itself when that cannot be done now.
    pub async fn thumbnail(&self, picture: Vec<u8>, max_edge: u32) -> Vec<u8> {
        // It is small already, so it needs no seat to wait on.
        let Ok(place) = Arc::clone(&self.places).acquire_owned().await else { return picture };
        let kept = Arc::new(picture);
        let shown = kept.clone();
        let work = tokio::task::spawn_blocking(move || {
            let small = thumbnail(&shown, max_edge);
            drop(place);
            small
        });
        match work.await {
            Ok(Ok(small)) => small,
            _ => Arc::unwrap_or_clone(kept),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn every_upload_is_developed_although_only_two_fit() {
        let darkroom = Darkroom::new();
        let picture = samples::jpeg(&samples::noise(300, 420), 90);
        let work: Vec<_> = (0..5)
            .map(|_| {
                let (darkroom, picture) = (darkroom.clone(), picture.clone());
                tokio::spawn(async move { darkroom.develop(vec![picture], Limits::PORTRAIT).await })
            })
            .collect();
        for task in work {
            assert!(task.await.unwrap().is_ok());
        }
        assert_eq!(darkroom.places.available_permits(), PLACES);
    }

    #[tokio::test]
    async fn a_full_bench_asks_to_come_back() {
        let darkroom = Darkroom::new();
        let _taken = darkroom.door.acquire_many(u32::try_from(PLACES + BENCH).unwrap()).await.unwrap();
        assert_eq!(darkroom.develop(vec![], Limits::PAPER).await, Err(PhotoFault::Busy));
    }
}
