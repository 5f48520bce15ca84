//! The two values of sex a document states.

use minicbor::{Decode, Encode};

/// Sex as the document states it; numbers of GB/T 2261.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Sex {
    /// 男
    #[n(1)]
    Male,
    /// 女
    #[n(2)]
    Female,
}

impl Sex {
    /// Both values in the order forms show them.
    pub const ALL: [Self; 2] = [Self::Male, Self::Female];

    /// Reads a form's code (`1`, `2`) or label (男, 女).
    pub fn parse(typed: &str) -> Result<Self, super::Wrong> {
        match super::normalised(typed).as_str() {
            "1" | "男" => Ok(Self::Male),
            "2" | "女" => Ok(Self::Female),
            _ => Err(super::Wrong::new("请选择性别。")),
        }
    }

    /// 男 or 女.
    pub fn label(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }

    /// The code of GB/T 2261.1.
    pub fn code(self) -> &'static str {
        match self {
            Self::Male => "1",
            Self::Female => "2",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_labels_are_read_back() {
        for sex in Sex::ALL {
            assert_eq!(Sex::parse(sex.code()), Ok(sex));
            assert_eq!(Sex::parse(sex.label()), Ok(sex));
        }
        assert!(Sex::parse("0").is_err());
    }
}
