//! Passwords, the same in every chapter. A new one is typed twice, its rules beside it, and never drawn again (spec 1.1,
//! 6), in the fields `password` and `confirm`; the present one is judged before an act that asks for it once more.

use super::guards::Person;
use super::house::House;
use super::problem::{Problem, Refused};
use super::typed::Typed;
use crate::office::{Act, Judged, count_password};
use crate::terms::{Password, PasswordRule, Phone, normalised};
use crate::ui::{Faults, PasswordField};
use maud::{Markup, html};
use rocket::http::Status;

/// What stands at the code's field where no gateway for text messages has been set up.
pub const NO_MESSAGES: &str = "本平台的短信服务还没有开通，请联系会计管理部门办理。";

/// An accountant's new password, or faults at its fields; `what` names it, such as 新密码. It must not hold the tails of
/// the `phone` and the document `number` in the same form.
pub fn chosen(typed: &Typed, what: &str, faults: &mut Faults) -> Option<Password> {
    let given = typed.text("password");
    if given.is_empty() {
        faults.push("password", format!("请输入{what}。"));
        return None;
    }
    let phone = Phone::parse(typed.text("phone")).map(|phone| phone.to_string()).unwrap_or_default();
    let number = normalised(typed.text("number"));
    let password = Password::choose(given, PasswordRule::Person, &[&phone, &number]);
    let password = password.map_err(|wrong| faults.push("password", wrong.as_str())).ok();
    match typed.text("confirm") {
        "" => faults.push("confirm", format!("请再输入一次{what}。")),
        again if again != given => faults.push("confirm", "两次输入的密码不一样，请重新输入。"),
        _ => return password,
    }
    None
}

/// A code from a text message: six digits, however they were typed.
pub fn code_of(typed: &Typed, field: &str, faults: &mut Faults) -> Option<String> {
    let code: String = normalised(typed.text(field)).split_whitespace().collect();
    if code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit()) {
        return Some(code);
    }
    faults.push(field, "请输入手机短信中的 6 位数字验证码。");
    None
}

/// Judges the present password of who is here, before the act `verb` that asks for it once more; the fault at `field`
/// when it was tried too often.
pub async fn judge(
    person: &Person,
    house: &House,
    verb: &'static str,
    field: &str,
    typed: Password,
) -> Result<Result<Judged, Faults>, Problem> {
    let id = person.id;
    let counted = Act::housekeeping("password.try");
    if !house.office.work(counted, move |ledger| count_password(ledger, id)).await? {
        house.office.note_refusal(person.visit.act(verb), "too many passwords".into()).await?;
        let mut faults = Faults::new();
        faults.push(field, "密码输错的次数较多，请一小时后再试，或者带身份证件到窗口办理。");
        return Ok(Err(faults));
    }
    let credential = person.account.credential.clone();
    let hash = credential.clone();
    let busy = || Refused::new(Status::ServiceUnavailable, "现在办理的人较多，请过几秒再试一次。");
    let right = house.hash(move || hash.matches(typed.expose())).await.ok_or_else(busy)?;
    Ok(Ok(Judged { credential, right }))
}

/// The form without its passwords, for a page that is drawn again.
pub fn without(mut typed: Typed) -> Typed {
    typed.forget("password");
    typed.forget("confirm");
    typed
}

/// The two fields; `again` when the form was sent before, so that people know why they are empty.
pub fn fields(what: &str, faults: &Faults, again: bool) -> Markup {
    let field = PasswordField::chosen("password", what)
        .rule("8 到 16 位", "^.{8,16}$")
        .rule("有大写字母", "[A-Z]")
        .rule("有小写字母", "[a-z]")
        .rule("有数字", "[0-9]")
        .rule("有特殊符号，如 # @ !", "[^A-Za-z0-9\\s]")
        .faults(faults);
    let field = if again {
        field.hint("为了安全，密码不会留在页面上，请再输入一次。")
    } else {
        field
    };
    html! { (field) (PasswordField::chosen("confirm", format!("确认{what}")).faults(faults)) }
}
