//! The password field: its rules stand below it before anything is typed; the script ticks them off and adds the
//! 弱 中 强 meter and 显示密码, all of which are missing without it and change nothing on the server.
use maud::{Markup, Render, html};

use super::icon::icon;
use super::labelled::{Labelled, labelled_methods};

/// A password, either asked for again or chosen anew.
#[derive(Debug, Clone)]
pub struct PasswordField {
    head: Labelled,
    new: bool,
    rules: Vec<(String, String)>,
}

impl PasswordField {
    /// The password somebody already has.
    pub fn current(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { head: Labelled::new(name, label), new: false, rules: Vec::new() }
    }

    /// A password to be chosen.
    pub fn chosen(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { head: Labelled::new(name, label), new: true, rules: Vec::new() }
    }

    labelled_methods!();

    /// One rule in words and as the pattern (ECMAScript, Unicode) the script ticks it off by; the server decides.
    #[must_use]
    pub fn rule(mut self, words: impl Into<String>, pattern: impl Into<String>) -> Self {
        self.rules.push((words.into(), pattern.into()));
        self
    }

    fn rules(&self) -> Markup {
        html! {
            ul.rules id={ (self.head.id()) "-rules" } data-rules=(self.head.id()) {
                @for (words, pattern) in &self.rules {
                    li data-pattern=(pattern) { (icon("circle")) (icon("check-circle-fill")) (words) span.hidden data-met {} }
                }
            }
            p.strength hidden data-strength=(self.head.id()) data-words="弱 中 强" aria-live="polite" {
                "密码强度：" span.meter aria-hidden="true" { span {} span {} span {} } b {}
            }
        }
    }
}

impl Render for PasswordField {
    fn render(&self) -> Markup {
        let head = &self.head;
        let rules_id = (!self.rules.is_empty()).then(|| format!("{}-rules", head.id()));
        let described: Vec<String> = rules_id.into_iter().chain(head.described_by()).collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        head.around(html! {
            div.beside {
                input id=(head.id()) type="password" name=(head.name) spellcheck="false" autocapitalize="none"
                    autocomplete=(if self.new { "new-password" } else { "current-password" })
                    aria-describedby=[described] aria-invalid=[head.invalid()];
                button.btn type="button" hidden data-reveal=(head.id()) aria-pressed="false" { (icon("eye")) "显示密码" }
            }
            @if !self.rules.is_empty() { (self.rules()) }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_are_part_of_what_describes_the_field() {
        let field =
            PasswordField::chosen("password", "密码").rule("8 到 16 位", "^.{8,16}$").hint("自己好记");
        let drawn = field.render().into_string();
        assert!(drawn.contains("aria-describedby=\"password-rules password-hint\""));
        assert!(drawn.contains("id=\"password-rules\"") && drawn.contains("id=\"password-hint\""));
        assert!(drawn.contains("data-words=\"弱 中 强\""), "the steps of the meter");
        assert!(
            drawn.contains("autocomplete=\"new-password\"") && drawn.contains("data-pattern=\"^.{8,16}$\"")
        );
    }

    #[test]
    fn a_typed_password_is_never_drawn_again() {
        assert!(!PasswordField::current("password", "密码").render().into_string().contains("value="));
    }
}
