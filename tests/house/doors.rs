//! Every door of the house: who gets in where, and that nobody gets in with somebody else's form. The routes come from
//! the running site, so a new route that the table below does not know fails here.
mod begun;
mod county;
mod foreign;
mod headers;
mod letter;
mod reading;
mod table;

pub use county::device;
use county::{County, Role};
use table::DOORS;

/// What stands in the table for one route as the house has it now, ready to be pasted.
fn row(verb: &str, route: &str, found: &[String]) -> String {
    let cells: Vec<String> = found.iter().map(|cell| format!("\"{cell}\"")).collect();
    format!("    door(\"{verb} {route}\", [{}]),", cells.join(", "))
}

#[test]
fn every_door_opens_for_those_the_table_names_and_nobody_else() {
    let county = County::open();
    let mut wrong = Vec::new();
    let mut known = 0;
    for (verb, route) in county.routes() {
        let found: Vec<String> = Role::ALL.iter().map(|role| county.met(&verb, &route, *role)).collect();
        let name = format!("{verb} {route}");
        match DOORS.iter().find(|door| door.route == name) {
            Some(door) if door.meets.iter().zip(&found).all(|(expected, met)| expected == met) => known += 1,
            Some(door) => {
                known += 1;
                wrong.push(format!("{}\n    // the table says {:?}", row(&verb, &route, &found), door.meets));
            }
            None => wrong.push(row(&verb, &route, &found)),
        }
    }
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    assert!(wrong.is_empty(), "look at each, then paste into the table ({roles:?}):\n{}", wrong.join("\n"));
    assert_eq!(known, DOORS.len(), "the table names doors that are not there: {:?}", county.missing());
}
