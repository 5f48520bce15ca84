//! What changes: changed lines first, the new value red and bold and marked 已变更 in words; the rest folded away. Of what
//! is wholly new there is nothing to compare, so only the new values stand there.
use maud::{Markup, Render, html};

/// One line of a record before and after.
#[derive(Debug, Clone)]
pub struct Compared {
    key: String,
    before: Markup,
    after: Markup,
    changed: bool,
}

impl Compared {
    /// Two texts; they changed when they differ. `None` or an empty text reads 未填写.
    pub fn text(key: impl Into<String>, before: Option<&str>, after: Option<&str>) -> Self {
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        Self { key: key.into(), before: before.render(), after: after.render(), changed: before != after }
    }

    /// Two drawn values, such as pictures, of which only the caller knows whether they changed.
    pub fn drawn(key: impl Into<String>, before: Markup, after: Markup, changed: bool) -> Self {
        Self { key: key.into(), before, after, changed }
    }
}

fn shown(value: &Markup) -> Markup {
    html! { @if value.0.is_empty() { "未填写" } @else { (value) } }
}

/// The table of what changes under the heading (`h2`) `title`, and a fold with what stays.
pub fn before_after(title: &str, lines: &[Compared]) -> Markup {
    let added = lines.iter().all(|line| line.before.0.is_empty());
    let columns: &[&str] =
        if added { &["项目", "新增内容"] } else { &["项目", "变更前", "变更后"] };
    let left = if added { " 项没有填写" } else { " 项没有变化" };
    let (changed, same): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.changed);
    html! {
        h2 { (title) "，共 " (changed.len()) " 项" }
        @if changed.is_empty() {
            p.muted { "这次没有改动任何内容。" }
        } @else {
            // Roles are spelt out because a table laid out anew on a phone loses them in some browsers.
            table.compare.added[added] role="table" {
                caption.hidden { (title) }
                thead role="rowgroup" {
                    tr role="row" {
                        @for words in columns { th scope="col" role="columnheader" { (words) } }
                    }
                }
                tbody role="rowgroup" {
                    @for line in changed {
                        tr role="row" {
                            th scope="row" role="rowheader" { (line.key) }
                            @if !added { td role="cell" { (shown(&line.before)) } }
                            td.changed role="cell" {
                                strong { (shown(&line.after)) }
                                @if !added { " " span.said { "已变更" } }
                            }
                        }
                    }
                }
            }
        }
        @if !same.is_empty() {
            details.same {
                summary { "另有 " (same.len()) (left) }
                table.compare role="table" {
                    caption.hidden { (if added { "没有填写的内容" } else { "没有变化的内容" }) }
                    tbody role="rowgroup" {
                        @for line in same {
                            tr role="row" {
                                th scope="row" role="rowheader" { (line.key) }
                                td role="cell" { (shown(&line.after)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_marked_as_changed() {
        let lines = [
            Compared::text("学历", Some("本科"), Some("<硕士>")),
            Compared::text("学校", Some("甲"), Some("甲")),
            Compared::text("学位", None, Some("")),
        ];
        let drawn = before_after("变更内容", &lines).into_string();
        assert_eq!(drawn.matches("<span class=\"said\">已变更</span>").count(), 1);
        assert!(
            drawn.contains("共 1 项")
                && drawn.contains("另有 2 项没有变化")
                && drawn.contains("&lt;硕士&gt;")
        );
    }

    #[test]
    fn what_is_wholly_new_is_not_compared_with_nothing() {
        let lines = [Compared::text("学校", None, Some("甲")), Compared::text("学位", None, None)];
        let drawn = before_after("教育经历（新增）", &lines).into_string();
        assert!(drawn.contains("新增内容") && drawn.contains("另有 1 项没有填写"));
        assert!(!drawn.contains("变更前") && !drawn.contains("已变更"));
    }

    #[test]
    fn no_change_is_said_in_a_sentence() {
        let drawn = before_after("变更内容", &[Compared::text("学校", Some("甲"), Some("甲"))]).into_string();
        assert!(drawn.contains("没有改动任何内容") && !drawn.contains("变更后"));
    }
}
