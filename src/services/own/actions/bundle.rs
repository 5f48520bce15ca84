//! Everything held about one person, as documents for the file that they take along.

use super::export::{Album, Shot};
use super::said::Scribe;
use crate::accounts::{Account, Subject};
use crate::casework::Filing;
use crate::dossier::{Draft, Identity, Source, Step, Title, lines};
use crate::office::{certificates_of, history_of, versions};
use crate::reference::Reference;
use crate::store::{Broken, Read, Span, attachment};
use crate::tables::{
    ACCOUNTS, CASES, CASES_BY_PERSON, DRAFTS, FILINGS, HANDOFFS, HANDOFFS_BY_ACCOUNT, SESSIONS,
    SESSIONS_BY_SUBJECT,
};
use crate::terms::{AccountId, ItemId, Moment};
use serde_json::{Value as Json, json};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// What the file says about itself.
const README: &str = include_str!("readme.txt");
/// More hand-offs than a day has room for.
const HANDOFFS_READ: usize = 500;

/// The documents with their names; none when there is no account.
pub fn documents(
    read: &impl Read,
    person: AccountId,
    album: &Album,
    reference: &Reference,
    purpose: fn(&str) -> &'static str,
) -> Result<Option<Vec<(&'static str, Json)>>, Broken> {
    let Some(account) = read.get(&ACCOUNTS, &person)? else { return Ok(None) };
    let scribe = Scribe { reference, album };
    let versions = versions(read, person)?;
    let draft = read.get(&DRAFTS, &person)?;
    let pictures = album.shots.iter().map(|shot| picture(shot, purpose));
    Ok(Some(vec![
        ("account.json", account_of(&account)),
        ("record.json", versions.iter().rev().map(|record| scribe.record(record)).collect()),
        ("draft.json", draft.map_or(Json::Null, |draft| scribe.draft(&draft, &account.identity))),
        ("cases.json", cases(read, person, &scribe)?),
        ("imported.json", imported(read, &account, &scribe)?),
        ("sessions.json", sessions(read, person)?),
        ("pictures.json", pictures.collect()),
    ]))
}

fn account_of(account: &Account) -> Json {
    let verified = account.verified.as_ref();
    json!({
        "identity": Scribe::identity(&account.identity),
        "registered": account.created.to_string(),
        "verified": verified.map(|one| json!({ "at": one.at.to_string(), "way": one.way })),
        "last_login": account.last_login.map(|at| at.to_string()),
        "accepted_notice_version": account.notice,
    })
}

fn cases(read: &impl Read, person: AccountId, scribe: &Scribe<'_>) -> Result<Json, Broken> {
    let mut told = Vec::new();
    for ((.., id), _) in read.list(&CASES_BY_PERSON, Span::within(&person, usize::MAX))? {
        let Some(case) = read.get(&CASES, &id)? else { continue };
        let filings = read.scan(&FILINGS, Span::within(&id, usize::MAX))?;
        let filings: Vec<Filing> = filings.into_iter().map(|(_, filing)| filing).collect();
        told.push(scribe.case(&case, &filings));
    }
    Ok(told.into())
}

/// What was imported about the number, for who has proven that it is theirs (T35).
fn imported(read: &impl Read, account: &Account, scribe: &Scribe<'_>) -> Result<Json, Broken> {
    if !account.is_verified() {
        return Ok(Json::Null);
    }
    let identity = &account.identity;
    let held = certificates_of(read, identity)?;
    let titles = held.into_iter().map(|row| Title {
        id: ItemId::from_bytes([0; 16]),
        award: row.award,
        marks: row.marks,
        warrant: Some(row.warrant),
        picture: None,
        source: Source::System,
    });
    let library = Draft { titles: titles.collect(), ..Draft::default() };
    let history = history_of(read, identity)?.map(|history| Draft {
        past_education: history.education,
        past_employment: history.employment,
        ..Draft::default()
    });
    let history = history.map(|draft| sections(&draft, identity, scribe));
    Ok(json!({ "certificate_library": sections(&library, identity, scribe), "former_platform": history }))
}

