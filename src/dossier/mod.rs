//! What is on record about one accountant; pure.
