//! One suite for every engine: what acts, views and lists promise, whatever keeps the bytes.
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use zhangfang::store::{Broken, Catalogue, Engine, Newest, Read, Span, Store, Table, Tx, check};

use crate::engines::{Watched, on_every_engine};
use crate::people::{CATALOGUE, COUNTS, PEOPLE, PEOPLE_BY_CITY, PEOPLE_BY_PHONE, add_one, open, person, put};

on_every_engine! {
    an_answered_act_is_seen_by_the_next_view
    a_refused_act_leaves_nothing
    a_panicking_act_leaves_nothing_and_the_next_one_runs
    indexes_follow_their_records
    two_records_cannot_claim_one_entry
    lists_are_paged_by_key_in_both_directions
    an_act_sees_its_own_writes_in_every_span
    acts_run_one_after_another
    acts_that_wait_together_are_committed_together
    a_full_queue_is_busy
    a_failed_commit_fails_everybody_and_stops_writing
    writing_goes_on_once_the_engine_can_write_again
    closing_finishes_what_is_queued
    an_undeclared_table_is_refused
}

fn an_answered_act_is_seen_by_the_next_view(engine: Arc<dyn Engine>) {
    let store = open(&engine);
    let before = store.view().unwrap();
    put(&store, 1, &person("王", 3, Some("138"))).unwrap();
    let after = store.view().unwrap();
    assert_eq!(after.get(&PEOPLE, &1).unwrap(), Some(person("王", 3, Some("138"))));
    assert_eq!(after.find(&PEOPLE_BY_PHONE, &"138".to_string()).unwrap(), Some(1));
    assert_eq!(before.get(&PEOPLE, &1).unwrap(), None);
}

fn a_refused_act_leaves_nothing(engine: Arc<dyn Engine>) {
    let store = open(&engine);
    let answer = store.act_blocking(|tx| {
        tx.put(&PEOPLE, &1, &person("王", 3, None))?;
        assert!(tx.get(&PEOPLE, &1)?.is_some());
        Err::<(), _>(Broken::Busy)
    });
    assert_eq!(answer, Err(Broken::Busy));
    assert_eq!(store.view().unwrap().get(&PEOPLE, &1).unwrap(), None);
    assert!(store.view().unwrap().list(&PEOPLE_BY_CITY, Span::all(9)).unwrap().is_empty());
}

fn a_panicking_act_leaves_nothing_and_the_next_one_runs(engine: Arc<dyn Engine>) {
    let store = open(&engine);
    let answer: Result<(), Broken> = store.act_blocking(|tx| {
        tx.put(&PEOPLE, &1, &person("王", 3, None))?;
        panic!("on purpose")
    });
    assert_eq!(answer, Err(Broken::Panicked("on purpose".to_string())));
    put(&store, 2, &person("李", 3, None)).unwrap();
    let people = store.view().unwrap().scan(&PEOPLE, Span::all(9)).unwrap();
    assert_eq!(people, [(2, person("李", 3, None))]);
}

fn indexes_follow_their_records(engine: Arc<dyn Engine>) {
    let store = open(&engine);
    put(&store, 1, &person("王", 3, Some("138"))).unwrap();
    put(&store, 1, &person("王五", 4, Some("139"))).unwrap();
    let view = store.view().unwrap();
    assert_eq!(view.list(&PEOPLE_BY_PHONE, Span::all(9)).unwrap(), [("139".to_string(), 1)]);
    assert_eq!(view.list(&PEOPLE_BY_CITY, Span::all(9)).unwrap(), [((4, Newest(1), 1), "王五".to_string())]);
    put(&store, 1, &person("王六", 4, None)).unwrap();
    let view = store.view().unwrap();
    assert!(view.list(&PEOPLE_BY_PHONE, Span::all(9)).unwrap().is_empty());
    assert_eq!(
        view.find(&PEOPLE_BY_CITY, &(4, Newest(1), 1)).unwrap(),
        Some("王六".to_string()),
        "the row of an entry that stays is renewed"
    );
    let gone = store.act_blocking(|tx| tx.remove(&PEOPLE, &1)).unwrap();
    assert_eq!(gone, Some(person("王六", 4, None)));
    assert_eq!(store.act_blocking(|tx| tx.remove(&PEOPLE, &1)).unwrap(), None::<crate::people::Person>);
    let view = store.view().unwrap();
    assert!(view.list(&PEOPLE_BY_CITY, Span::all(9)).unwrap().is_empty());
    assert!(check(&view, &CATALOGUE).unwrap().sound());
}

