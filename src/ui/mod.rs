//! Components in maud; they know no route, table or rule.
