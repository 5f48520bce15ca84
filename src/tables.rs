//! EVERY table and index of the database: key, value, who writes it, what always holds; and the schema version.
//!
//! | table | key → value | written by |
//! |---|---|---|
//! | `instance` | `()` → [`Instance`] | init, restore |
//! | `accounts` | account → [`Account`] | registration, reset, verification, closing |
//! | `officers` | officer → [`Officer`] | officer command, set-up |
//! | `sessions` | digest of the token → [`Session`] | sign-in, sign-out, every request after a minute |
//! | `codes` | (purpose, phone) → [`Code`] | sending and entering codes |
//! | `captchas` | digest of browser and picture → [`Captcha`] | answering pictures, rightly or not |
//! | `counters` | what is counted → [`Counter`] | throttles and SMS budgets |
//! | `holds` | what is held → [`Hold`] | asking for codes; the outbox, when a courier refuses |
//! | `code_tally` | `()` → [`Tally`] | the outbox, when a code has left; entering codes |
//! | `drafts` | account → [`Draft`] | collection |
//! | `files` | file → [`FileRecord`] | uploads; the bytes stand in the store's attachments |
//! | `handoffs` | hand-off → [`Handoff`] | starting, scanning, matching and ending one; the identity inquiries |
//! | `cases` | case → [`Case`] | filing, deciding, withdrawing |
//! | `filings` | (case, round) → [`Filing`] | filing; never changed |
//! | `dossiers` | account → [`Record`] | approval only |
//! | `record_versions` | (account, version) → [`Record`] | approval only; never changed |
//! | `certificates` | (lifelong document key, certificate number) → [`LibraryTitle`] | import |
//! | `histories` | lifelong document key → [`History`] | import |
//! | `employers` | credit code → [`Employer`] | import |
//! | `dictionaries` | dictionary → [`Book`] | administrators |
//! | `review_rules` | `()` → [`ReviewRules`] | administrators |
//! | `exchange_keys` | `()` → [`Keys`] | `office`, once |
//! | `peers` | fingerprint → [`Peer`] | administrators |
//! | `dispatches` | letter's number → [`Dispatch`] | issuing a letter, its answer, its end |
//! | `arrivals` | (sender, letter's number) → [`Arrival`] | taking a letter in, deciding it |
//! | `held` | case → [`Held`] | taking a letter in; removed when it is decided |
//! | `serials` | (authority, year) → u32 | filing |
//! | `journal` | sequence → [`Entry`] | every act, through `office` alone |
//! | `journal_head` | `()` → [`Head`] | every act, through `office` alone |
//! | `outbox` | serial → [`Item`] | `office` files, the outbox sends |
//! | `mails` | serial → [`Mailing`] | `office` files, the outbox sends |
//! | `replies` | (browser, token) → where the form led | `office`, so that a replay changes nothing |

use crate::accounts::{Account, Code, Counter, Hold, Officer, Session, Subject, Tally};
use crate::casework::{self, Case, CaseKind, Entry, Filing, QueueRow, ReviewRules};
use crate::dossier::Draft;
use crate::envelope::{Fingerprint, Keys};
use crate::handoff::{Handoff, State};
use crate::store::{Catalogue, Index, Migration, Newest, Table, fill_indexes};
use crate::terms::{AccountId, CaseId, FileId, HandoffId, Moment, OfficerId, RegionCode};

mod dictionaries;
mod exchange;
mod imported;
mod keys;
mod mailing;
mod records;
pub use dictionaries::{Book, BookEntry};
pub use exchange::{Arrival, Dispatch, End, Held, Peer};
pub use imported::{Employer, History, LibraryTitle};

pub use keys::newest;
pub use mailing::{MailState, Mailing};
pub use records::{Captcha, FileRecord, Head, Instance, Item, ItemState, Profile, Record, Reply, Stocked};

/// The one record about the instance itself.
pub static INSTANCE: Table<Only, Instance> = Table::new("instance", &[]);

