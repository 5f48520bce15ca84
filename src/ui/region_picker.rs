//! 省 市 区县: three native lists. With the script the next list fills itself; without it 选择 posts the form.
use maud::{Markup, Render, html};

use super::choice::{Choice, options};
use super::labelled::{Labelled, labelled_methods};

/// A place by its three levels, posted as `name.province`, `name.city` and `name.county`.
#[derive(Debug, Clone)]
pub struct RegionPicker {
    head: Labelled,
    levels: [(Vec<Choice>, String); 3],
    refresh: Option<String>,
}

const LEVELS: [(&str, &str, &str); 3] =
    [("province", "省", "请选择省"), ("city", "市", "请选择市"), ("county", "区县", "请选择区县")];

impl RegionPicker {
    /// An empty picker under the question `label`.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { head: Labelled::new(name, label), levels: Default::default(), refresh: None }
    }

    labelled_methods!();

    /// The provinces and the one chosen.
    #[must_use]
    pub fn provinces(self, choices: impl IntoIterator<Item = Choice>, chosen: impl Into<String>) -> Self {
        self.level(0, choices, chosen)
    }

    /// The cities of the chosen province and the one chosen.
    #[must_use]
    pub fn cities(self, choices: impl IntoIterator<Item = Choice>, chosen: impl Into<String>) -> Self {
        self.level(1, choices, chosen)
    }

    /// The counties of the chosen city and the one chosen.
    #[must_use]
    pub fn counties(self, choices: impl IntoIterator<Item = Choice>, chosen: impl Into<String>) -> Self {
        self.level(2, choices, chosen)
    }

    /// The address that, asked with this picker's own fields, answers with [`RegionPicker::lists`].
    #[must_use]
    pub fn refresh(mut self, address: impl Into<String>) -> Self {
        self.refresh = Some(address.into());
        self
    }

    fn level(
        mut self,
        level: usize,
        choices: impl IntoIterator<Item = Choice>,
        chosen: impl Into<String>,
    ) -> Self {
        self.levels[level] = (choices.into_iter().collect(), chosen.into());
        self
    }

    /// Only the three lists: what the refreshing address answers.
    pub fn lists(&self) -> Markup {
        let around = format!("{}-lists", self.head.id());
        let target = format!("#{around}");
        html! {
            div.regions id=(around) {
                @for (level, (part, label, prompt)) in LEVELS.into_iter().enumerate() {
                    @let id = self.head.part_id(part);
                    @let (choices, chosen) = &self.levels[level];
                    @let refresh = self.refresh.as_deref().filter(|_| level < 2);
                    div.part {
                        label for=(id) { (label) }
                        select id=(id) name=(self.head.part_name(part)) aria-invalid=[self.head.invalid()] hx-get=[refresh]
                            hx-trigger=[refresh.map(|_| "change")] hx-include=[refresh.map(|_| &target)]
                            hx-target=[refresh.map(|_| &target)] hx-swap=[refresh.map(|_| "outerHTML")] {
                            option value="" { (prompt) }
                            (options(choices, chosen))
                        }
                    }
                }
                button.btn.without-script type="submit" name="choose" value=(self.head.name) {
                    "选择" span.hidden { "：" (self.head.label) "，选好上一级后按这里" }
                }
            }
        }
    }
}

impl Render for RegionPicker {
    fn render(&self) -> Markup {
        self.head.around_group(self.lists())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_is_labelled_and_only_upper_levels_refresh() {
        let drawn = RegionPicker::new("home", "户籍所在地")
            .provinces([Choice::new("37", "山东省")], "37")
            .refresh("/regions?name=home")
            .render()
            .into_string();
        for part in ["province", "city", "county"] {
            assert!(
                drawn.contains(&format!("for=\"home-{part}\""))
                    && drawn.contains(&format!("name=\"home.{part}\""))
            );
        }
        assert_eq!(drawn.matches("hx-get=").count(), 2);
        assert!(drawn.contains("hx-target=\"#home-lists\"") && drawn.contains("id=\"home-lists\""));
        assert!(drawn.contains("<option value=\"37\" selected>"));
    }

    #[test]
    fn without_the_script_a_button_asks_for_the_next_level() {
        let drawn = RegionPicker::new("home", "户籍所在地").render().into_string();
        assert!(drawn.contains("name=\"choose\" value=\"home\"") && !drawn.contains("hx-get"));
    }
}
