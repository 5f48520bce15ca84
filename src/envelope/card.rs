//! The public half of an office (单位名片) and the text in which it is handed on.

use super::{Fingerprint, sha256};
use crate::terms::{Line, RegionCode, Wrong, normalised};
use data_encoding::BASE32_NOPAD;
use minicbor::{Decode, Encode};

const MARK: &str = "ZFK";
const VERSION: &str = "1";
const PREFIX: &[u8] = b"zhangfang card 1";
const CHECK: usize = 5;
const GROUP: usize = 8;

/// The name, region and public keys of an office. The name and the region are claims until somebody has compared the
/// fingerprint, and the name even then.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Card {
    /// What the office calls itself: one line of at most [`Card::LONGEST_NAME`] characters.
    #[n(0)]
    pub name: String,
    /// The region it serves.
    #[n(1)]
    pub region: RegionCode,
    /// The Ed25519 public key (RFC 8032) its letters are verified with.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub sign: [u8; 32],
    /// The X25519 public key (RFC 7748) letters to it are sealed to.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub open: [u8; 32],
}

impl Card {
    /// How long a name may be, in characters.
    pub const LONGEST_NAME: usize = 60;

    /// What is compared over the phone; the name is not in it.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.region, &self.sign, &self.open)
    }

    /// The card as one line for a page, a mail or a chat: `ZFK1-GQ4TAMJS-…`, groups of eight.
    pub fn text(&self) -> String {
        let fields: [&[u8]; 4] =
            [self.region.as_str().as_bytes(), &self.sign, &self.open, self.name.as_bytes()];
        let mut bytes = fields.concat();
        bytes.extend(check_of(&bytes));
        let mut text = format!("{MARK}{VERSION}");
        for (place, symbol) in BASE32_NOPAD.encode(&bytes).chars().enumerate() {
            if place % GROUP == 0 {
                text.push('-');
            }
            text.push(symbol);
        }
        text
    }

    /// Reads a card as it was copied: only letters and digits count, in either case and width, so that blanks, line
    /// ends, marks of quotation and Chinese words around it do no harm; a slip is noticed by the check of 40 bits.
    pub fn parse(typed: &str) -> Result<Card, Wrong> {
        let symbols: String = normalised(typed).chars().filter(char::is_ascii_alphanumeric).collect();
        let symbols = symbols.to_ascii_uppercase();
        let versioned = symbols
            .strip_prefix(MARK)
            .ok_or(Wrong::new("这不是单位名片，请从对方的页面或邮件中复制以 ZFK1 开头的整段文字。"))?;
        let written = versioned.strip_prefix(VERSION).ok_or(Wrong::new(
            "这张名片的版本本系统还不认识，请核对是否以 ZFK1 开头；无误的，请先升级本单位的系统。",
        ))?;
        let bytes = BASE32_NOPAD.decode(written.as_bytes()).ok();
        let slip = Wrong::new("单位名片的文字不完整或有错，请重新复制以 ZFK1 开头的整段文字。");
        read(&bytes.unwrap_or_default()).ok_or(slip)?
    }
}

fn check_of(bytes: &[u8]) -> [u8; CHECK] {
    let digest = sha256(&[PREFIX, bytes]);
    std::array::from_fn(|place| digest[place])
}

/// None where the form or the check is wrong; a right check over a name that does not suit is the other office's
/// mistake, and copying again would not help.
fn read(bytes: &[u8]) -> Option<Result<Card, Wrong>> {
    let (bytes, check) = bytes.split_last_chunk::<CHECK>()?;
    if check_of(bytes) != *check {
        return None;
    }
    let (region, rest) = bytes.split_first_chunk::<6>()?;
    let (sign, rest) = rest.split_first_chunk::<32>()?;
    let (open, name) = rest.split_first_chunk::<32>()?;
    let region = RegionCode::parse(std::str::from_utf8(region).ok()?).ok()?;
    let name = Line::parse(std::str::from_utf8(name).ok()?, Card::LONGEST_NAME, "名片上的单位名称");
    Some(name.map(|name| Card { name: name.to_string(), region, sign: *sign, open: *open }))
}

