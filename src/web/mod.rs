//! Rocket's side of the wall.