fn two_records_cannot_claim_one_entry(engine: Arc<dyn Engine>) {
    let store = open(&engine);
    put(&store, 1, &person("王", 3, Some("138"))).unwrap();
    assert_eq!(put(&store, 2, &person("李", 3, Some("138"))), Err(Broken::Clash("people_by_phone")));
    store
        .act_blocking(|tx| {
            tx.put(&PEOPLE, &1, &person("王", 3, None))?;
            tx.put(&PEOPLE, &2, &person("李", 3, Some("138")))
        })
        .unwrap();
    let view = store.view().unwrap();
    assert_eq!(view.find(&PEOPLE_BY_PHONE, &"138".to_string()).unwrap(), Some(2));
    assert!(check(&view, &CATALOGUE).unwrap().sound());
}

fn lists_are_paged_by_key_in_both_directions(engine: Arc<dyn Engine>) {
    let store = open(&engine);
    for id in 1..=7 {
        put(&store, id, &person("名", u16::from(id > 5), None)).unwrap();
    }
    let view = store.view().unwrap();
    let ids = |span: Span| -> Vec<u64> {
        view.list(&PEOPLE_BY_CITY, span).unwrap().into_iter().map(|((_, _, id), _)| id).collect()
    };
    assert_eq!(ids(Span::within(&0u16, 3)), [5, 4, 3]);
    assert_eq!(ids(Span::within(&0u16, 3).after(&(0u16, Newest(3), 3u64))), [2, 1]);
    assert_eq!(ids(Span::within(&0u16, 9).descending()), [1, 2, 3, 4, 5]);
    assert_eq!(ids(Span::within(&0u16, 9).after(&(0u16, Newest(3), 3u64)).descending()), [4, 5]);
    assert_eq!(ids(Span::within(&1u16, 9)), [7, 6]);
    assert_eq!(ids(Span::within(&2u16, 9)), [0u64; 0]);
    assert_eq!(ids(Span::all(0)), [0u64; 0]);
}

fn an_act_sees_its_own_writes_in_every_span(engine: Arc<dyn Engine>) {
    let store = open(&engine);
    let change = proptest::collection::vec((0u64..24, any::<bool>()), 0..24);
    let layers = proptest::collection::vec(change, 1..4);
    let span = (0u64..24, any::<bool>(), any::<bool>(), 0usize..9);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(60));
    let outcome = runner.run(&(layers, span), |(layers, (start, with_start, descending, limit))| {
        let mut model: BTreeMap<String, u64> =
            store.view().unwrap().scan(&COUNTS, Span::all(99)).unwrap().into_iter().collect();
        let name = |key: u64| format!("k{key:02}");
        let (first, last) = layers.split_at(layers.len() - 1);
        for layer in first {
            let layer = layer.clone();
            store.act_blocking(move |tx| write_layer(tx, &layer)).unwrap();
        }
        for (key, keep) in layers.iter().flatten() {
            match keep {
                true => model.insert(name(*key), *key),
                false => model.remove(&name(*key)),
            };
        }
        let mut span = Span::all(limit);
        let mut wanted: Vec<(String, u64)> = model.into_iter().collect();
        if descending {
            span = span.descending();
            wanted.reverse();
        }
        if with_start {
            let start = name(start);
            span = span.after(&start);
            wanted.retain(|(key, _)| if descending { *key < start } else { *key > start });
        }
        wanted.truncate(limit);
        let layer = last[0].clone();
        let seen = store.act_blocking(move |tx| {
            write_layer(tx, &layer)?;
            tx.scan(&COUNTS, span.clone())
        });
        prop_assert_eq!(seen.unwrap(), wanted);
        Ok(())
    });
    outcome.unwrap();
}

fn write_layer(tx: &mut Tx, layer: &[(u64, bool)]) -> Result<(), Broken> {
    for (key, keep) in layer {
        match keep {
            true => tx.put(&COUNTS, &format!("k{key:02}"), key)?,
            false => drop(tx.remove(&COUNTS, &format!("k{key:02}"))?),
        }
    }
    Ok(())
}

fn acts_run_one_after_another(engine: Arc<dyn Engine>) {
    let store = open(&engine);
    let mut answers: Vec<u64> = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..8)
            .map(|_| {
                let store = store.clone();
                scope.spawn(move || {
                    let mut answers = Vec::new();
                    for _ in 0..25 {
                        answers.push(store.act_blocking(add_one).unwrap());
                        assert!(
                            store.view().unwrap().get(&COUNTS, &"hits".into()).unwrap()
                                >= answers.last().copied()
                        );
                    }
                    answers
                })
            })
            .collect();
        hands.into_iter().flat_map(|hand| hand.join().unwrap()).collect()
    });
    answers.sort_unstable();
    assert_eq!(answers, (1..=200).collect::<Vec<u64>>());
}

/// Keeps the writer busy with one act until `release` is dropped or sent to; returns when that act runs.
fn occupy(store: &Store) -> (std::thread::JoinHandle<Result<(), Broken>>, std::sync::mpsc::Sender<()>) {
    let (running, runs) = channel();
    let (release, released) = channel::<()>();
    let (store, released) = (store.clone(), Mutex::new(released));
    let hand = std::thread::spawn(move || {
        store.act_blocking(move |tx| {
            running.send(()).unwrap();
            let _ = released.lock().unwrap().recv();
            tx.put(&COUNTS, &"gate".to_string(), &1)
        })
    });
    runs.recv().unwrap();
    (hand, release)
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().build().unwrap()
}

