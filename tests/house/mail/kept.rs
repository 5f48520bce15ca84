//! How mails are kept: the bytes of every state as released, which later versions must go on reading.
use data_encoding::HEXLOWER;
use zhangfang::letters::Letter;
use zhangfang::store::{decoded, encoded};
use zhangfang::tables::{MailState, Mailing};
use zhangfang::terms::{Email, Moment};

/// a@b.cn
const ADDRESS: &str = "666140622e636e";
const FILED: &str = "1b000001a205eabe80";
/// password_changed
const TEMPLATE: &str = "7070617373776f72645f6368616e676564";

fn mailing(state: MailState, over: bool) -> Mailing {
    Mailing {
        to: Email::parse("a@b.cn").ok().filter(|_| !over),
        letter: Some(Letter::PasswordChanged).filter(|_| !over),
        at: Moment::from_millis(1_795_395_600_000),
        state,
        tries: 3,
        template: "password_changed".into(),
    }
}

#[test]
fn mails_are_kept_in_these_bytes() {
    let due = Moment::from_millis(1_795_395_660_000);
    // Format 1, an array of six; the moment it was filed; its state; three tries; the template.
    let over = |state: &str| format!("0186f6f6{FILED}{state}03{TEMPLATE}");
    let waits = format!("0186{ADDRESS}820280{FILED}8200811b000001a205eba8e003{TEMPLATE}");
    let golden = [
        (mailing(MailState::Waiting(due), false), waits),
        (mailing(MailState::Sent, true), over("820180")),
        (mailing(MailState::Refused("550".into()), true), over("82028163353530")),
        (mailing(MailState::GivenUp, true), over("820380")),
        (mailing(MailState::Unknown, true), over("820480")),
    ];
    for (mailing, bytes) in golden {
        assert_eq!(HEXLOWER.encode(&encoded(&mailing).expect("it can be written")), bytes, "{mailing:?}");
        let raw = HEXLOWER.decode(bytes.as_bytes()).expect("the bytes are hexadecimal");
        assert_eq!(decoded::<Mailing>(&raw).expect("it can be read"), mailing);
    }
}
