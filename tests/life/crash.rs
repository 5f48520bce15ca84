//! T64: killed without warning, again and again, while it works; whatever it has confirmed is there afterwards.
use super::{end, said, serve, text};
use crate::process::Folder;
use rustix::process::Signal;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const ROUNDS: u64 = 10;
const CLIENTS: usize = 2;

#[test]
fn what_was_confirmed_survives_ten_kills() {
    let folder = Folder::new("kills");
    assert!(said(folder.path(), &["init"]).status.success());
    // The ledger outside: login names whose making was confirmed, and all that were ever asked for.
    let confirmed = Mutex::new(BTreeSet::new());
    let asked = Mutex::new(BTreeSet::new());
    for round in 0..ROUNDS {
        let mut running = serve(&folder, &[]);
        let alive = AtomicBool::new(true);
        std::thread::scope(|scope| {
            for client in 0..CLIENTS {
                let (alive, asked, confirmed, folder) = (&alive, &asked, &confirmed, &folder);
                scope.spawn(move || {
                    for number in 0.. {
                        if !alive.load(Ordering::Relaxed) {
                            break;
                        }
                        let login = format!("r{round}c{client}n{number}");
                        asked.lock().expect("nobody panics with it").insert(login.clone());
                        let words = ["officer", "add", &login, "--name", "李芳", "--authority", "370102"];
                        if said(folder.path(), &words).status.success() {
                            confirmed.lock().expect("nobody panics with it").insert(login);
                        }
                    }
                });
            }
            // Each round dies at another moment.
            std::thread::park_timeout(Duration::from_millis(120 + round * 83 % 400));
            running.signal(Signal::KILL);
            alive.store(false, Ordering::Relaxed);
        });
        assert!(running.ended(super::END).is_some_and(|status| !status.success()));
    }
    let running = serve(&folder, &[]);
    let listed = text(&said(folder.path(), &["officer", "list"]));
    end(running);
    let there: BTreeSet<String> =
        listed.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    let (confirmed, asked) = (confirmed.into_inner().expect("whole"), asked.into_inner().expect("whole"));
    assert!(confirmed.len() > usize::try_from(ROUNDS).expect("small"), "too little was done: {confirmed:?}");
    let lost: Vec<_> = confirmed.difference(&there).collect();
    assert!(lost.is_empty(), "confirmed and lost: {lost:?}");
    let strange: Vec<_> = there.difference(&asked).collect();
    assert!(strange.is_empty(), "there and never asked for: {strange:?}");
    let checked = said(folder.path(), &["check"]);
    assert!(checked.status.success(), "{}", text(&checked));
}