/// Accounts of accountants.
pub static ACCOUNTS: Table<AccountId, Account> =
    Table::new("accounts", &[&ACCOUNTS_BY_DOCUMENT, &ACCOUNTS_BY_PHONE]);
/// Accounts by the lifelong part of the document number, with whether it was proven; several unproven ones may share it
/// (security B5). Frozen ones stand here too, so that nobody takes their number; whoever lets people in looks further.
pub static ACCOUNTS_BY_DOCUMENT: Index<(String, AccountId), bool, AccountId, Account> =
    Index::new("accounts_by_document", |id, account| {
        if !account.holds_names() {
            return Vec::new();
        }
        vec![((account.identity.document.identity_key(), *id), account.verified.is_some())]
    });
/// Accounts by phone, frozen ones among them; one phone, one account (spec 1.1).
pub static ACCOUNTS_BY_PHONE: Index<String, AccountId, AccountId, Account> =
    Index::new("accounts_by_phone", |id, account| {
        if !account.holds_names() {
            return Vec::new();
        }
        vec![(account.identity.phone.to_string(), *id)]
    });

/// Officers of the finance bureau.
pub static OFFICERS: Table<OfficerId, Officer> =
    Table::new("officers", &[&OFFICERS_BY_LOGIN, &OFFICERS_BY_AUTHORITY]);
/// Officers by the name typed at login.
pub static OFFICERS_BY_LOGIN: Index<String, OfficerId, OfficerId, Officer> =
    Index::new("officers_by_login", |id, officer| vec![(officer.login.clone(), *id)]);
/// Officers by authority; an authority with an active reviewer is open for business here.
pub static OFFICERS_BY_AUTHORITY: Index<(RegionCode, OfficerId), bool, OfficerId, Officer> =
    Index::new("officers_by_authority", |id, officer| {
        let active = officer.state == crate::accounts::OfficerState::Active;
        vec![((officer.authority, *id), active && officer.rights.contains(&crate::accounts::Right::Review))]
    });

/// Sessions by the digest of their token.
pub static SESSIONS: Table<[u8; 32], Session> = Table::new("sessions", &[&SESSIONS_BY_SUBJECT]);
/// Sessions by whose they are.
pub static SESSIONS_BY_SUBJECT: Index<(Subject, [u8; 32]), Moment, [u8; 32], Session> =
    Index::new("sessions_by_subject", |key, session| vec![((session.subject, *key), session.opened)]);

/// One-time codes by purpose and phone.
pub static CODES: Table<(u8, String), Code> = Table::new("codes", &[]);
/// Picture captchas that have been answered, so that none counts twice.
pub static CAPTCHAS: Table<[u8; 32], Captcha> = Table::new("captchas", &[]);
/// Throttles and budgets by what they count.
pub static COUNTERS: Table<String, Counter> = Table::new("counters", &[]);
/// What no code is sent to or for at present: a number, numbers beside each other, everything; and what became of a
/// browser's last code.
pub static HOLDS: Table<String, Hold> = Table::new("holds", &[]);
/// How many of the last codes were used.
pub static CODE_TALLY: Table<Only, Tally> = Table::new("code_tally", &[]);

/// Collections being filled in.
pub static DRAFTS: Table<AccountId, Draft> = Table::new("drafts", &[]);
/// Uploaded pictures.
pub static FILES: Table<FileId, FileRecord> =
    Table::new("files", &[&FILES_UNUSED, &FILES_BY_CONTENT, &FILES_BY_OWNER]);
/// Pictures that no filed matter refers to, oldest first; swept after two days unless a draft holds them.
pub static FILES_UNUSED: Index<(Moment, FileId), AccountId, FileId, FileRecord> = Index::new(
    "files_unused",
    |id, file| if file.filed { Vec::new() } else { vec![((file.at, *id), file.owner)] },
);
/// Pictures by content, to find the same one in somebody else's papers.
pub static FILES_BY_CONTENT: Index<([u8; 32], FileId), AccountId, FileId, FileRecord> =
    Index::new("files_by_content", |id, file| vec![((file.digest, *id), file.owner)]);