fn acts_that_wait_together_are_committed_together(engine: Arc<dyn Engine>) {
    let watched = Watched::over(engine);
    let store = open(&(watched.clone() as Arc<dyn Engine>));
    let before = watched.commits.load(Ordering::SeqCst);
    let (gate, release) = occupy(&store);
    runtime().block_on(async {
        let (one, two) = (store.act(add_one), store.act(add_one));
        let refused = store.act(|tx: &mut Tx| {
            add_one(tx)?;
            Err::<u64, _>(Broken::Busy)
        });
        let answers = tokio::join!(one, two, refused, store.act(add_one), async { drop(release) });
        assert_eq!((answers.0, answers.1, answers.2, answers.3), (Ok(1), Ok(2), Err(Broken::Busy), Ok(3)));
    });
    gate.join().unwrap().unwrap();
    assert_eq!(watched.commits.load(Ordering::SeqCst) - before, 1);
}

fn a_full_queue_is_busy(engine: Arc<dyn Engine>) {
    let store = Store::open(engine, &CATALOGUE, 1).unwrap();
    let (gate, release) = occupy(&store);
    runtime().block_on(async {
        let answers = tokio::join!(store.act(add_one), store.act(add_one), async { drop(release) });
        assert_eq!((answers.0, answers.1), (Ok(1), Err(Broken::Busy)));
    });
    gate.join().unwrap().unwrap();
}

fn a_failed_commit_fails_everybody_and_stops_writing(engine: Arc<dyn Engine>) {
    let watched = Watched::over(engine);
    let store = open(&(watched.clone() as Arc<dyn Engine>));
    put(&store, 1, &person("王", 3, None)).unwrap();
    watched.fail_after(Some(0));
    let (gate, release) = occupy(&store);
    runtime().block_on(async {
        let refused = store.act(|_: &mut Tx| Err::<u64, _>(Broken::Busy));
        let answers = tokio::join!(store.act(add_one), refused, async { drop(release) });
        assert!(matches!(answers.0, Err(Broken::Unknown(_))));
        assert!(matches!(answers.1, Err(Broken::Unknown(_))), "its refusal may rest on what was lost");
    });
    assert!(matches!(gate.join().unwrap(), Err(Broken::Unknown(_))));
    watched.fail_after(None);
    assert!(matches!(put(&store, 2, &person("李", 3, None)), Err(Broken::Stopped(_))));
    assert!(matches!(store.stopped(), Some(Broken::Stopped(_))));
    let people = store.view().unwrap().scan(&PEOPLE, Span::all(9)).unwrap();
    assert_eq!(people.len(), 1);
}

fn writing_goes_on_once_the_engine_can_write_again(engine: Arc<dyn Engine>) {
    let watched = Watched::over(engine);
    let store = open(&(watched.clone() as Arc<dyn Engine>));
    watched.fail_after(Some(0));
    assert!(matches!(store.act_blocking(add_one), Err(Broken::Unknown(_))));
    assert!(matches!(store.resume(), Err(Broken::Full(_))));
    assert!(matches!(store.act_blocking(add_one), Err(Broken::Stopped(_))));
    watched.fail_after(None);
    store.resume().unwrap();
    assert_eq!(store.act_blocking(add_one), Ok(1));
    assert_eq!(store.stopped(), None);
}

fn closing_finishes_what_is_queued(engine: Arc<dyn Engine>) {
    let store = open(&engine);
    let (gate, release) = occupy(&store);
    let clone = store.clone();
    let queued = runtime().block_on(async {
        let mut queued = Box::pin(store.act(add_one));
        assert!(
            std::future::poll_fn(|cx| std::task::Poll::Ready(queued.as_mut().poll(cx))).await.is_pending()
        );
        let closing = std::thread::spawn(move || clone.close());
        drop(release);
        let queued = queued.await;
        closing.join().unwrap().unwrap();
        queued
    });
    assert_eq!(queued, Ok(1));
    gate.join().unwrap().unwrap();
    assert_eq!(store.act_blocking(add_one), Err(Broken::Closed));
    assert_eq!(store.view().err(), Some(Broken::Closed));
}

fn an_undeclared_table_is_refused(engine: Arc<dyn Engine>) {
    static STRANGERS: Table<u64, u64> = Table::new("strangers", &[]);
    static TWICE: Catalogue = Catalogue { tables: &[&PEOPLE, &PEOPLE], migrations: &[] };
    let store = open(&engine);
    let answer = store.act_blocking(|tx| tx.put(&STRANGERS, &1, &1));
    assert_eq!(answer, Err(Broken::Undeclared("strangers")));
    assert_eq!(TWICE.names(), Err(Broken::Undeclared("people")));
}