#[cfg(test)]
mod tests {
    use super::super::Keys;
    use super::*;
    use proptest::prelude::*;

    fn card() -> Card {
        Keys::from_bytes([1; 32], [2; 32]).card("青岚县财政局", RegionCode::parse("980121").unwrap())
    }

    fn full_width(text: &str) -> String {
        let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).filter(|_| c.is_ascii_graphic());
        text.chars().map(|c| wide(c).unwrap_or(c)).collect()
    }

    #[test]
    fn a_card_is_read_however_it_was_copied() {
        let text = card().text();
        for typed in [
            text.clone(),
            text.to_lowercase(),
            text.replace('-', ""),
            text.replace('-', " - \r\n> "),
            text.replace('-', "–"),
            text.replace("-", "\u{200b}-\u{feff}"),
            full_width(&text),
            format!("\u{feff}我局名片：「{text}」。\n"),
        ] {
            assert_eq!(Card::parse(&typed), Ok(card()), "{typed}");
        }
    }

    #[test]
    fn every_single_slip_is_noticed() {
        let text = card().text();
        for (place, right) in text.char_indices().filter(|(_, c)| *c != '-') {
            for wrong in ('A'..='Z').chain('0'..='9').filter(|wrong| *wrong != right) {
                let mut typed = text.clone();
                typed.replace_range(place..=place, &wrong.to_string());
                assert!(Card::parse(&typed).is_err(), "{typed}");
            }
            let mut typed = text.clone();
            typed.remove(place);
            assert!(Card::parse(&typed).is_err(), "without {place}");
        }
    }

    #[test]
    fn a_part_of_a_card_is_no_card() {
        let text = card().text();
        for end in 0..text.len() {
            assert!(Card::parse(&text[..end]).is_err(), "{end}");
        }
        assert!(Card::parse(&format!("{text}{text}")).is_err());
    }

    #[test]
    fn what_is_wrong_with_a_card_is_said() {
        let told = |typed: &str| Card::parse(typed).unwrap_err().to_string();
        assert!(told("你好").contains("不是单位名片"));
        assert!(told("ZFK2-AAAA").contains("升级"));
        assert!(told("ZFK1-AAAA").contains("重新复制"));
        let nameless = Card { name: String::new(), ..card() };
        assert!(told(&nameless.text()).contains("单位名称"));
        let endless = Card { name: "长".repeat(Card::LONGEST_NAME + 1), ..card() };
        assert!(told(&endless.text()).contains("60"));
    }

    #[test]
    fn the_fingerprint_is_of_the_region_and_both_keys_alone() {
        let printed = card().fingerprint();
        assert_eq!(Card { name: "另一个局".into(), ..card() }.fingerprint(), printed);
        assert_ne!(Card { region: RegionCode::parse("980122").unwrap(), ..card() }.fingerprint(), printed);
        assert_ne!(Card { sign: [9; 32], ..card() }.fingerprint(), printed);
        assert_ne!(Card { open: [9; 32], ..card() }.fingerprint(), printed);
    }

    proptest! {
        #[test]
        fn cards_are_read_and_kept(sign: [u8; 32], open: [u8; 32], name in "[一-龥]{1,60}", code in "[1-9][0-9]{2}[1-9][0-9]{2}") {
            let card = Card { name, region: RegionCode::parse(&code).unwrap(), sign, open };
            prop_assert_eq!(Card::parse(&card.text()), Ok(card.clone()));
            prop_assert_eq!(minicbor::decode::<Card>(&minicbor::to_vec(&card).unwrap()).unwrap(), card);
        }

        #[test]
        fn whatever_is_typed_is_answered(typed in "\\PC{0,200}") {
            prop_assert!(Card::parse(&typed).is_err());
            let _ = Card::parse(&format!("ZFK1{typed}"));
        }
    }
}