/// Pictures of one person, newest first, with what the person may choose one by.
pub static FILES_BY_OWNER: Index<(AccountId, Newest, FileId), Stocked, FileId, FileRecord> =
    Index::new("files_by_owner", |id, file| {
        vec![((file.owner, keys::newest(file.at), *id), Stocked::of(file))]
    });

/// Hand-offs from a screen to a phone or to the counter; kept for a day.
pub static HANDOFFS: Table<HandoffId, Handoff> =
    Table::new("handoffs", &[&HANDOFFS_BY_LOCATOR, &HANDOFFS_BY_ACCOUNT, &HANDOFFS_LIVE, &HANDOFFS_ASKED]);
/// Hand-offs by what stands in their address, or by the counter's number.
pub static HANDOFFS_BY_LOCATOR: Index<String, HandoffId, HandoffId, Handoff> =
    Index::new("handoffs_by_locator", |id, handoff| vec![(handoff.locator.clone(), *id)]);
/// Hand-offs of one account, newest first, with their kind.
pub static HANDOFFS_BY_ACCOUNT: Index<(AccountId, Newest, HandoffId), u8, HandoffId, Handoff> =
    Index::new("handoffs_by_account", |id, handoff| {
        vec![((handoff.account, keys::newest(handoff.opened), *id), handoff.errand.kind().code())]
    });
/// The living hand-off of each account and kind; a second one cannot be put (guide 2.3, connectors 1.9).
pub static HANDOFFS_LIVE: Index<(AccountId, u8), HandoffId, HandoffId, Handoff> =
    Index::new("handoffs_live", |id, handoff| match handoff.state.is_live() {
        true => vec![((handoff.account, handoff.errand.kind().code()), *id)],
        false => Vec::new(),
    });
/// Hand-offs about which the identity service is to be asked.
pub static HANDOFFS_ASKED: Index<HandoffId, Moment, HandoffId, Handoff> =
    Index::new("handoffs_asked", |id, handoff| match handoff.state {
        State::Asked { .. } | State::Waiting { .. } => vec![(*id, handoff.since)],
        _ => Vec::new(),
    });

/// Cases.
pub static CASES: Table<CaseId, Case> =
    Table::new("cases", &[&CASES_BY_NUMBER, &CASES_BY_PERSON, &QUEUE, &QUEUE_BY_KIND, &DECIDED, &LET_GO]);
/// Cases by 受理编号.
pub static CASES_BY_NUMBER: Index<String, CaseId, CaseId, Case> =
    Index::new("cases_by_number", |id, case| vec![(case.number.to_string(), *id)]);
/// Cases of one person, newest first.
pub static CASES_BY_PERSON: Index<(AccountId, Newest, CaseId), QueueRow, CaseId, Case> =
    Index::new("cases_by_person", |id, case| {
        vec![((case.person, keys::newest(case.filed), *id), case.row())]
    });
/// Waiting cases by authority, oldest first.
pub static QUEUE: Index<(RegionCode, Moment, CaseId), QueueRow, CaseId, Case> =
    Index::new("queue", |id, case| {
        if !waits_here(case) {
            return Vec::new();
        }
        vec![((case.authority, case.filed, *id), case.row())]
    });
/// Waiting cases of one kind by authority, oldest first.
pub static QUEUE_BY_KIND: Index<(CaseKind, RegionCode, Moment, CaseId), QueueRow, CaseId, Case> =
    Index::new("queue_by_kind", |id, case| {
        if !waits_here(case) {
            return Vec::new();
        }
        vec![((case.kind, case.authority, case.filed, *id), case.row())]
    });
