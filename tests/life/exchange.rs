//! Letters at the console: taken in by the running service, and without one.
mod parcel;

use super::{end, said, serve, text};
use crate::process::Folder;
use parcel::{FAR, letter, released};
use std::path::Path;
use std::sync::Arc;
use zhangfang::accounts::Officer;
use zhangfang::envelope::{Card, Keys, Kind, Label, digest, seal};
use zhangfang::office::{
    Act, Actor, Answer, Ledger, MachineClock, MachineDice, Office, Packed, Stop, Verdict, add_peer, own,
};
use zhangfang::reference::{Profile, Reference};
use zhangfang::store::{Attachment, Read, RedbEngine, Store};
use zhangfang::tables::{CASES, CATALOGUE, DISPATCHES, Dispatch, FILINGS, OFFICERS, OFFICERS_BY_LOGIN};
use zhangfang::terms::{Moment, OfficerId};

const NAME: &str = "示例市中区财政局";

/// The other instance, which exists as keys alone.
fn near() -> (Keys, Card) {
    let keys = Keys::from_bytes([3; 32], [4; 32]);
    let card = keys.card("示例历下区财政局", parcel::code(parcel::NEAR));
    (keys, card)
}

/// Does something in a closed instance.
fn arranged<T: Send + 'static>(
    folder: &Folder,
    work: impl Fn(&mut Ledger<'_>) -> Result<T, Stop<()>> + Send + 'static,
) -> T {
    let engine = RedbEngine::open_file(&folder.path().join("instance/zhangfang.redb"), 1 << 22, true);
    let store = Store::open(Arc::new(engine.expect("the instance is closed")), &CATALOGUE, 8);
    let store = store.expect("it is sound");
    let reference = Arc::new(Reference::load(Profile::Production).expect("the data is sound"));
    let (clock, dice) = (Arc::new(MachineClock), Arc::new(MachineDice::default()));
    let office = Office::open(store.clone(), clock, dice, reference).expect("it was made");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime starts");
    let done = runtime.block_on(office.act(Act::new(Actor::Console, "test.arrange", "test"), work));
    drop(office);
    store.close().expect("it closes");
    done.expect("the arrangement is kept")
}

/// An instance with a reviewer that knows the other one; its card.
fn instance(folder: &Folder) -> Card {
    let region = format!("region_code={FAR}");
    assert!(said(folder.path(), &["init", "--set", &region]).status.success());
    let settings = format!("[office]\nregion_code = \"{FAR}\"\nsponsor = \"{NAME}\"\n");
    std::fs::write(folder.path().join("instance/zhangfang.toml"), settings).expect("it can be written");
    let add = ["officer", "add", "lifang", "--name", "李芳", "--authority", FAR];
    assert!(said(folder.path(), &add).status.success());
    arranged(folder, |ledger| {
        let id = ledger.find(&OFFICERS_BY_LOGIN, &"lifang".to_string())?.expect("the officer was added");
        let officer = ledger.get(&OFFICERS, &id)?.expect("the officer was added");
        // Whoever was only invited is not in office yet.
        let last_login = Some(ledger.now());
        ledger.put(&OFFICERS, &id, &Officer { last_login, ..officer })?;
        add_peer(ledger, &near().1, id)?;
        Ok(own(&**ledger, NAME)?.expect("the region is set").card)
    })
}

/// Writes a file beside the instance.
fn file(folder: &Folder, name: &str, bytes: &[u8]) -> String {
    std::fs::write(folder.path().join(name), bytes).expect("it can be written");
    name.to_string()
}

/// What `transfer accept` says about this file, and how it ends.
fn accept(folder: &Folder, name: &str) -> (Option<i32>, String) {
    let output = said(folder.path(), &["transfer", "accept", name]);
    assert!(output.status.success() || output.stdout.is_empty(), "{}", text(&output));
    (output.status.code(), text(&output))
}

/// What is refused alike with and without a running service.
fn refuses(folder: &Folder, whole: &[u8]) {
    let mut torn = whole.to_vec();
    torn[300] ^= 1;
    for (name, bytes, sentence) in [
        ("torn.letter", &torn[..], "已损坏或被改动过"),
        ("short.letter", &whole[..whole.len() / 2], "不完整"),
        ("other.txt", b"hello", "不是电子函"),
    ] {
        let (code, told) = accept(folder, &file(folder, name, bytes));
        assert!(code == Some(6) && told.contains(sentence) && told.contains(name), "{code:?} {told}");
        assert!(told.trim_end().ends_with('。'), "{told}");
    }
    let (code, told) = accept(folder, "absent.letter");
    assert!(
        code == Some(1) && told.contains("absent.letter") && told.contains("请检查路径"),
        "{code:?} {told}"
    );
    let (code, told) = accept(folder, "instance");
    assert!(code == Some(6) && told.contains("不是文件"), "{code:?} {told}");
    let large = folder.path().join("large.letter");
    let sparse = std::fs::File::create(&large).and_then(|made| made.set_len(97 * 1024 * 1024));
    sparse.expect("a file with a hole can be made");
    let (code, told) = accept(folder, "large.letter");
    assert!(code == Some(6) && told.contains("large.letter") && told.contains("96 MB"), "{code:?} {told}");
}

