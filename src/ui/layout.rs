//! Setting parts beside and below each other, for pages that bring their own width.
use maud::{Markup, Render, html};

/// Keeps `body` within the readable width, for pages that are drawn wide.
pub fn wrap(body: impl Render) -> Markup {
    html! { div.wrap { (body.render()) } }
}

/// A white card with room inside, such as around a form's free text.
pub fn card(body: impl Render) -> Markup {
    html! { div.card.padded { (body.render()) } }
}

/// A main column and a narrow one beside it; one below the other on small screens and in elder mode.
pub fn columns(main: impl Render, aside: impl Render) -> Markup {
    html! { div.columns { div { (main.render()) } aside { (aside.render()) } } }
}

/// A part of a page under its heading (`h2`), with a way to more of it: address and words.
pub fn section(title: &str, more: Option<(&str, &str)>, body: impl Render) -> Markup {
    html! {
        section.section {
            div.section-head {
                h2 { (title) }
                @if let Some((href, label)) = more { a href=(href) { (label) span.hidden { "：" (title) } } }
            }
            (body.render())
        }
    }
}

/// Figures with what they count: (figure, what).
pub fn figures(list: &[(&str, &str)]) -> Markup {
    html! { dl.figures { @for (figure, what) in list { div { dt { (what) } dd { (figure) } } } } }
}

/// Headlines with their dates: (address, headline, date).
pub fn news(list: &[(String, String, String)]) -> Markup {
    html! {
        ul.card.news {
            @for (href, headline, date) in list { li { a href=(href) { (headline) } time { (date) } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_more_says_of_what() {
        let drawn = section("通知<公告>", Some(("/notices", "更多")), "正文").into_string();
        assert!(drawn.contains("更多<span class=\"hidden\">：通知&lt;公告&gt;</span>"));
    }

    #[test]
    fn a_figure_follows_what_it_counts() {
        assert!(figures(&[("412 件", "已办结")]).into_string().contains("<dt>已办结</dt><dd>412 件</dd>"));
    }

    #[test]
    fn a_headline_is_escaped_and_dated() {
        let drawn = news(&[("/n".into(), "<通知>".into(), "11-18".into())]).into_string();
        assert!(drawn.contains("&lt;通知&gt;") && drawn.contains("<time>11-18</time>"));
    }
}
