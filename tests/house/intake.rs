//! Importing: the certificate library, history, employers and officers from XLSX and CSV.
mod faults;
mod files;
mod kinds;
mod kit;
mod page;
mod register;
