//! A record that moves from one instance to another by a file that is carried by hand (spec 2.5).
mod answers;
mod hostile;
mod journey;
mod kit;
mod people;
mod races;
