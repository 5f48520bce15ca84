//! What people see: components in maud. This room knows no route, no table and no rule; every address and every
//! sentence about a case is handed in. Each builder is a [`maud::Render`], so a page writes `(Field::text(..))`.
//!
//! Always holds: a control cannot be drawn without its label; its hint and faults are joined to it by
//! `aria-describedby`; text from outside is escaped; nothing is drawn with inline style or script (the content policy
//! forbids them); and every control works without JavaScript.
mod labelled;

pub mod before_after;
pub mod bridge;
pub mod button;
pub mod captcha;
pub mod choice;
pub mod date;
pub mod decision;
pub mod desk;
pub mod empty;
pub mod error_summary;
pub mod file_field;
pub mod form;
pub mod hero;
pub mod icon;
pub mod layout;
pub mod menu;
pub mod notice;
pub mod page;
pub mod pager;
pub mod password;
pub mod print;
pub mod qr;
pub mod receipt;
pub mod region_picker;
pub mod route_line;
pub mod site;
pub mod steps;
pub mod summary;
pub mod table;
pub mod tag;
pub mod tiles;
pub mod timeline;
pub mod upload;
pub mod verification_code;
pub mod viewer;

pub use before_after::{Compared, before_after};
pub use bridge::{BridgeStep, Digits, Panel, Reached, Route, bridge, bridge_live, presence, routes};
pub use button::Button;
pub use captcha::Captcha;
pub use choice::{Checkbox, Checkboxes, Choice, Radios, Select};
pub use date::DateField;
pub use decision::DecisionBar;
pub use desk::{CaseBar, Check, checks, workbench};
pub use empty::empty;
pub use error_summary::{Fault, Faults, error_summary};
pub use file_field::FileField;
pub use form::{Field, Form, actions};
pub use hero::{Door, Hero};
pub use icon::icon;
pub use layout::{card, columns, figures, news, section, wrap};
pub use menu::{Way, beside_menu, tabs};
pub use notice::{Notice, Tone};
pub use page::{Frame, FrameKind, heading};
pub use pager::Pager;
pub use password::PasswordField;
pub use print::print_button;
pub use qr::{QrTooLong, qr};
pub use receipt::Receipt;
pub use region_picker::RegionPicker;
pub use route_line::{Leg, Stage, route_line};
pub use site::{Mode, NavLink, Places, Site, Viewer};
pub use steps::{Task, TaskList, TaskStatus, numeral_steps};
pub use summary::Summary;
pub use table::Table;
pub use tag::{Tag, tag};
pub use tiles::{BigTile, SmallTile, big_tiles, small_tiles};
pub use timeline::{Event, timeline};
pub use upload::{Picture, Upload};
pub use verification_code::VerificationCode;
pub use viewer::{ImageViewer, Thumb};
