//! Tables that become cards on a phone: each cell then carries its column's name.
use maud::{Markup, Render, html};

#[derive(Debug, Clone)]
struct Column {
    label: String,
    number: bool,
}

/// Rows under named columns; the first cell of a row is its heading.
#[derive(Debug, Clone)]
pub struct Table {
    caption: String,
    show_caption: bool,
    columns: Vec<Column>,
    rows: Vec<Vec<Markup>>,
}

impl Table {
    /// An empty table; the caption is for screen readers unless shown.
    pub fn new(caption: impl Into<String>) -> Self {
        Self { caption: caption.into(), show_caption: false, columns: Vec::new(), rows: Vec::new() }
    }

    /// Shows the caption to everybody.
    #[must_use]
    pub fn captioned(mut self) -> Self {
        self.show_caption = true;
        self
    }

    /// Adds a column.
    #[must_use]
    pub fn column(mut self, label: impl Into<String>) -> Self {
        self.columns.push(Column { label: label.into(), number: false });
        self
    }

    /// Adds a column of numbers, set right with even figures.
    #[must_use]
    pub fn number_column(mut self, label: impl Into<String>) -> Self {
        self.columns.push(Column { label: label.into(), number: true });
        self
    }

    /// Adds a row, one cell a column.
    #[must_use]
    pub fn row(mut self, cells: impl IntoIterator<Item = Markup>) -> Self {
        self.rows.push(cells.into_iter().collect());
        self
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        html! {
            // Roles are spelt out because a table laid out as cards loses them in some browsers.
            table.table role="table" {
                caption.hidden[!self.show_caption] { (self.caption) }
                thead role="rowgroup" {
                    tr role="row" {
                        @for column in &self.columns {
                            th scope="col" role="columnheader" .number[column.number] { (column.label) }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for row in &self.rows {
                        tr role="row" {
                            @for (place, (cell, column)) in row.iter().zip(&self.columns).enumerate() {
                                @if place == 0 {
                                    th scope="row" role="rowheader" data-label=(column.label) { (cell) }
                                } @else {
                                    td role="cell" data-label=(column.label) .number[column.number] { (cell) }
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
    fn each_cell_carries_its_columns_name() {
        let table =
            Table::new("人员").column("姓名").number_column("件数").row([html! { "<张>" }, html! { "3" }]);
        let drawn = table.render().into_string();
        assert!(drawn.contains("<th scope=\"row\" role=\"rowheader\" data-label=\"姓名\">&lt;张&gt;</th>"));
        assert!(
            drawn.contains("data-label=\"件数\"")
                && drawn.contains("<caption class=\"hidden\">人员</caption>")
        );
    }
}
