//! Dates as three plain number boxes 年 月 日, each with its own label, and 至今 where a period may still run.
use maud::{Markup, Render, html};

use super::labelled::{Labelled, labelled_methods};

/// A date typed in parts, posted as `name.year`, `name.month`, `name.day` and, where offered, `name.open`.
#[derive(Debug, Clone)]
pub struct DateField {
    head: Labelled,
    year: String,
    month: String,
    day: Option<String>,
    open: Option<(String, bool)>,
    autocomplete: Option<[&'static str; 3]>,
}

impl DateField {
    /// A full date.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        let head = Labelled::new(name, label);
        Self {
            head,
            year: String::new(),
            month: String::new(),
            day: Some(String::new()),
            open: None,
            autocomplete: None,
        }
    }

    /// A year and a month only.
    pub fn month(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { day: None, ..Self::new(name, label) }
    }

    labelled_methods!();

    /// What was typed before, part by part; the day is dropped where none is asked.
    #[must_use]
    pub fn value(
        mut self,
        year: impl Into<String>,
        month: impl Into<String>,
        day: impl Into<String>,
    ) -> Self {
        self.year = year.into();
        self.month = month.into();
        self.day = self.day.map(|_| day.into());
        self
    }

    /// Offers a box such as 至今 in place of a date.
    #[must_use]
    pub fn or_open(mut self, label: impl Into<String>, checked: bool) -> Self {
        self.open = Some((label.into(), checked));
        self
    }

    /// Lets the browser fill in the person's birthday.
    #[must_use]
    pub fn birthday(mut self) -> Self {
        self.autocomplete = Some(["bday-year", "bday-month", "bday-day"]);
        self
    }

    fn part(&self, place: usize, part: &str, label: &str, value: &str) -> Markup {
        let id = self.head.part_id(part);
        let length = if place == 0 { 4 } else { 2 };
        html! {
            div.part {
                label for=(id) { (label) }
                input id=(id) type="text" name=(self.head.part_name(part)) value=(value) inputmode="numeric" maxlength=(length)
                    class=(if place == 0 { "w4" } else { "w2" }) aria-invalid=[self.head.invalid()]
                    autocomplete=(self.autocomplete.map_or("off", |purposes| purposes[place]));
            }
        }
    }
}

impl Render for DateField {
    fn render(&self) -> Markup {
        self.head.around_group(html! {
            div.date {
                (self.part(0, "year", "年", &self.year))
                (self.part(1, "month", "月", &self.month))
                @if let Some(day) = &self.day { (self.part(2, "day", "日", day)) }
                @if let Some((label, checked)) = &self.open {
                    @let id = self.head.part_id("open");
                    div.choice {
                        input id=(id) type="checkbox" name=(self.head.part_name("open")) value="true" checked[*checked];
                        label for=(id) { (label) }
                    }
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::error_summary::Faults;

    #[test]
    fn each_box_has_its_own_label_and_the_fault_describes_the_group() {
        let mut faults = Faults::new();
        faults.push("left.month", "月份请填 1 到 12。");
        let field = DateField::new("left", "离职日期")
            .value("2024", "13", "1")
            .or_open("至今", false)
            .faults(&faults);
        let drawn = field.render().into_string();
        for part in ["year", "month", "day", "open"] {
            assert!(
                drawn.contains(&format!("for=\"left-{part}\""))
                    && drawn.contains(&format!("id=\"left-{part}\""))
            );
        }
        assert!(drawn.contains("aria-describedby=\"left-fault\"") && drawn.contains("id=\"left-fault\""));
    }

    #[test]
    fn a_month_asks_for_no_day() {
        let drawn = DateField::month("since", "入学").value("2020", "9", "1").render().into_string();
        assert!(!drawn.contains("since.day") && drawn.contains("value=\"9\""));
    }
}