/// Decided cases by who keeps them, newest decision first; a transfer that was let go stands at both of its sides.
pub static DECIDED: Index<(RegionCode, Newest, CaseId), QueueRow, CaseId, Case> =
    Index::new("decided", |id, case| {
        let decided = |keeper: RegionCode| {
            let left = case.route.as_ref().filter(|route| route.from == keeper).and_then(|route| route.left);
            let at = left.or(case.decided.filter(|_| !case.state.is_waiting()))?;
            Some(((keeper, keys::newest(at), *id), case.row()))
        };
        case.keepers().into_iter().filter(|_| !case.has_left()).filter_map(decided).collect()
    });
/// Transfers that were let go and have no letter, by the leaving side, the longest waiting first.
pub static LET_GO: Index<(RegionCode, Moment, CaseId), bool, CaseId, Case> =
    Index::new("let_go", |id, case| {
        let route = case.route.as_ref().filter(|_| case.state == casework::State::Released);
        let left =
            route.filter(|route| route.letter.is_none()).and_then(|route| Some((route.from, route.left?)));
        left.map(|(from, left)| ((from, left, *id), true)).into_iter().collect()
    });
/// Whether an officer here has to act next.
fn waits_here(case: &Case) -> bool {
    case.state.is_waiting() && !case.is_on_the_way()
}
/// Every round of every case.
pub static FILINGS: Table<(CaseId, u32), Filing> = Table::new("filings", &[]);
/// What is on record.
pub static DOSSIERS: Table<AccountId, Record> = Table::new("dossiers", &[]);
/// Every version of what is on record.
pub static RECORD_VERSIONS: Table<(AccountId, u32), Record> = Table::new("record_versions", &[]);
/// The certificate library by the lifelong part of the document number and the certificate's number.
pub static CERTIFICATES: Table<(String, String), LibraryTitle> = Table::new("certificates", &[]);
/// What was approved elsewhere before, by the lifelong part of the document number.
pub static HISTORIES: Table<String, History> = Table::new("histories", &[]);
/// Employers by credit code.
pub static EMPLOYERS: Table<String, Employer> = Table::new("employers", &[]);
/// Edited dictionaries by their word; the embedded ones hold while there is none.
pub static DICTIONARIES: Table<String, Book> = Table::new("dictionaries", &[]);
/// What is approved at once; the defaults hold while there is none.
pub static REVIEW_RULES: Table<Only, ReviewRules> = Table::new("review_rules", &[]);
/// The keys with which this instance signs letters and opens those it is sent.
pub static EXCHANGE_KEYS: Table<Only, Keys> = Table::new("exchange_keys", &[]);
/// Instances that letters are exchanged with.
pub static PEERS: Table<Fingerprint, Peer> = Table::new("peers", &[]);
/// Letters issued here.
pub static DISPATCHES: Table<String, Dispatch> =
    Table::new("dispatches", &[&DISPATCHES_BY_CASE, &DISPATCHES_BY_SIDE]);
/// Letters issued for one case, newest first.
pub static DISPATCHES_BY_CASE: Index<(CaseId, Newest, String), bool, String, Dispatch> =
    Index::new("dispatches_by_case", |number, letter| {
        vec![((letter.case, keys::newest(letter.sent), number.clone()), letter.end.is_none())]
    });
/// Letters by the leaving side, newest first.
pub static DISPATCHES_BY_SIDE: Index<(RegionCode, Newest, String), bool, String, Dispatch> =
    Index::new("dispatches_by_side", |number, letter| {
        vec![((letter.from, keys::newest(letter.sent), number.clone()), letter.end.is_none())]
    });
/// Letters that came in.
pub static ARRIVALS: Table<LetterKey, Arrival> =
    Table::new("arrivals", &[&ARRIVALS_BY_CASE, &ARRIVALS_BY_SIDE]);
