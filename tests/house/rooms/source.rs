//! Reads Rust source just well enough to tell which paths it names: comments, texts and test code are left out,
//! macros are read like everything else (a parser would not look into `html!` or `uri!`).
use std::collections::BTreeSet;

/// The source with comments, string and character literals blanked and `#[cfg(test)]` items removed.
pub fn code_of(source: &str) -> String {
    without_tests(&without_texts(source))
}

/// Blanks comments and literals; line breaks stay, so that what is left can still be found.
fn without_texts(source: &str) -> String {
    let bytes: Vec<char> = source.chars().collect();
    let mut code = String::with_capacity(source.len());
    let mut at = 0;
    while at < bytes.len() {
        let end = text_end(&bytes, at);
        if end == at {
            code.push(bytes[at]);
            at += 1;
        } else {
            code.push(' ');
            code.extend(bytes[at..end].iter().filter(|c| **c == '\n'));
            at = end;
        }
    }
    code
}

/// Where the comment or literal that starts at `at` ends; `at` itself if none starts there.
fn text_end(chars: &[char], at: usize) -> usize {
    let ahead = |offset: usize| chars.get(at + offset).copied().unwrap_or('\0');
    let inside_word = at > 0 && is_word(chars[at - 1]);
    match chars[at] {
        '/' if ahead(1) == '/' => (at..chars.len()).find(|i| chars[*i] == '\n').unwrap_or(chars.len()),
        '/' if ahead(1) == '*' => block_comment_end(chars, at),
        '"' => quoted_end(chars, at + 1),
        'b' | 'c' if !inside_word && ahead(1) == '"' => quoted_end(chars, at + 2),
        'r' if !inside_word => raw_end(chars, at, at + 1),
        'b' | 'c' if !inside_word && ahead(1) == 'r' => raw_end(chars, at, at + 2),
        '\'' if ahead(1) == '\\' => {
            (at + 3..chars.len()).find(|i| chars[*i] == '\'').map_or(chars.len(), |i| i + 1)
        }
        '\'' if ahead(2) == '\'' => at + 3,
        _ => at,
    }
}

fn block_comment_end(chars: &[char], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) if depth == 1 => return at + 2,
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    at
}

fn quoted_end(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

fn raw_end(chars: &[char], start: usize, after_letters: usize) -> usize {
    let hashes = chars[after_letters.min(chars.len())..].iter().take_while(|c| **c == '#').count();
    let open = after_letters + hashes;
    if chars.get(open) != Some(&'"') {
        return start;
    }
    let closes =
        |i: &usize| chars[*i] == '"' && (1..=hashes).all(|offset| chars.get(i + offset) == Some(&'#'));
    (open + 1..chars.len()).find(closes).map_or(chars.len(), |i| i + 1 + hashes)
}

/// Removes every item under `#[cfg(test)]`, up to its closing brace or semicolon.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find(MARK) {
        kept.push_str(&rest[..start]);
        rest = &rest[start + MARK.len()..];
        rest = &rest[item_end(rest)..];
    }
    kept + rest
}

fn item_end(code: &str) -> usize {
    let (mut braces, mut others) = (0, 0);
    for (at, letter) in code.char_indices() {
        match letter {
            '(' | '[' => others += 1,
            ')' | ']' => others -= 1,
            ';' if braces == 0 && others == 0 => return at + 1,
            '{' => braces += 1,
            '}' if braces == 1 => return at + 1,
            '}' => braces -= 1,
            _ => {}
        }
    }
    code.len()
}

/// What a piece of code names: whole paths, with grouped imports taken apart.
pub struct Names {
    /// Every path of the code, in parts: `crate::{store::{Tx, Stop}}` gives two.
    pub paths: BTreeSet<Vec<String>>,
    /// Names that imports and `mod` declarations bind here, so that a local `time` is not the crate of that name.
    pub bound: BTreeSet<String>,
}

/// Collects what the code (see [`code_of`]) names.
pub fn names_in(code: &str) -> Names {
    let tokens = tokens_of(code);
    let mut names = Names { paths: BTreeSet::new(), bound: BTreeSet::new() };
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at].as_str();
        let next = tokens.get(at + 1).map_or("", String::as_str);
        if token == "use" && next != "<" {
            at = tree(&tokens, at + 1, &[], &mut names);
        } else if token == "mod" && next.starts_with(is_word) {
            names.bound.insert(next.to_owned());
            at += 2;
        } else if token == "extern" && next == "crate" {
            names.paths.insert(tokens.get(at + 2).cloned().into_iter().collect());
            at += 3;
        } else if token.starts_with(is_word) && (next == "::" || token == "crate") {
            let (path, end) = plain_path(&tokens, at);
            names.paths.insert(path);
            at = end;
        } else {
            at += 1;
        }
    }
    names
}

fn plain_path(tokens: &[String], start: usize) -> (Vec<String>, usize) {
    let mut path = vec![tokens[start].clone()];
    let mut at = start + 1;
    while tokens.get(at).is_some_and(|t| t == "::")
        && tokens.get(at + 1).is_some_and(|t| t.starts_with(is_word))
    {
        path.push(tokens[at + 1].clone());
        at += 2;
    }
    (path, at)
}

/// Reads one tree of an import, at most up to its comma, brace or semicolon; tells where reading goes on.
fn tree(tokens: &[String], start: usize, before: &[String], names: &mut Names) -> usize {
    let mut path = before.to_vec();
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "::" => at += 1,
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|t| t != "}") {
                    at = tree(tokens, at, &path, names);
                    if tokens.get(at).is_some_and(|t| t == ",") {
                        at += 1;
                    }
                }
                return at + 1;
            }
            "as" => {
                names.bound.extend(tokens.get(at + 1).cloned());
                names.paths.insert(path);
                return at + 2;
            }
            "," | "}" | ";" => break,
            "*" => at += 1,
            word => {
                if word != "self" || path.is_empty() {
                    path.push(word.to_owned());
                }
                at += 1;
            }
        }
    }
    if path.len() > 1 {
        names.bound.extend(path.last().cloned());
    }
    names.paths.insert(path);
    at
}

fn tokens_of(code: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        if !first.is_whitespace() {
            tokens.push(rest[..length].to_owned());
        }
        rest = &rest[length..];
    }
    tokens
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[test]
fn texts_comments_and_tests_are_not_code() {
    let source = r##"
        //! crate::doc
        /* crate::a /* crate::b */ crate::c */
        fn kept<'a>(x: &'a str) -> char { let s = "crate::d \" crate::e"; let r = r#"crate::f " crate::g"#; '"' }
        #[cfg(test)]
        mod tests { use crate::hidden; fn x() { if true {} } }
        #[cfg(test)]
        use crate::also_hidden;
        fn after() -> u8 { crate::seen::now(b'\'') }
    "##;
    let names = names_in(&code_of(source));
    let told: Vec<String> = names.paths.iter().map(|p| p.join("::")).collect();
    assert_eq!(told, ["crate::seen::now"]);
}

#[test]
fn grouped_imports_are_taken_apart() {
    let names = names_in(
        "use crate::{store::{self, Tx}, terms::*, web as glass}; use time::Date; fn f() { time::x() }",
    );
    let told: Vec<String> = names.paths.iter().map(|p| p.join("::")).collect();
    assert_eq!(
        told,
        ["crate::store", "crate::store::Tx", "crate::terms", "crate::web", "time::Date", "time::x"]
    );
    assert!(names.bound.contains("glass") && names.bound.contains("Tx") && !names.bound.contains("time"));
}