#[test]
fn letters_are_taken_in_with_and_without_the_service() {
    let folder = Folder::new("letters-in");
    let card = instance(&folder);
    let (first, second) = (letter(&near(), &card, 1), letter(&near(), &card, 2));
    refuses(&folder, &first);
    let (code, told) = accept(&folder, &file(&folder, "first.letter", &first));
    assert_eq!(code, Some(0), "{told}");
    assert!(
        told.contains("电子调转函已导入，受理编号 370102-2026-000001-") && told.contains("济南市市中区"),
        "{told}"
    );
    let (code, told) = accept(&folder, "first.letter");
    assert!(code == Some(6) && told.contains("以前已经导入过"), "{code:?} {told}");
    let running = serve(&folder, &[]);
    refuses(&folder, &second);
    let (code, told) = accept(&folder, &file(&folder, "second.letter", &second));
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("受理编号 370102-2026-000002-"), "{told}");
    let (code, told) = accept(&folder, "second.letter");
    assert!(code == Some(6) && told.contains("以前已经导入过"), "{code:?} {told}");
    end(running);
    let checked = said(folder.path(), &["check"]);
    assert!(checked.status.success(), "{}", text(&checked));
}

/// Puts a letter on its way out of the instance; the answer to it, sealed by the other one.
fn sent(folder: &Folder, card: &Card, verdict: Verdict) -> Vec<u8> {
    let (keys, peer) = near();
    let (packed, number) = (released(7), "370102-2026-000007-0-1");
    let Packed { id, case, filings } = packed.clone();
    let kept = Attachment::new(b"a letter".to_vec());
    let letter = digest(b"a letter");
    arranged(folder, move |ledger| {
        ledger.put(&CASES, &id, &case)?;
        ledger.put(&FILINGS, &(id, 1), &filings[0])?;
        ledger.put_attachment(&kept)?;
        let (sent, by) = (ledger.now(), OfficerId::from_bytes([1; 16]));
        let route = case.route.clone().expect("it is a transfer");
        let dispatch = Dispatch {
            case: id,
            from: route.from,
            to: route.to,
            peer: near().1.fingerprint(),
            digest: letter,
            length: 8,
            sent,
            until: sent,
            by,
            end: None,
        };
        Ok(ledger.put(&DISPATCHES, &number.to_string(), &dispatch)?)
    });
    let now = parcel::now();
    let answer = Answer {
        letter: number.into(),
        digest: letter,
        case: packed.case.number,
        verdict,
        at: now,
        who: "韩**".into(),
    };
    let body = minicbor::to_vec(&answer).expect("it can be written");
    let label =
        Label { kind: Kind::Answer, number, sent: now, until: Moment::from_millis(now.millis() + 1000) };
    seal(&keys, &peer.fingerprint(), card, &label, &body, [8; 32]).expect("it can be sealed")
}

#[test]
fn an_answer_says_what_came_of_the_transfer() {
    let folder = Folder::new("answer-in");
    let card = instance(&folder);
    let answer = sent(&folder, &card, Verdict::Rejected("不在本区居住".into()));
    let (code, told) = accept(&folder, &file(&folder, "x.answer", &answer));
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("回执已导入") && told.contains("调入地不予通过"), "{told}");
    let (code, told) = accept(&folder, "x.answer");
    assert!(code == Some(6) && told.contains("已经办结或作废"), "{code:?} {told}");
}

#[test]
fn the_own_card_is_shown_with_its_words() {
    let folder = Folder::new("card");
    let bare = said(folder.path(), &["init"]);
    assert!(bare.status.success());
    let none = said(folder.path(), &["transfer", "card"]);
    assert!(none.status.code() == Some(6) && text(&none).contains("region_code"), "{}", text(&none));
    let folder = Folder::new("card-of-a-region");
    let card = instance(&folder);
    let shows = |path: &Path| {
        let output = said(path, &["transfer", "card"]);
        assert!(output.status.success(), "{}", text(&output));
        let told = text(&output);
        let line = told.lines().find(|line| line.starts_with("ZFK1-")).expect("the card is shown");
        assert_eq!(Card::parse(line), Ok(card.clone()), "{told}");
        let words = card.fingerprint().words();
        assert!(words.chunks(4).all(|group| told.contains(&group.join(" "))), "{told}");
    };
    shows(folder.path());
    let running = serve(&folder, &[]);
    shows(folder.path());
    end(running);
}
