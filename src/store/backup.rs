//! Backups: one state of the database as one archive file, and the way back.
//!
//! ```text
//! mark (16) · manifest (CBOR) · zeros up to 16352 · SHA-256 of all before (32) · the database, a redb file
//! ```
//!
//! What always holds: an archive has its name only once it is whole, verified and on the disk; a restore changes
//! nothing before everything in the archive has been verified. Both hold personal data: only the owner may read them.
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Bound;
use std::os::unix::fs::FileExt;
use std::path::Path;

use minicbor::{Decode, Encode};
use redb::backends::FileBackend;
use redb::{Database, ReadableDatabase, ReadableTableMetadata, StorageBackend, TableHandle};
use ring::digest::{Context, SHA256};

use super::attachment::{Digest, sha256};
use super::engine::{Broken, Direction, Snapshot};
use super::file::{Unfinished, beside, create_private, put_in_place, remove_if_there};
use super::migrate::{Catalogue, schema};
use super::redb_engine::{broken, builder, commit, definition, guarded, open_existing, snapshot_of};
use super::tx::View;

const MARK: &[u8; 16] = b"store archive 1\n";
/// Where the database begins, in bytes, and how many of the bytes before it are hashed.
const BODY: u64 = 16 * 1024;
const HASHED: usize = 16 * 1024 - 32;
/// Cache of the databases that are only written or read once, in bytes.
const CACHE: usize = 32 * 1024 * 1024;
/// Pairs are read in pages of so many and made durable when a page passes so many bytes.
const PAGE: usize = 512;
const COMMIT_BYTES: usize = 64 * 1024 * 1024;

/// What an archive says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Manifest {
    /// Version of the program that made it.
    #[n(0)]
    pub program: String,
    /// Schema version of the database.
    #[n(1)]
    pub schema: u32,
    /// When it was made, in milliseconds since 1970 (UTC).
    #[n(2)]
    pub made_at: u64,
    /// Number of pairs in every table and index.
    #[n(3)]
    pub tables: Vec<(String, u64)>,
    /// Length of the database, in bytes.
    #[n(4)]
    pub length: u64,
    /// SHA-256 of the database.
    #[cbor(n(5), with = "minicbor::bytes")]
    pub sha256: Digest,
}

/// Writes the state of this view into an archive while writing goes on; `made_at` in milliseconds since 1970 (UTC).
pub fn backup(view: &View, archive: &Path, program: &str, made_at: u64) -> Result<Manifest, Broken> {
    let unfinished = Unfinished::beside(archive, ".new")?;
    let mut file = create_private(&unfinished.path)?;
    file.set_len(BODY)?;
    let opened = || builder(CACHE).create_with_backend(Body { file: file.try_clone()? }).map_err(broken);
    let schema = schema(&view.snapshot)?.ok_or(Broken::Damaged("the schema version is missing".into()))?;
    let tables = copy_tables(view.snapshot.as_ref(), opened()?)?;
    verify(opened()?, schema, &tables)?;

    file.seek(SeekFrom::Start(BODY))?;
    let (length, sha256) = pour(&mut file, &mut std::io::sink())?;
    let manifest = Manifest { program: program.to_string(), schema, made_at, tables, length, sha256 };
    file.rewind()?;
    file.write_all(&header(&manifest)?)?;
    drop(file);
    put_in_place(&unfinished.path, archive)?;
    Ok(manifest)
}

/// Reads what an archive says about itself and verifies all its bytes against it.
pub fn inspect(archive: &Path) -> Result<Manifest, Broken> {
    let (manifest, mut body) = opened(archive)?;
    verify_body(&manifest, pour(&mut body, &mut std::io::sink())?)?;
    Ok(manifest)
}

/// Puts the database of an archive in place of the live one, which is kept beside it as `<name>.replaced`.
///
/// Fails before anything is changed: with [`Broken::Archive`] or [`Broken::Damaged`] if the archive is not exactly
/// what was made, [`Broken::Version`] if it is newer than this program, [`Broken::InUse`] if the live one is open.
pub fn restore(archive: &Path, live: &Path, catalogue: &Catalogue) -> Result<Manifest, Broken> {
    let held = live.try_exists()?.then(|| hold(live)).transpose()?;
    let (manifest, mut body) = opened(archive)?;
    let program = catalogue.schema();
    if manifest.schema > program {
        return Err(Broken::Version { file: manifest.schema, program });
    }
    let unfinished = Unfinished::beside(live, ".restoring")?;
    let mut out = create_private(&unfinished.path)?;
    verify_body(&manifest, pour(&mut body, &mut out)?)?;
    out.sync_all()?;
    drop(out);
    verify(open_existing(&unfinished.path, CACHE)?, manifest.schema, &manifest.tables)?;
    if held.is_some() {
        keep_replaced(live)?;
    }
    put_in_place(&unfinished.path, live)?;
    Ok(manifest)
}

fn copy_tables(snapshot: &dyn Snapshot, database: Database) -> Result<Vec<(String, u64)>, Broken> {
    let mut counts = Vec::new();
    for table in snapshot.tables()? {
        let (mut from, mut count, mut more) = (Bound::Unbounded, 0u64, true);
        while more {
            commit(&database, |transaction| {
                let mut copied = 0;
                let mut raw = transaction.open_table(definition(&table)).map_err(broken)?;
                while more && copied < COMMIT_BYTES {
                    let range = (from.clone(), Bound::Unbounded);
                    let page = snapshot.page(&table, range, Direction::Ascending, PAGE)?;
                    more = page.len() == PAGE;
                    for (key, value) in page {
                        copied += key.len() + value.len();
                        count += 1;
                        raw.insert(key.as_slice(), value.as_slice()).map_err(broken)?;
                        from = Bound::Excluded(key);
                    }
                }
                Ok(())
            })?;
        }
        counts.push((table, count));
    }
    database.close().map_err(broken)?;
    Ok(counts)
}

