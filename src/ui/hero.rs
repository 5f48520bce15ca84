//! The deep-blue panel of the service hall, ruled like an account book: what this is, search, and the three doors.
use maud::{Markup, Render, html};

use super::icon::icon;

/// One of the doors by identity.
#[derive(Debug, Clone)]
pub struct Door {
    /// The icon's name.
    pub icon: &'static str,
    /// Who enters here.
    pub title: String,
    /// What for.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

/// The panel, with the page's `h1`.
#[derive(Debug, Clone)]
pub struct Hero {
    lines: Vec<String>,
    lead: String,
    search: Option<(String, String)>,
    often: Vec<(String, String)>,
    doors_title: String,
    doors: Vec<Door>,
}

impl Hero {
    /// The heading in lines and the sentence under it.
    pub fn new(lines: &[&str], lead: impl Into<String>) -> Self {
        Self {
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
            lead: lead.into(),
            search: None,
            often: Vec::new(),
            doors_title: String::new(),
            doors: Vec::new(),
        }
    }

    /// A search posted by GET as `q` to `action`, with an example of what to type.
    #[must_use]
    pub fn search(mut self, action: impl Into<String>, example: impl Into<String>) -> Self {
        self.search = Some((action.into(), example.into()));
        self
    }

    /// What people do most: address and words.
    #[must_use]
    pub fn often(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.often.push((href.into(), label.into()));
        self
    }

    /// The doors under their heading.
    #[must_use]
    pub fn doors(mut self, title: impl Into<String>, doors: impl IntoIterator<Item = Door>) -> Self {
        self.doors_title = title.into();
        self.doors = doors.into_iter().collect();
        self
    }

    fn left(&self) -> Markup {
        html! {
            div {
                h1 { @for (place, line) in self.lines.iter().enumerate() { @if place > 0 { br; } (line) } }
                p.lead { (self.lead) }
                @if let Some((action, example)) = &self.search {
                    form.find role="search" action=(action) method="get" {
                        label.hidden for="hero-search" { "搜索服务" }
                        input #hero-search type="search" name="q" placeholder=(example) maxlength="60" autocomplete="off";
                        button.btn.main type="submit" { (icon("search")) "搜索" }
                    }
                }
                @if !self.often.is_empty() {
                    div.often {
                        span { "大家常办" }
                        @for (href, label) in &self.often { a href=(href) { (label) } }
                    }
                }
            }
        }
    }
}

impl Render for Hero {
    fn render(&self) -> Markup {
        html! {
            section.hero {
                div.wrap {
                    (self.left())
                    @if !self.doors.is_empty() {
                        div.doors {
                            h2 { (self.doors_title) }
                            @for door in &self.doors {
                                a href=(door.href) {
                                    span.sign { (icon(door.icon)) }
                                    span { b { (door.title) } (door.text) }
                                    (icon("chevron-right"))
                                }
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
    fn the_panel_has_one_heading_and_a_labelled_search() {
        let door =
            Door {
                icon: "bank", title: "财政部门".into(), text: "审核".into(), href: "/o?a=1&b".into()
            };
        let hero = Hero::new(&["会计人员的事，", "一次办好"], "全程网办。")
            .search("/search", "\"补充学历")
            .doors("入口", [door]);
        let drawn = hero.render().into_string();
        assert_eq!(drawn.matches("<h1>").count(), 1);
        assert!(drawn.contains("for=\"hero-search\"") && drawn.contains("id=\"hero-search\""));
        assert!(drawn.contains("placeholder=\"&quot;补充学历\"") && drawn.contains("/o?a=1&amp;b"));
    }
}
