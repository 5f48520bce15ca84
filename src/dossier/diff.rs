//! What differs between two states of the same thing, line by line (变更前 / 变更后, guide 4.1).
//!
//! What always holds: every line of both states appears exactly once; lines of one key are compared in their order.

use super::lines::{Line, Value};

/// One line of either state or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The line's key.
    pub key: String,
    /// Its label.
    pub label: String,
    /// What stood there; none when there was no such line.
    pub before: Option<Value>,
    /// What shall stand there; none when there is no such line any more.
    pub after: Option<Value>,
}

impl Difference {
    /// Whether anything changed; a line that was empty and is gone says the same as before.
    pub fn changed(&self) -> bool {
        let said = |value: &Option<Value>| value.clone().filter(|value| *value != Value::Missing);
        said(&self.before) != said(&self.after)
    }

    /// Whether it changed where nobody sees it, because both states look the same behind their masks.
    pub fn changed_behind_mask(&self) -> bool {
        match (&self.before, &self.after) {
            (Some(Value::Secret { masked: one, .. }), Some(Value::Secret { masked: other, .. })) => {
                self.changed() && one == other
            }
            _ => false,
        }
    }
}

/// Lines of two states beside each other: those of the later one in their order, then those that only the earlier has.
pub fn diff(before: &[Line], after: &[Line]) -> Vec<Difference> {
    let (old, new) = (numbered(before), numbered(after));
    let value = |lines: &[(&Line, usize)], key: &str, count: usize| {
        let found = lines.iter().find(|(line, nth)| line.key == key && *nth == count);
        found.map(|(line, _)| line.value.clone())
    };
    let mut found: Vec<Difference> = new
        .iter()
        .map(|(line, nth)| Difference {
            key: line.key.clone(),
            label: line.label.to_string(),
            before: value(&old, &line.key, *nth),
            after: Some(line.value.clone()),
        })
        .collect();
    for (line, nth) in &old {
        if value(&new, &line.key, *nth).is_none() {
            found.push(Difference {
                key: line.key.clone(),
                label: line.label.to_string(),
                before: Some(line.value.clone()),
                after: None,
            });
        }
    }
    found
}

/// Each line with how many of the same key stand before it.
fn numbered(lines: &[Line]) -> Vec<(&Line, usize)> {
    let count = |place: usize| lines[..place].iter().filter(|one| one.key == lines[place].key).count();
    lines.iter().enumerate().map(|(place, line)| (line, count(place))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line() -> impl Strategy<Value = Line> {
        let value = prop_oneof![
            Just(Value::Missing),
            "[ab]{0,2}".prop_map(Value::Text),
            any::<u8>().prop_map(|byte| Value::Picture(crate::terms::FileId::from_bytes([byte % 3; 16]))),
        ];
        ("[kl]", value).prop_map(|(key, value)| Line { key, label: "标签", value })
    }

    fn lines() -> impl Strategy<Value = Vec<Line>> {
        prop::collection::vec(line(), 0..9)
    }

    /// The state that the differences lead to from this one: told once more, by taking lines out and putting lines in.
    fn applied(before: &[Line], differences: &[Difference]) -> Option<Vec<Line>> {
        let mut left: Vec<Line> = before.to_vec();
        let mut result = Vec::new();
        for one in differences {
            if let Some(value) = &one.before {
                let place = left.iter().position(|line| line.key == one.key && line.value == *value)?;
                left.remove(place);
            }
            if let Some(value) = &one.after {
                result.push(Line { key: one.key.clone(), label: "标签", value: value.clone() });
            }
        }
        left.is_empty().then_some(result)
    }

    proptest! {
        #[test]
        fn the_differences_lead_from_one_state_to_the_other(before in lines(), after in lines()) {
            let found = diff(&before, &after);
            prop_assert_eq!(applied(&before, &found), Some(after.clone()));
            let kept = found.iter().filter(|one| one.before.is_some() && one.after.is_some()).count();
            prop_assert_eq!(found.len() + kept, before.len() + after.len(), "no line is lost or invented");
        }

        #[test]
        fn nothing_differs_from_itself(lines in lines()) {
            prop_assert!(diff(&lines, &lines).iter().all(|one| !one.changed()));
        }
    }

    #[test]
    fn a_change_may_hide_behind_its_mask() {
        let secret = |full: &str, masked: &str| {
            vec![Line {
                key: "k".into(),
                label: "标签",
                value: Value::Secret { full: full.into(), masked: masked.into() },
            }]
        };
        let hidden = |one: &[Line], other: &[Line]| diff(one, other)[0].changed_behind_mask();
        assert!(hidden(&secret("张三", "张**"), &secret("张四", "张**")));
        assert!(!hidden(&secret("张三", "张**"), &secret("李三", "李**")));
        assert!(!hidden(&secret("张三", "张**"), &secret("张三", "张**")));
    }

    #[test]
    fn an_empty_line_that_is_gone_is_no_change() {
        let line = |value| Line { key: "k".into(), label: "标签", value };
        assert!(!diff(&[line(Value::Missing)], &[])[0].changed());
        assert!(diff(&[line(Value::Text("甲".into()))], &[])[0].changed());
    }
}