/// Proves that a database holds together, has this schema version and these tables.
fn verify(mut database: Database, schema_there: u32, tables: &[(String, u64)]) -> Result<(), Broken> {
    if !guarded(|| database.check_integrity().map_err(broken))? {
        return Err(Broken::Damaged("the database needed a repair".to_string()));
    }
    if schema(&snapshot_of(&database)?)? != Some(schema_there) {
        return Err(Broken::Damaged("the schema version is another".to_string()));
    }
    let transaction = database.begin_read().map_err(broken)?;
    let mut there = Vec::new();
    for table in transaction.list_tables().map_err(broken)? {
        let name = table.name().to_string();
        let count = transaction.open_table(definition(&name)).map_err(broken)?.len().map_err(broken)?;
        there.push((name, count));
    }
    drop(transaction);
    database.close().map_err(broken)?;
    there.sort_unstable();
    match there == tables {
        true => Ok(()),
        false => Err(Broken::Damaged("the tables are not those of the manifest".to_string())),
    }
}

/// The first `BODY` bytes of an archive.
fn header(manifest: &Manifest) -> Result<Vec<u8>, Broken> {
    let body = minicbor::to_vec(manifest).map_err(|error| Broken::Archive(error.to_string()))?;
    let mut header = [MARK.as_slice(), &body].concat();
    if header.len() > HASHED {
        return Err(Broken::Archive("its manifest is too long".to_string()));
    }
    header.resize(HASHED, 0);
    header.extend(sha256(&header));
    Ok(header)
}

/// The verified manifest of an archive, and the file at the first byte of its database.
fn opened(archive: &Path) -> Result<(Manifest, File), Broken> {
    let refused = |cause: &str| Broken::Archive(format!("{}: {cause}", archive.display()));
    if !archive.try_exists()? {
        return Err(Broken::Missing(archive.display().to_string()));
    }
    let mut file = File::open(archive)?;
    let whole = file.metadata()?.len();
    let mut header = vec![0; HASHED + 32];
    file.read_exact(&mut header).map_err(|_| refused("it ends too early"))?;
    let (hashed, hash) = header.split_at(HASHED);
    let Some(manifest) = hashed.strip_prefix(MARK) else {
        return Err(refused("it is not an archive of this program"));
    };
    if sha256(hashed).as_slice() != hash {
        return Err(refused("its manifest is damaged"));
    }
    let manifest: Manifest = minicbor::decode(manifest).map_err(|error| refused(&error.to_string()))?;
    if BODY.checked_add(manifest.length) != Some(whole) {
        return Err(refused("its length is not the one it was made with"));
    }
    Ok((manifest, file))
}

fn verify_body(manifest: &Manifest, poured: (u64, Digest)) -> Result<(), Broken> {
    match poured == (manifest.length, manifest.sha256) {
        true => Ok(()),
        false => Err(Broken::Archive("its content is not what it was made with".to_string())),
    }
}

/// Copies everything; returns its length and SHA-256.
fn pour(from: &mut File, to: &mut impl std::io::Write) -> Result<(u64, Digest), Broken> {
    let mut hash = Context::new(&SHA256);
    let mut buffer = vec![0; 1 << 20];
    let mut length = 0u64;
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        to.write_all(&buffer[..read])?;
        length += u64::try_from(read).unwrap_or(u64::MAX);
    }
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(hash.finish().as_ref());
    Ok((length, sha256))
}

/// Keeps the live file under a second name, so that its own name is never without a database.
fn keep_replaced(live: &Path) -> Result<(), Broken> {
    let replaced = beside(live, ".replaced");
    remove_if_there(&replaced)?;
    // A medium without hard links can only rename.
    Ok(std::fs::hard_link(live, &replaced).or_else(|_| std::fs::rename(live, &replaced))?)
}

/// The part of an archive that is the database, written where it stays; nobody else knows the file yet, so it is not
/// locked.
#[derive(Debug)]
struct Body {
    file: File,
}

impl StorageBackend for Body {
    fn len(&self) -> std::io::Result<u64> {
        Ok(self.file.metadata()?.len().saturating_sub(BODY))
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> std::io::Result<()> {
        self.file.read_exact_at(out, BODY + offset)
    }

    fn set_len(&self, len: u64) -> std::io::Result<()> {
        self.file.set_len(BODY + len)
    }

    fn sync_data(&self) -> std::io::Result<()> {
        self.file.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> std::io::Result<()> {
        self.file.write_all_at(data, BODY + offset)
    }
}

/// Locks the live file, so that nobody opens it while it is replaced.
fn hold(live: &Path) -> Result<FileBackend, Broken> {
    let file = OpenOptions::new().read(true).write(true).open(live)?;
    let backend = FileBackend::new(file).map_err(broken)?;
    match backend.try_lock_range(Bound::Unbounded, Bound::Unbounded) {
        Ok(true) => Ok(backend),
        Ok(false) => Err(Broken::InUse(live.display().to_string())),
        Err(error) => Err(broken(error)),
    }
}
