//! **zhangfang** (账房, "the accounts room"): the accountants' service platform of one county in one program.
//!
//! # The idea
//!
//! Government service is casework: somebody asks, an office decides, a record changes. So there is one [`dossier`]
//! (what is on record about one accountant) and one corridor ([`casework`]) through which every chapter of the guide
//! passes: filed, then approved, returned, rejected or withdrawn. Each chapter is a service with the same corners;
//! officers decide in one room, `services::review`, whatever the chapter. Below are the machine rooms ([`store`],
//! [`outbox`]), in front the glass ([`web`], [`ui`]). A request goes in at the front, down to the store, and back
//! out once: nothing calls upward.
//!
//! ```text
//! browser ─▶ web::gate ─▶ web (guards, Posted) ─▶ service/routes ─▶ forms ─▶ actions ─▶ dossier · casework (pure)
//!                                                                             │
//!                                                              office ─▶ tables ─▶ store ─▶ disk
//!                                                                             │
//! browser ◀─ ui components ◀─ service/pages ◀─── outcome or refusal ◀── durable, then letters ─▶ outbox ─▶ connect
//!    ▲                                                                         └─ hand-offs ─▶ inquiry ─▶ connect
//!    └── web::live: a screen that waits for a phone ◀── notices ◀── office ◀── what was found out ──┘
//! ```
//!
//! # The rooms
//!
//! | room | what for | may enter |
//! |---|---|---|
//! | [`terms`] | the words of the trade as small checked types; start with its glossary | nobody |
//! | [`mod@reference`] | what law and guide fix: divisions, dictionaries, holidays | terms |
//! | [`envelope`] | the sealed letter between two instances: keys, cards, signature; knows no word of its content; pure | terms |
//! | [`dossier`] | what is on record about one accountant, and every rule of chapters 3, 4 and 6; pure | terms, reference |
//! | [`accounts`] | who may come in: credentials, sessions, rights, throttles | terms, an identity of dossier |
//! | [`handoff`] | the bridge from a screen to the person's phone: code, digits, errand; pure | terms, an identity of dossier |
//! | [`intake`] | what comes in as a table: XLSX and CSV into checked rows or faults; pure | terms, reference, dossier, accounts |
//! | [`casework`] | what is asked, in which state it is, who may decide, the journal's seal; pure | those above |
//! | [`letters`] | every SMS and every mail, worded | terms, accounts, casework |
//! | [`papers`] | receipt, registration form, certificate and letter as PDF; pure | terms, dossier |
//! | [`store`] | bytes, order, durability; knows no word of the trade | nobody |
//! | [`tables`] | every table and index of the database | all above |
//! | [`office`] | the one way to work: look and act; time, ids and journal come from here | all above |
//! | [`connect`] | outside services, each behind a small trait | terms |
//! | [`config`] | what the operator typed → what it means | terms, the names of letters |
//! | [`outbox`] | sends what was filed to be sent, after it is durable | tables, office, connect |
//! | [`inquiry`] | asks the identity service about hand-offs, with no transaction open | tables, office, connect |
//! | [`ui`] | what people see: components that know no route and no rule | terms |
//! | [`web`] | Rocket's side of the wall: guards, bodies, answers, pictures, the gate | office, tables, ui, config |
//! | [`sheets`] | the forms of records that chapters share | dossier, casework, ui, web |
//! | [`services`] | the guide, chapter by chapter; sisters who do not talk to each other | by corner, see below |
//! | [`site`] | which service stands where; builds the Rocket | web, services |
//! | [`command`] | the verbs of the command line | all |
//!
//! The corners of a service: `routes` (verbs and paths; guards in, page or redirect out; no logic), `forms` (what was
//! typed → what it means, or faults), `actions` (one function = one use case; names neither Rocket nor maud), `pages`
//! (data → markup; no store). The table above is a test: `tests/house/rooms.rs` reads every path of the source and
//! compares it with the plan, so a new door is a visible change there.
//!
//! # Reading order
//!
//! 1. [`terms`]: the glossary, then any one type, such as [`terms::Period`].
//! 2. [`casework`]: `state.rs` is the corridor, one exhaustive match per act; `verdict.rs` says who may decide.
//! 3. [`dossier`]: `draft.rs` turns what was filled in into a dossier or says what is missing.
//! 4. [`tables`]: the schema on one page.
//! 5. [`office`]: how an act gets its time, its journal entry and its letters.
//! 6. One service from routes to pages; `services::registration` is the smallest with every corner.
//! 7. [`web`]: `guards.rs` and `posted.rs`, the two ways in. [`store`]: `writer.rs`, where acts are committed together.
//!
//! # Six walkthroughs
//!
//! **Registering.** `POST /register` meets [`web::Posted`], which proves that the form came from our own page to this
//! browser. `forms` reads the document, the name, the password, the phone and the code, and gathers every fault; with
//! faults the same page is drawn again at 422 with what was typed. The password is hashed before anything else
//! happens, off the async threads, at most two at once. Then one act: the code is entered (a wrong one counts, and
//! that count is kept), the number and the phone must be free, the account is put. The journal entry and the letter go
//! into the same transaction; the answer goes out when it is durable, and leads to the login page.
//!
//! **An upload.** A picture is bytes of a stranger. Rocket stops reading at the operator's limit (413). In
//! `web::photos` a filter walks the file's structure before any decoder sees it, a blocking thread decodes within
//! limits of pixels and memory, the picture is turned upright, shrunk to the guide's size and encoded anew: only our
//! own JPEG is ever stored or shown, without place, device or hidden data. It is kept by an act of its own, in pieces
//! under its SHA-256, before the form is looked at, so a form that is drawn again still has it. A picture belongs to
//! its owner and its purpose; unfiled ones are swept after two days unless a draft holds them. Taken once more from 材料库
//! it becomes a record of its own for the new purpose, under the same digest.
//!
//! **Verifying with a phone.** `POST /me/verify/phone` on the screen needs the consent and begins a [`handoff`]: one act
//! that supersedes whatever the account had begun before. The page shows a code that a keyed digest makes anew every
//! minute, so nothing is written while it changes; `web::live` pushes each next view and ends with the session. The
//! phone opens `/v/<code>`; a GET shows only a page with one button, and the POST behind it binds this phone: the code
//! is used up, the screen shows four digits. Until they are typed on the phone, three tries, it learns nothing about the
//! person. Then it shows who and where, masked; 确认 writes the intent (Asked) before anybody is called. [`inquiry`] hears
//! of it, calls the service with no transaction open and writes what came of it only if the hand-off still stands where
//! it stood. The phone goes to the service; the house asks the service itself, 2 s to 5 s apart, for five minutes: what
//! the phone or its way back claim counts for nothing. A pass is settled in one act that looks once more: the screen's
//! session lives, name and number are those of the beginning, nobody else is verified for them. The screen moves on by
//! itself. With no service, or for a passport, the phone takes the photographs instead; at the counter an officer finds
//! the same hand-off by six digits.
//!
//! **Submit → review → approved.** `POST /me/collect/check` with the guard [`web::Verified`]: the session and the
//! proven identity are read anew for this request. The action reads the draft; [`dossier::Draft::complete`] gives the
//! dossier or the missing things by step. [`office::file_case`] draws the 受理编号, counts the promised working days,
//! keeps the filing unchangeably, puts the case (its indexes are the officers' queues) and files a letter. One
//! transaction, one flush. An officer with the guard [`web::Desk`] pages the queue of their own authority; somebody
//! else's case is *not found*, never *forbidden*. Deciding checks competence ([`casework::may_decide`]) and the version
//! seen, so that two officers cannot decide the same thing twice; approval puts the case and the dossier together.
//! The person sees 审核通过 at once; the letter is sent after that, and a letter that fails undoes nothing. Who gave a mail
//! address gets the news there as well: filed in the same act, sent by a loop of its own that tries again for a day.
//!
//! **Changing what is on record.** A page of `services::changes` is drawn from one version of the record and carries its
//! stamp. `POST /me/change/education/<item>` makes a [`dossier::Change`], the state before beside the state after, and
//! files it only if the stamp still fits: a tab or device that is behind is told what happened and keeps what was typed.
//! Which changes need nobody is a list that an administrator keeps ([`casework::ReviewRules`]); such a change is filed and
//! settled in one act, any other waits in the same corridor as a collection. Settling applies the change to what is on
//! record now, or refuses: [`office::put_record`] then adds one more version, and none is ever overwritten. A correction of
//! who somebody is stands in the state `Seconded` after the first officer, and only another one can approve it.
//!
//! **Moving to another authority.** `POST /me/transfer/new` is filed only if every guard of the guide holds in that very
//! act; the case knows its [`casework::Route`]. The leaving side's approval makes it `Released` and gives it to the receiving
//! side; both read it until that one accepts. Then [`office::settle_transfer`] writes the next version of the record under
//! the new authority and gives every closed case of the person to it, so that the former one finds nothing any more, in an
//! open tab either. If the receiving department works in another instance, [`office::issue`] packs the record with every
//! version, case and picture, and [`envelope::seal`] signs and encrypts it for that instance; the file is carried by hand.
//! There [`office::take_in`] checks everything before it keeps anything, an officer decides, and the sealed answer ends the
//! case where it began: accepted, the leaving side forgets the record; otherwise the person may mend it.
//!
//! # What always holds
//!
//! - An act answered with success is durable; a refused one has written nothing but its journal entry.
//! - Three kinds of errors, by who must act: a *fault* is the person's, at a field (422); a *refusal* is said in one
//!   sentence (403, 404, 409 …); a *failure* is the operator's and carries a reference number into the log.
//! - GET has no effects; every body proves its origin; every page works without JavaScript.
//! - Time, ids and randomness are passed in, so every test can set them; nothing in the house sleeps.

pub mod accounts;
pub mod casework;
pub mod command;
pub mod config;
pub mod connect;
pub mod dossier;
pub mod envelope;
pub mod handoff;
pub mod inquiry;
pub mod intake;
pub mod letters;
pub mod office;
pub mod outbox;
pub mod papers;
pub mod reference;
pub mod services;
pub mod sheets;
pub mod site;
pub mod store;
pub mod tables;
pub mod terms;
pub mod ui;
pub mod web;
