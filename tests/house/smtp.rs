//! Mail on the wire: what the courier says to a server, and what it makes of the server's answers (connectors 3).
use crate::fakes::http::IMPATIENT;
use crate::fakes::smtp::{Mood, PASSWORD, Parcel, Port, Server, USER};
use std::time::Duration;
use zhangfang::connect::http::Trouble;
use zhangfang::connect::{Mail, MailCourier, MailOutcome, Security, SmtpMail, SmtpServer};
use zhangfang::terms::{Email, Moment};

const NAME: &str = "会计人员服务平台";
const PATIENT: Duration = Duration::from_secs(60);
/// Long enough for a handshake on a busy machine, short enough to wait for.
const SHORT: Duration = IMPATIENT.saturating_mul(8);

fn email(address: &str) -> Email {
    Email::parse(address).expect("the address is sound")
}

fn mail() -> Mail {
    Mail {
        id: "zf1-7-1795395600000".into(),
        to: email("wang@example.cn"),
        at: Moment::from_millis(1_795_395_600_000),
        subject: "信息采集审核通过（980121-2026-000001-3）".into(),
        body: "尊敬的用户：\n\n您的信息采集已审核通过。\n.\n完\n".into(),
    }
}

fn settings(server: &Server, security: Security, patience: Duration) -> SmtpServer {
    let (host, credentials) = match security {
        Security::Plain => ("127.0.0.1", None),
        _ => ("localhost", Some((USER.to_owned(), PASSWORD.to_owned()))),
    };
    SmtpServer { host: host.into(), port: server.port, security, credentials, patience }
}

fn courier(server: &Server, security: Security, patience: Duration) -> SmtpMail {
    let ca = server.identity.pem();
    SmtpMail::new(settings(server, security, patience), &email(USER), NAME, Some(&ca))
        .expect("the server may be spoken to")
}

fn later(code: &str) -> MailOutcome {
    MailOutcome::Later(code.into())
}

#[tokio::test]
async fn a_mail_goes_out_over_tls_to_one_person_and_reads_as_it_was_written() {
    for (port, security) in [(Port::Tls, Security::Tls), (Port::StartTls, Security::StartTls)] {
        let server = Server::open(port, |_| Mood::Takes).await;
        let courier = courier(&server, security, PATIENT);
        assert_eq!(courier.send(&mail()).await, MailOutcome::Sent);
        let parcels = server.parcels();
        let [Parcel { from, to, letter, encrypted, logged_in, .. }] = parcels.as_slice() else {
            panic!("{parcels:?}");
        };
        assert!(*encrypted && *logged_in);
        assert_eq!((from.as_str(), to.as_slice()), (USER, &["wang@example.cn".to_owned()][..]));
        assert_eq!(letter.header("from").replace('"', ""), format!("{NAME} <{USER}>"));
        assert_eq!(letter.header("to"), "wang@example.cn");
        assert_eq!(letter.header("subject"), mail().subject);
        assert_eq!(letter.header("message-id"), "<zf1-7-1795395600000@example.gov.cn>");
        assert_eq!(letter.header("date"), "Mon, 23 Nov 2026 01:00:00 +0000");
        assert_eq!(letter.header("auto-submitted"), "auto-generated");
        assert_eq!(letter.header("mime-version"), "1.0");
        assert_eq!(letter.header("content-type").to_ascii_lowercase(), "text/plain; charset=utf-8");
        assert_eq!(letter.body.replace("\r\n", "\n").trim_end(), mail().body.trim_end());
    }
}

#[tokio::test]
async fn without_starttls_neither_password_nor_mail_is_said() {
    let server = Server::open(Port::Plain, |_| Mood::Takes).await;
    let courier = courier(&server, Security::StartTls, PATIENT);
    assert_eq!(courier.send(&mail()).await, later("no_starttls"));
    assert_eq!(server.commands(), ["EHLO"]);
}

#[tokio::test]
async fn a_server_that_refuses_starttls_hears_nothing_more() {
    let server = Server::open(Port::StartTls, |_| Mood::Says("STARTTLS", "454 not now")).await;
    assert_eq!(courier(&server, Security::StartTls, PATIENT).send(&mail()).await, later("454"));
    assert!(!server.commands().iter().any(|command| command == "AUTH" || command == "MAIL"));
}

