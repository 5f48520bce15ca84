//! A simulated disk: it keeps apart what was written and what was synced, loses power, fails and fills up on demand.
use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex};

use redb::StorageBackend;

const SECTOR: usize = 512;

/// Numbers that look random and follow from a seed (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.roll() % end.max(1)
    }
}

/// What goes wrong at an operation, counted from 1.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Power is lost before the operation; some unsynced sectors survive, by these dice.
    PowerCut(u64, Dice),
    /// The operation fails, once.
    Error(u64),
}

#[derive(Debug, Default)]
struct Platter {
    written: Vec<u8>,
    synced: Vec<u8>,
    unsynced: BTreeSet<usize>,
    operations: u64,
    fault: Option<Fault>,
    survived: Option<Vec<u8>>,
    capacity: Option<u64>,
}

/// A handle on one disk; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Disk(Arc<Mutex<Platter>>);

impl Disk {
    pub fn holding(bytes: Vec<u8>) -> Self {
        Self(Arc::new(Mutex::new(Platter { written: bytes.clone(), synced: bytes, ..Platter::default() })))
    }

    pub fn content(&self) -> Vec<u8> {
        self.0.lock().unwrap().written.clone()
    }

    pub fn operations(&self) -> u64 {
        self.0.lock().unwrap().operations
    }

    pub fn break_with(&self, fault: Fault) {
        self.0.lock().unwrap().fault = Some(fault);
    }

    pub fn hold_at_most(&self, capacity: Option<u64>) {
        self.0.lock().unwrap().capacity = capacity;
    }

    /// Whether the fault is still to come.
    pub fn is_whole(&self) -> bool {
        let platter = self.0.lock().unwrap();
        platter.fault.is_some() && platter.survived.is_none()
    }

    /// What is on the disk when power comes back.
    pub fn survived(&self) -> Option<Vec<u8>> {
        self.0.lock().unwrap().survived.clone()
    }

    fn operate<T>(&self, work: impl FnOnce(&mut Platter) -> io::Result<T>) -> io::Result<T> {
        let mut platter = self.0.lock().unwrap();
        if platter.survived.is_some() {
            return Err(io::Error::other("no power"));
        }
        platter.operations += 1;
        let now = platter.operations;
        match platter.fault.clone() {
            Some(Fault::PowerCut(at, mut dice)) if at == now => {
                platter.survived = Some(platter.lose_power(&mut dice));
                Err(io::Error::other("no power"))
            }
            Some(Fault::Error(at)) if at == now => {
                platter.fault = None;
                Err(io::Error::other("this operation fails"))
            }
            _ => work(&mut platter),
        }
    }
}

impl Platter {
    fn lose_power(&self, dice: &mut Dice) -> Vec<u8> {
        let mut left = self.synced.clone();
        if dice.below(2) == 0 {
            left.resize(self.written.len(), 0);
        }
        for sector in &self.unsynced {
            if dice.below(2) == 0 {
                let start = sector * SECTOR;
                let end = (start + SECTOR).min(left.len()).min(self.written.len());
                if start < end {
                    left[start..end].copy_from_slice(&self.written[start..end]);
                }
            }
        }
        left
    }
}

fn place(offset: u64, length: usize) -> std::ops::Range<usize> {
    let start = usize::try_from(offset).unwrap();
    start..start + length
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        self.operate(|platter| Ok(platter.written.len() as u64))
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.operate(|platter| {
            let there = platter.written.get(place(offset, out.len()));
            out.copy_from_slice(there.ok_or(io::Error::from(io::ErrorKind::UnexpectedEof))?);
            Ok(())
        })
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.operate(|platter| {
            if platter.capacity.is_some_and(|capacity| len > capacity) {
                return Err(io::Error::from(io::ErrorKind::StorageFull));
            }
            platter.written.resize(usize::try_from(len).unwrap(), 0);
            Ok(())
        })
    }

    fn sync_data(&self) -> io::Result<()> {
        self.operate(|platter| {
            platter.synced.resize(platter.written.len(), 0);
            for sector in std::mem::take(&mut platter.unsynced) {
                let start = sector * SECTOR;
                let end = (start + SECTOR).min(platter.written.len());
                if start < end {
                    platter.synced[start..end].copy_from_slice(&platter.written[start..end]);
                }
            }
            Ok(())
        })
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.operate(|platter| {
            let place = place(offset, data.len());
            if platter.written.len() < place.end {
                platter.written.resize(place.end, 0);
            }
            platter.unsynced.extend(place.start / SECTOR..place.end.div_ceil(SECTOR));
            platter.written[place].copy_from_slice(data);
            Ok(())
        })
    }
}