/// The rows of a draft without the parts that it does not have.
fn sections(draft: &Draft, identity: &Identity, scribe: &Scribe<'_>) -> Json {
    let rows = [Step::Education, Step::Employment, Step::Titles];
    let told = lines(draft, identity, scribe.reference);
    told.iter().filter(|one| rows.contains(&one.step)).map(|one| scribe.section(one)).collect()
}

fn sessions(read: &impl Read, person: AccountId) -> Result<Json, Broken> {
    let (mut logins, mut handoffs) = (Vec::new(), Vec::new());
    let subject = Subject::Person(person);
    for ((_, token), _) in read.list(&SESSIONS_BY_SUBJECT, Span::within(&subject, usize::MAX))? {
        let Some(session) = read.get(&SESSIONS, &token)? else { continue };
        let (opened, seen) = (session.opened.to_string(), session.seen.to_string());
        logins.push(json!({ "opened": opened, "seen": seen, "address": session.source }));
    }
    for ((.., id), _) in read.list(&HANDOFFS_BY_ACCOUNT, Span::within(&person, HANDOFFS_READ))? {
        let Some(handoff) = read.get(&HANDOFFS, &id)? else { continue };
        handoffs.push(json!({ "opened": handoff.opened.to_string(), "what": handoff.errand.label() }));
    }
    Ok(json!({ "logins": logins, "handed_over_to_a_phone": handoffs }))
}

fn picture(shot: &Shot, purpose: fn(&str) -> &'static str) -> Json {
    json!({
        "name": shot.name,
        "part": shot.part,
        "uploaded_for": shot.slots.iter().map(|slot| purpose(slot)).collect::<Json>(),
        "uploaded": shot.at.to_string(),
        "bytes": shot.length,
        "width": shot.size.0,
        "height": shot.size.1,
        "sha256": data_encoding::HEXLOWER.encode(&shot.digest),
    })
}

/// One file of the album as a ZIP archive (APPNOTE 6.3.10, stored); the documents are in the first.
pub fn packed(
    read: &impl Read,
    album: &Album,
    part: usize,
    documents: &[(&'static str, Json)],
    now: Moment,
) -> Result<Vec<u8>, Broken> {
    let failed = |cause: String| Broken::Damaged(format!("export: {cause}"));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let plain = plain.last_modified_time(stamp(now));
    let mut put = |name: &str, bytes: &[u8]| {
        archive.start_file(name, plain).map_err(|cause| failed(cause.to_string()))?;
        archive.write_all(bytes).map_err(|cause| failed(cause.to_string()))
    };
    if part == 1 {
        // Editors of old systems know the encoding by its mark and lines by both characters.
        put("说明.txt", format!("\u{feff}{}", README.replace('\n', "\r\n")).as_bytes())?;
        for (name, document) in documents {
            let text = serde_json::to_vec_pretty(document).map_err(|cause| failed(cause.to_string()))?;
            put(name, &text)?;
        }
    }
    for shot in album.of_part(part) {
        // A picture that was taken away since the album was made is no longer held.
        if let Some(bytes) = attachment(read, &shot.digest)? {
            put(&shot.name, &bytes)?;
        }
    }
    Ok(archive.finish().map_err(|cause| failed(cause.to_string()))?.into_inner())
}

/// The moment in Beijing as an archive writes it, to two seconds; its beginning for what it cannot write.
fn stamp(now: Moment) -> DateTime {
    let (day, (hour, minute, second)) = (now.day(), now.clock());
    let small = |number: i64| u8::try_from(number).unwrap_or(0);
    let year = u16::try_from(day.year()).unwrap_or(0);
    DateTime::from_date_and_time(year, day.month(), day.day(), small(hour), small(minute), small(second))
        .unwrap_or_default()
}
