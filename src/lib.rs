//! zhangfang (账房): the accountants' service platform of one county in one binary.
pub mod accounts;
pub mod casework;
pub mod command;
pub mod config;
pub mod connect;
pub mod dossier;
pub mod letters;
pub mod office;
pub mod outbox;
pub mod reference;
pub mod services;
pub mod site;
pub mod store;
pub mod tables;
pub mod terms;
pub mod ui;
pub mod web;
