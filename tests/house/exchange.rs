//! 属地调转（跨平台）: two instances at their desks, from exchanging cards to the answer that lets a record go.
mod answers;
mod kit;
mod letters;
mod meanwhile;
mod peers;
mod refused;
