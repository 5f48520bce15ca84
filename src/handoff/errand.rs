//! What the phone is wanted for.

use crate::dossier::Identity;
use crate::terms::FileId;
use minicbor::{Decode, Encode};
use std::time::Duration;

/// The sizes that a place for pictures asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Size {
    /// A photograph of a paper (guide 3.2).
    #[n(0)]
    Paper,
    /// A portrait (spec 1.7).
    #[n(1)]
    Portrait,
    /// A proof for a transfer (spec 1.15).
    #[n(2)]
    Transfer,
}

/// One place for a picture in the form on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Spot {
    /// The form's field.
    #[n(0)]
    pub field: String,
    /// What the picture is good for; it counts for nothing else (T26).
    #[n(1)]
    pub purpose: String,
    /// What people call it.
    #[n(2)]
    pub label: String,
    /// Sizes.
    #[n(3)]
    pub size: Size,
}

/// A picture taken on the phone.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Shot {
    /// The form's field.
    #[n(0)]
    pub field: String,
    /// The picture as kept.
    #[n(1)]
    pub file: FileId,
}

/// What is done on the other side of the bridge.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Errand {
    /// 实名认证 of this identity on the phone.
    #[n(0)]
    Identity(#[n(0)] Identity),
    /// 实名认证 of this identity at the counter, where an officer finds it by its number.
    #[n(1)]
    Counter(#[n(0)] Identity),
    /// 用手机拍: pictures for a form that stands on the screen.
    #[n(2)]
    Camera(#[n(0)] Vec<Spot>),
}

/// The kind of an errand; an account has at most one living hand-off of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Kind {
    /// The proof of identity, on the phone or at the counter.
    #[n(0)]
    Identity,
    /// The phone as camera.
    #[n(1)]
    Camera,
}

impl Kind {
    /// A number for storage keys.
    pub fn code(self) -> u8 {
        match self {
            Kind::Identity => 0,
            Kind::Camera => 1,
        }
    }
}

impl Errand {
    /// The kind; the two ways to prove an identity exclude each other.
    pub fn kind(&self) -> Kind {
        match self {
            Errand::Identity(_) | Errand::Counter(_) => Kind::Identity,
            Errand::Camera(_) => Kind::Camera,
        }
    }

    /// Who is to be proven; nobody when pictures are taken.
    pub fn identity(&self) -> Option<&Identity> {
        match self {
            Errand::Identity(identity) | Errand::Counter(identity) => Some(identity),
            Errand::Camera(_) => None,
        }
    }

    /// The errand's name for people.
    pub fn label(&self) -> &'static str {
        match self {
            Errand::Identity(_) => "实名认证",
            Errand::Counter(_) => "窗口核验",
            Errand::Camera(_) => "用手机拍照上传",
        }
    }

    /// How long the screen shows codes, or the counter's number counts.
    pub(super) fn shown_for(&self) -> Duration {
        match self {
            Errand::Identity(_) | Errand::Camera(_) => Duration::from_secs(5 * 60),
            // There may be a queue at the counter.
            Errand::Counter(_) => Duration::from_secs(60 * 60),
        }
    }
}