#[tokio::test]
async fn an_answer_slipped_in_before_tls_makes_no_mail_count_as_sent() {
    let slipped = Mood::Says("STARTTLS", "220 go ahead\r\n250-localhost\r\n250 AUTH PLAIN LOGIN");
    let server = Server::open(Port::StartTls, move |_| slipped).await;
    assert_eq!(courier(&server, Security::StartTls, PATIENT).send(&mail()).await, later("unclear"));
    assert!(server.parcels().is_empty());
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_ends_the_attempt() {
    for (port, security) in [(Port::Tls, Security::Tls), (Port::StartTls, Security::StartTls)] {
        let server = Server::open(port, |_| Mood::Takes).await;
        let courier = SmtpMail::new(settings(&server, security, PATIENT), &email(USER), NAME, None)
            .expect("the server may be spoken to");
        assert_eq!(courier.send(&mail()).await, later("unreachable"));
        server.reached("HANDSHAKE FAILED").await;
        assert!(!server.commands().iter().any(|command| command == "AUTH" || command == "MAIL"));
    }
}

#[tokio::test]
async fn a_certificate_of_another_name_ends_the_attempt() {
    let server = Server::open(Port::Tls, |_| Mood::Takes).await;
    let elsewhere = SmtpServer { host: "127.0.0.1".into(), ..settings(&server, Security::Tls, PATIENT) };
    let ca = server.identity.pem();
    let courier = SmtpMail::new(elsewhere, &email(USER), NAME, Some(&ca)).expect("it may be spoken to");
    assert_eq!(courier.send(&mail()).await, later("unreachable"));
    assert!(server.parcels().is_empty());
}

#[tokio::test]
async fn what_the_server_says_decides_what_becomes_of_the_mail() {
    let cases = [
        (Mood::Says("GREETING", "421 too busy"), later("421")),
        (Mood::Says("GREETING", "554 no service here"), later("554")),
        (Mood::Says("AUTH", "535 5.7.8 wrong"), later("535")),
        (Mood::Says("MAIL", "553 sender must be you"), later("553")),
        (Mood::Says("RCPT", "451 4.7.1 greylisted"), later("451")),
        (Mood::Says("RCPT", "550 5.1.1 wang@example.cn is unknown"), MailOutcome::Refused("550".into())),
        (Mood::Says("DATA", "250 ok"), later("unclear")),
        (Mood::Says("DATA", "452 full"), later("452")),
        (Mood::Says(".", "451 try later"), later("451")),
        (Mood::Says(".", "554 spam"), MailOutcome::Refused("554".into())),
        (Mood::Says(".", "nonsense"), MailOutcome::Unknown),
        (Mood::HangsUp("RCPT"), later("cut")),
        (Mood::HangsUp("."), MailOutcome::Unknown),
        (Mood::Stalls("QUIT"), MailOutcome::Sent),
    ];
    for (mood, outcome) in cases {
        let server = Server::open(Port::Tls, move |_| mood).await;
        assert_eq!(courier(&server, Security::Tls, PATIENT).send(&mail()).await, outcome, "{mood:?}");
        server.parcels();
    }
}

#[tokio::test]
async fn a_server_that_keeps_still_is_not_waited_for() {
    let cases = [
        ("GREETING", later("late")),
        ("EHLO", later("late")),
        ("AUTH", later("late")),
        ("DATA", later("late")),
        (".", MailOutcome::Unknown),
    ];
    for (command, outcome) in cases {
        let server = Server::open(Port::Tls, move |_| Mood::Stalls(command)).await;
        let patience = if command == "." { SHORT } else { IMPATIENT };
        let courier = courier(&server, Security::Tls, patience);
        assert_eq!(courier.send(&mail()).await, outcome, "{command}");
    }
}

#[tokio::test]
async fn a_stalled_exchange_does_not_shift_the_answers_of_the_next() {
    let server = Server::open(Port::Tls, |count| match count {
        0 => Mood::Stalls("."),
        _ => Mood::Says("RCPT", "550 no"),
    })
    .await;
    let courier = courier(&server, Security::Tls, SHORT);
    assert_eq!(courier.send(&mail()).await, MailOutcome::Unknown);
    assert_eq!(courier.send(&mail()).await, MailOutcome::Refused("550".into()));
}

#[tokio::test]
async fn at_most_two_connections_stand_at_once() {
    let server = Server::open(Port::Tls, |_| Mood::Stalls("EHLO")).await;
    let courier = courier(&server, Security::Tls, IMPATIENT * 4);
    let mail = mail();
    let outcomes = tokio::join!(courier.send(&mail), courier.send(&mail), courier.send(&mail));
    assert_eq!(outcomes, (later("late"), later("late"), later("late")));
    assert_eq!(server.commands().len(), 2, "{:?}", server.commands());
}

#[tokio::test]
async fn plain_words_go_to_loopback_alone_and_never_with_a_password() {
    let server = Server::open(Port::Plain, |_| Mood::Takes).await;
    assert_eq!(courier(&server, Security::Plain, PATIENT).send(&mail()).await, MailOutcome::Sent);
    assert!(!server.parcels()[0].encrypted);
    let fault = |change: &dyn Fn(&mut SmtpServer), name: &str| {
        let mut settings = settings(&server, Security::Plain, PATIENT);
        change(&mut settings);
        SmtpMail::new(settings, &email(USER), name, None).err()
    };
    let password = Some((USER.to_owned(), PASSWORD.to_owned()));
    assert!(fault(&|_| (), NAME).is_none());
    for refused in [
        fault(&|server| server.host = "localhost".into(), NAME),
        fault(&|server| server.host = "10.0.0.1".into(), NAME),
        fault(&|server| server.credentials.clone_from(&password), NAME),
        fault(&|_| (), "平台\r\nBcc: evil@example.cn"),
    ] {
        assert!(matches!(refused, Some(Trouble::NotAllowed)), "{refused:?}");
    }
}

#[tokio::test]
async fn a_line_end_in_a_field_is_refused_before_anything_is_said() {
    let server = Server::open(Port::Tls, |_| Mood::Takes).await;
    let courier = courier(&server, Security::Tls, PATIENT);
    let injected = Mail { subject: "结果\r\nBcc: evil@example.cn".into(), ..mail() };
    assert_eq!(courier.send(&injected).await, MailOutcome::Refused("not_plain".into()));
    assert!(server.commands().is_empty());
}

#[tokio::test]
async fn a_file_without_a_certificate_is_told_before_anything_is_sent() {
    let server = Server::open(Port::Tls, |_| Mood::Takes).await;
    let made = SmtpMail::new(settings(&server, Security::Tls, PATIENT), &email(USER), NAME, Some(b"hello"));
    assert!(matches!(made.err(), Some(Trouble::BadCertificate)));
}

#[test]
fn a_courier_is_made_and_dropped_without_a_runtime() {
    let (host, security) = ("smtp.example.gov.cn".to_owned(), Security::Tls);
    let server = SmtpServer { host, port: 465, security, credentials: None, patience: SmtpServer::PATIENCE };
    drop(SmtpMail::new(server, &email(USER), NAME, None).expect("it may be spoken to"));
}
