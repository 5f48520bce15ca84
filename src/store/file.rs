//! Files that appear under their name only when they are whole.
use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::engine::Broken;

/// Creates a file that only its owner may read.
pub(super) fn create_private(path: &Path) -> Result<File, Broken> {
    Ok(OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path)?)
}

/// The path with an ending more.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.to_owned().into_os_string();
    name.push(ending);
    PathBuf::from(name)
}

/// Removes a file, unless there is none.
pub(super) fn remove_if_there(path: &Path) -> Result<(), Broken> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// A file that is removed again unless it was renamed to its place.
pub(super) struct Unfinished {
    pub(super) path: PathBuf,
}

impl Unfinished {
    /// A name beside the final one, freed of what an earlier attempt left there.
    pub(super) fn beside(path: &Path, ending: &str) -> Result<Self, Broken> {
        let path = beside(path, ending);
        remove_if_there(&path)?;
        Ok(Self { path })
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Err(error) = remove_if_there(&self.path) {
            log::warn!("file: left behind: {}: {error}", self.path.display());
        }
    }
}

/// Renames a finished file to its name and makes both durable.
pub(super) fn put_in_place(finished: &Path, path: &Path) -> Result<(), Broken> {
    File::open(finished)?.sync_all()?;
    std::fs::rename(finished, path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(File::open(folder)?.sync_all()?)
}
