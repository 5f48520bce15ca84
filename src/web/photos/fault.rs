//! Why a picture was not taken, in words for the person who uploaded it.

use super::{EDGE, KB, PICTURES};
use std::{error, fmt};

/// A reason to ask for another picture; displays as one or two Chinese sentences with what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhotoFault {
    /// Nothing was chosen.
    Missing,
    /// More than [`PICTURES`] files for one item.
    TooMany,
    /// Neither JPEG nor PNG by its first bytes.
    NotPicture,
    /// The container of newer phones, which no browser but Safari shows.
    Heic,
    /// The structure is broken, forged or incomplete.
    Damaged,
    /// A moving picture.
    Moving,
    /// More bytes than the intake takes; the most in bytes.
    TooHeavy {
        /// The most bytes taken.
        most: usize,
    },
    /// Fewer bytes than a legible picture has.
    TooLight {
        /// Bytes uploaded.
        bytes: usize,
        /// The fewest bytes taken.
        least: usize,
    },
    /// Fewer pixels than the slot asks for.
    TooSmall {
        /// Pixels, upright.
        width: u32,
        /// Pixels, upright.
        height: u32,
        /// The least width and height.
        least: (u32, u32),
    },
    /// More pixels than can be opened safely.
    TooManyPixels,
    /// Cannot be both legible and within the slot's limit; the most bytes stored.
    Crowded {
        /// The most bytes stored.
        most: usize,
    },
    /// Too many pictures are being developed at this moment.
    Busy,
    /// The fault of one of several pictures, counted from one.
    Nth {
        /// Which picture.
        number: usize,
        /// What it is about.
        fault: Box<PhotoFault>,
    },
}

impl PhotoFault {
    pub(super) fn of_picture(self, number: usize) -> Self {
        Self::Nth { number, fault: Box::new(self) }
    }
}

impl fmt::Display for PhotoFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("还没有收到照片，请选择要上传的 JPG 或 PNG 照片。"),
            Self::TooMany => write!(f, "一次最多合并 {PICTURES} 张照片，请减少张数后再上传。"),
            Self::NotPicture => f.write_str("这个文件不是 JPG 或 PNG 照片，请换成拍摄或扫描得到的 JPG、PNG 照片。"),
            Self::Heic => f.write_str(
                "这张照片是 HEIC 格式，暂时不能打开，请在手机的相机设置里选择“兼容性最佳”后重新拍摄，或另存为 JPG 再上传。",
            ),
            Self::Damaged => f.write_str("这张照片的文件不完整，无法打开，请重新拍摄或重新保存后再上传。"),
            Self::Moving => f.write_str("这是一张会动的图片，请上传静止的照片。"),
            Self::TooHeavy { most } => {
                write!(f, "这张照片超过 {}MB，请用手机的普通照片模式重新拍摄后再上传。", most / (KB * KB))
            }
            Self::TooLight { bytes, least } => {
                let rule = if least % KB == 1 { "大于" } else { "不小于" };
                let (has, needs) = (bytes.div_ceil(KB), least / KB);
                write!(f, "这张照片只有 {has}KB，可能看不清楚，请上传{rule} {needs}KB 的清晰照片。")
            }
            Self::TooSmall { width, height, least: (least_width, least_height) } => write!(
                f,
                "这张照片是 {width}×{height} 像素，请上传宽不少于 {least_width}、高不少于 {least_height} 像素的照片。"
            ),
            Self::TooManyPixels => {
                write!(f, "这张照片的尺寸太大，请用手机的普通照片模式重新拍摄（每边不超过 {EDGE} 像素）。")
            }
            Self::Crowded { most } => {
                write!(f, "压缩到 {}KB 以内会看不清楚，请减少合并的张数，或靠近原件重新拍摄。", most.div_ceil(KB))
            }
            Self::Busy => f.write_str("现在上传照片的人较多，请稍等片刻再上传一次。"),
            Self::Nth { number, fault } => write!(f, "第 {number} 张：{fault}"),
        }
    }
}

impl error::Error for PhotoFault {}