/// Letters that brought one case, newest first.
pub static ARRIVALS_BY_CASE: Index<(CaseId, Newest, Fingerprint, String), bool, LetterKey, Arrival> =
    Index::new("arrivals_by_case", |key, letter| {
        vec![((letter.case, keys::newest(letter.at), key.0, key.1.clone()), letter.answer.is_none())]
    });
/// Letters by the receiving side, newest first.
pub static ARRIVALS_BY_SIDE: Index<(RegionCode, Newest, Fingerprint, String), bool, LetterKey, Arrival> =
    Index::new("arrivals_by_side", |key, letter| {
        vec![((letter.to, keys::newest(letter.at), key.0, key.1.clone()), letter.answer.is_none())]
    });
/// The sender of a letter and its number.
pub type LetterKey = (Fingerprint, String);
/// What letters brought that nobody has decided yet.
pub static HELD: Table<CaseId, Held> = Table::new("held", &[]);
/// The last serial of 受理编号 by authority and year.
pub static SERIALS: Table<(RegionCode, u16), u32> = Table::new("serials", &[]);

/// The journal.
pub static JOURNAL: Table<u64, Entry> = Table::new("journal", &[]);
/// The journal's newest sequence and seal.
pub static JOURNAL_HEAD: Table<Only, Head> = Table::new("journal_head", &[]);

/// Letters to be sent and sent.
pub static OUTBOX: Table<u64, Item> = Table::new("outbox", &[&OUTBOX_WAITING]);
/// Letters that have not come to an end yet, oldest first.
pub static OUTBOX_WAITING: Index<u64, Moment, u64, Item> =
    Index::new(
        "outbox_waiting",
        |key, item| if item.state.is_over() { Vec::new() } else { vec![(*key, item.at)] },
    );

/// Mails to be sent and sent.
pub static MAILS: Table<u64, Mailing> = Table::new("mails", &[&MAILS_DUE]);
/// Mails that have not come to an end yet, by when they are tried next.
pub static MAILS_DUE: Index<(Moment, u64), bool, u64, Mailing> =
    Index::new("mails_due", |serial, mailing| match mailing.state {
        MailState::Waiting(due) => vec![((due, *serial), true)],
        _ => Vec::new(),
    });

/// Where forms led, by browser and the form's token.
pub static REPLIES: Table<([u8; 32], String), Reply> = Table::new("replies", &[&REPLIES_BY_AGE]);
/// Browser and token of a form.
type FormKey = ([u8; 32], String);
/// Replies by age, to be swept after a day.
pub static REPLIES_BY_AGE: Index<(Moment, [u8; 32], String), bool, FormKey, Reply> =
    Index::new("replies_by_age", |key, reply| vec![((reply.at, key.0, key.1.clone()), true)]);

/// Everything above, with the steps from older schema versions.
pub static CATALOGUE: Catalogue = Catalogue {
    tables: &[
        &INSTANCE,
        &ACCOUNTS,
        &OFFICERS,
        &SESSIONS,
        &CODES,
        &CAPTCHAS,
        &COUNTERS,
        &HOLDS,
        &CODE_TALLY,
        &DRAFTS,
        &FILES,
        &HANDOFFS,
        &CASES,
        &FILINGS,
        &DOSSIERS,
        &RECORD_VERSIONS,
        &CERTIFICATES,
        &HISTORIES,
        &EMPLOYERS,
        &DICTIONARIES,
        &REVIEW_RULES,
        &EXCHANGE_KEYS,
        &PEERS,
        &DISPATCHES,
        &ARRIVALS,
        &HELD,
        &SERIALS,
        &JOURNAL,
        &JOURNAL_HEAD,
        &OUTBOX,
        &MAILS,
        &REPLIES,
    ],
    migrations: &[Migration {
        name: "fill the indexes files_by_owner and let_go",
        run: |tx| {
            fill_indexes(tx, &FILES)?;
            fill_indexes(tx, &CASES)
        },
    }],
};

/// The key of a table with one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Only;
