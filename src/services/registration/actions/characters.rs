//! 生僻字: finding a character that the keyboard does not offer, by its sound, its code point or by pasting it
//! (spec 1.1, 5; GB 18030-2022 level 3 has characters far beyond those with a known sound).
//!
//! What always holds: every character offered may stand in a name; those outside GB 2312, which input methods lack
//! most, come first.

use crate::terms::PersonName;
use encoding_rs::GBK;
use pinyin::ToPinyin;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How many are shown at once.
pub const SHOWN: usize = 48;
/// How many pasted characters are looked at.
const PASTED_AT_MOST: usize = 20;
/// Shown before anything is searched: the legible ones of the guide's page, then others often met in names.
const OFTEN: &str = "䶮瓘昲頔䜣㑇婧鹈挦䴖茑喆彧堃翀珺燊玥韡烜祎昇𠮷犇骉劼赟翯垚淼";
/// Everything the table of sounds may know: plane 0 and the ideographic planes 2 and 3.
const PLANES: [std::ops::RangeInclusive<u32>; 3] = [0x3007..=0x9FFF, 0xF900..=0xFAFF, 0x20000..=0x323AF];

/// One character with its sound, where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The character.
    pub character: char,
    /// Its sound with the tone.
    pub sound: Option<&'static str>,
}

impl Found {
    fn new(character: char) -> Found {
        Found { character, sound: character.to_pinyin().map(|sound| sound.with_tone()) }
    }

    /// `U+4DAE`, which says which character is meant where a font lacks it.
    pub fn code_point(self) -> String {
        format!("U+{:04X}", u32::from(self.character))
    }
}

/// One page of what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was searched, as typed.
    pub query: String,
    /// This page's characters.
    pub found: Vec<Found>,
    /// How many there are on all pages.
    pub total: usize,
    /// This page, from 0.
    pub page: usize,
}

impl Finding {
    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.total.div_ceil(SHOWN)
    }
}

/// Characters by sound without tone, ordered as they are shown.
static BY_SOUND: LazyLock<BTreeMap<String, Vec<char>>> = LazyLock::new(|| {
    let mut table: BTreeMap<String, Vec<char>> = BTreeMap::new();
    for character in PLANES.into_iter().flatten().filter_map(char::from_u32) {
        if let Some(sound) = character.to_pinyin() {
            // Compatibility ideographs become other characters in NFC, so picking one would not give what was seen.
            if may_stand(character) {
                table.entry(plain(sound.plain())).or_default().push(character);
            }
        }
    }
    for characters in table.values_mut() {
        characters.sort_by_key(|character| order(*character));
    }
    table
});

/// Often met ones first, then those outside GB 2312, of these the shorter code points first.
fn order(character: char) -> (usize, bool, bool, char) {
    let often = OFTEN.chars().position(|often| often == character).unwrap_or(usize::MAX);
    (often, is_gb2312(character), u32::from(character) > 0xFFFF, character)
}

/// Whether the old set of 6,763 characters has it: rows 16 to 87 of GB 2312-80 as EUC-CN.
fn is_gb2312(character: char) -> bool {
    let text = character.to_string();
    let (bytes, _, unknown) = GBK.encode(&text);
    !unknown && matches!(*bytes, [0xB0..=0xF7, 0xA1..=0xFE])
}

/// Looks for characters: nothing typed shows those often met.
pub fn find(query: &str, page: usize) -> Finding {
    let meant = crate::terms::normalised(query);
    let all: Vec<char> = if meant.is_empty() {
        OFTEN.chars().collect()
    } else if let Some(code) = code_point(&meant) {
        code.into_iter().collect()
    } else if meant.chars().any(|c| u32::from(c) >= 0x2E80) {
        pasted(&meant)
    } else {
        BY_SOUND.get(&plain(&meant)).cloned().unwrap_or_default()
    };
    let total = all.len();
    let page = page.min(total.div_ceil(SHOWN).saturating_sub(1));
    let found = all.into_iter().skip(page * SHOWN).take(SHOWN).map(Found::new).collect();
    Finding { query: query.chars().take(40).collect(), found, total, page }
}

/// The character of `U+…`; the outer none means that the text is no code point at all.
fn code_point(text: &str) -> Option<Option<char>> {
    let digits = text.strip_prefix("U+").or_else(|| text.strip_prefix("u+"))?;
    let character = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    Some(character.filter(|character| may_stand(*character)))
}

fn pasted(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = Vec::new();
    for character in text.chars().filter(|character| may_stand(*character)).take(PASTED_AT_MOST) {
        if !characters.contains(&character) {
            characters.push(character);
        }
    }
    characters
}

fn may_stand(character: char) -> bool {
    let twice: String = [character, character].iter().collect();
    u32::from(character) > 0x2E7F && PersonName::parse(&twice).is_ok_and(|name| name.as_str() == twice)
}

/// A sound as people type it: no tone, no blank, ü as v.
fn plain(sound: &str) -> String {
    let lower = sound.to_lowercase().replace("u:", "v");
    lower.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).map(without_tone).collect()
}

fn without_tone(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ê' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ń' | 'ň' | 'ǹ' => 'n',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn characters(query: &str, page: usize) -> String {
        find(query, page).found.iter().map(|found| found.character).collect()
    }

    #[test]
    fn a_sound_is_found_however_it_is_typed() {
        for typed in ["yan", "YAN", "yǎn", "yan3", " ｙａｎ "] {
            assert!(characters(typed, 0).starts_with('䶮'), "{typed}");
        }
        for typed in ["lv", "lü", "lu:", "lǜ4"] {
            assert!(find(typed, 0).total > 20, "{typed}");
        }
        assert_eq!(find("xyzzy", 0).total, 0);
    }

    #[test]
    fn what_keyboards_lack_comes_before_what_they_have() {
        let pages = find("wang", 0).pages();
        let all: Vec<char> =
            (0..pages).flat_map(|page| characters("wang", page).chars().collect::<Vec<_>>()).collect();
        let common = all.iter().position(|c| *c == '王').unwrap();
        assert!(all[..common].iter().any(|c| !is_gb2312(*c)));
        assert!(all[common..].iter().all(|c| is_gb2312(*c)));
    }

    #[test]
    fn the_old_set_is_told_from_what_lies_beyond() {
        for common in "王张婧".chars() {
            assert!(is_gb2312(common), "{common}");
        }
        for rare in "䶮瓘頔喆珺祎𠮷".chars() {
            assert!(!is_gb2312(rare), "{rare}");
        }
    }

    #[test]
    fn code_points_and_pasted_characters_are_found_without_a_sound() {
        assert_eq!(characters("U+4DAE", 0), "䶮");
        assert_eq!(characters("u+2ebf0", 0), "\u{2EBF0}");
        assert_eq!(characters("王𠮷, 王", 0), "王𠮷");
        for none in ["U+0041", "U+E000", "U+110000", "U+", "U+CD80", "춀"] {
            assert_eq!(find(none, 0).total, 0, "{none}");
        }
    }

    #[test]
    fn every_character_offered_may_stand_in_a_name() {
        assert!(OFTEN.chars().all(may_stand));
        assert!(find("hui", 0).total > 20 && find("li", 0).total > 20);
        for compatibility in ['\u{F9B5}', '\u{FA1B}', '\u{2F835}'] {
            assert!(!BY_SOUND.values().flatten().any(|c| *c == compatibility), "{compatibility:?}");
        }
    }

    #[test]
    fn a_page_beyond_the_last_shows_the_last() {
        let finding = find("yi", 999);
        assert_eq!(finding.page + 1, finding.pages());
        assert!(!finding.found.is_empty());
    }
}
