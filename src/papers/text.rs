//! Text made fit to be printed: characters that the face lacks, and where a line may end.

use super::face::Face;

/// What may not begin a line.
const CLOSING: &str = "，。、；：？！）》」』”’】〕％·—…,.;:?!)]}%";
/// What may not end a line.
const OPENING: &str = "（《「『“‘【〔([{";

/// The text with the code point of every character that the face lacks, such as 〔U+2EBF0〕.
pub fn printable(face: &Face, text: &str) -> String {
    let mut printed = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => printed.push(' '),
            known if face.stroke(known).is_some() => printed.push(known),
            unknown => printed.push_str(&format!("〔U+{:04X}〕", u32::from(unknown))),
        }
    }
    printed
}

/// Whether the face lacks a character of the text.
pub fn lacks(face: &Face, text: &str) -> bool {
    text.chars().any(|character| !character.is_control() && face.stroke(character).is_none())
}

/// The text in lines that fit the width; `size` and `width` in points. Chinese may end anywhere, words and numbers stay
/// whole where they fit, closing signs begin no line and opening ones end none.
pub fn broken(face: &Face, text: &str, size: f32, width: f32) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for piece in pieces(text) {
        for part in fitting(face, &piece, size, width) {
            let fits = face.width(&line) * size + face.width(part.trim_end()) * size <= width;
            if !fits && !line.is_empty() {
                lines.push(std::mem::take(&mut line).trim_end().to_string());
            }
            let begins = line.is_empty();
            // A blank left over from the line before goes; an indent at the very beginning stays.
            line.push_str(if begins { part.trim_start_matches(' ') } else { &part });
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_string());
    }
    lines
}

/// What must not be torn apart: a word or number, or a character with the signs that cling to it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for character in text.chars() {
        let clings = pieces.last().and_then(|piece| piece.chars().last()).is_some_and(|before| {
            CLOSING.contains(character)
                || OPENING.contains(before)
                || is_of_word(before) && is_of_word(character)
                || character == ' '
        });
        match pieces.last_mut().filter(|_| clings) {
            Some(piece) => piece.push(character),
            None => pieces.push(character.to_string()),
        }
    }
    pieces
}

fn is_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-/@.+_*#&'".contains(character)
}

/// The piece, or its parts where it is wider than a whole line.
fn fitting(face: &Face, piece: &str, size: f32, width: f32) -> Vec<String> {
    if face.width(piece) * size <= width {
        return vec![piece.to_string()];
    }
    let mut parts = vec![String::new()];
    for character in piece.chars() {
        let wide = parts.last().is_some_and(|part| {
            !part.is_empty()
                && (face.width(part) + face.width(character.encode_utf8(&mut [0; 4]))) * size > width
        });
        if wide {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(character);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f32) -> Vec<String> {
        broken(Face::get().unwrap(), text, 10.0, width)
    }

    #[test]
    fn chinese_ends_anywhere_but_signs_cling() {
        assert_eq!(lines("账房县财政局", 30.0), ["账房县", "财政局"]);
        assert_eq!(lines("账房县，财政", 30.0), ["账房", "县，财", "政"]);
        assert_eq!(lines("账房《会计法》", 30.0), ["账房", "《会计", "法》"]);
        assert_eq!(lines("", 30.0), [""]);
    }

    #[test]
    fn numbers_and_words_stay_whole_where_they_fit() {
        assert_eq!(lines("编号 91350100M000100Y43 止", 108.0), ["编号", "91350100M000100Y43", "止"]);
        let torn = lines(&"A".repeat(100), 60.0);
        assert!(torn.len() > 5 && torn.concat() == "A".repeat(100));
    }

    #[test]
    fn nothing_is_lost_and_no_line_is_too_wide() {
        let face = Face::get().unwrap();
        let text = "张䶮𫖯（曾用名：欧阳·Anne-Marie）在示例省云岭市青岚县第一中学，2010-09-01 至今；统一社会信用代码 91350100M000100Y43。";
        for width in [40.0, 55.0, 90.0, 200.0, 900.0] {
            let lines = broken(face, text, 10.0, width);
            let squeezed = |text: &str| text.replace(' ', "");
            assert_eq!(squeezed(&lines.concat()), squeezed(text), "{width}");
            assert!(lines.iter().all(|line| face.width(line) * 10.0 <= width + 10.0), "{width}: {lines:?}");
        }
    }

    #[test]
    fn a_character_that_the_face_lacks_is_said() {
        let face = Face::get().unwrap();
        assert_eq!(printable(face, "王\u{2EBF0}䶮"), "王〔U+2EBF0〕䶮");
        assert!(lacks(face, "王\u{2EBF0}") && !lacks(face, "王䶮𫖯\n"));
    }
}
