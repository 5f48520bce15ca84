//! Who meets what at which door: a stranger, a person not yet verified (who filed the county's one case), another,
//! verified person, the county's officer, the neighbour's officer. Dynamic parts are filled with what belongs to the
//! first person's case. Posts come from our own page but without its token.
//!
//! `login` and `desk login` lead to that page, `verify` to the proof of identity; otherwise the status, with where it
//! leads. 403 at a post means that the guards let this visitor pass and the missing token did not.

/// One door.
pub struct Door {
    /// Verb and path, as the route is mounted.
    pub route: &'static str,
    /// What each role meets, in the order of `Role::ALL`.
    pub meets: [&'static str; 5],
}

const fn door(route: &'static str, meets: [&'static str; 5]) -> Door {
    Door { route, meets }
}

/// Every door of the house.
pub const DOORS: &[Door] = &[
    door("GET /", ["200", "200", "200", "200", "200"]),
    door("GET /accessibility", ["200", "200", "200", "200", "200"]),
    door("GET /assets/<hash>/<path..>", ["200", "200", "200", "200", "200"]),
    door("GET /favicon.ico", ["404", "404", "404", "404", "404"]),
    door("GET /help", ["200", "200", "200", "200", "200"]),
    door("GET /help/<slug>", ["200", "200", "200", "200", "200"]),
    door("GET /misdirected-host", ["421", "421", "421", "421", "421"]),
    door("GET /mode", ["303 /help", "303 /help", "303 /help", "303 /help", "303 /help"]),
    door("GET /privacy", ["200", "200", "200", "200", "200"]),
    door("GET /regions", ["200", "200", "200", "200", "200"]),
];
