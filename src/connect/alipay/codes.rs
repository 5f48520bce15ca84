//! The gateway's codes and what they mean for us (connectors 1.8).

use super::super::Setback;
use super::answer::Said;

/// The answer itself when it is a trusted success, else what kept it from being one.
pub(super) fn judged<'s, 'a>(said: &'s Said<'a>) -> Result<&'s Said<'a>, Setback> {
    let code = said.text("code").unwrap_or_default();
    let reason = said.text("sub_code").filter(|reason| is_short(reason)).unwrap_or_else(|| code.clone());
    match code.as_str() {
        "10000" if said.trusted => Ok(said),
        // An operator's fault often comes unsigned; to believe it can only stop an attempt, never end it well.
        "20001" | "40001" | "40002" | "40003" | "40006" => Err(Setback::Operator(reason)),
        "40004" if said.trusted => Err(business(reason)),
        _ => Err(Setback::Unknown),
    }
}

/// `isv.` is the caller's own fault, `isp.` and the rest of this list that of the other side.
fn business(reason: String) -> Setback {
    let is_theirs = ["isp.", "aop.unknow"].iter().any(|theirs| reason.starts_with(theirs));
    match reason.as_str() {
        _ if is_theirs => Setback::Unknown,
        "SYSTEM_ERROR" | "UNKNOWN_ERROR" => Setback::Unknown,
        own if own.starts_with("isv.") => Setback::Operator(reason),
        _ => Setback::Person(reason),
    }
}

/// Short visible ASCII goes into the journal, nothing else does.
fn is_short(code: &str) -> bool {
    (1..=64).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::super::answer;
    use super::super::keys::GatewayKey;
    use super::*;

    const KEY: &[u8] = include_bytes!("../../../tests/vectors/alipay/gw_pub.pem");
    const METHOD: &str = "alipay.user.certify.open.query";

    fn setback_of(body: &str) -> Option<Setback> {
        let key = GatewayKey::read(KEY).unwrap();
        let said = answer::read(body.as_bytes(), METHOD, &key).unwrap();
        judged(&said).err()
    }

    #[test]
    fn success_and_refusal_of_a_claim_count_only_when_signed() {
        let pass = include_str!("../../../tests/vectors/alipay/query_pass.json");
        let gone = include_str!("../../../tests/vectors/alipay/query_notexist.json");
        assert_eq!(setback_of(pass), None);
        assert_eq!(setback_of(gone), Some(Setback::Person("OPEN_CERTIFY_BILL_NOT_EXIST".into())));
        for signed in [pass, gone] {
            let unsigned = format!("{}}}", signed.split(",\"sign\"").next().unwrap());
            assert_eq!(setback_of(&unsigned), Some(Setback::Unknown), "{unsigned}");
        }
    }

    #[test]
    fn faults_of_the_operator_are_told_by_their_code() {
        let setback = |code: &str, more: &str| {
            setback_of(&format!(r#"{{"error_response":{{"code":"{code}"{more}}}}}"#)).unwrap()
        };
        for code in ["20001", "40001", "40002", "40003", "40006"] {
            assert_eq!(setback(code, r#","sub_code":"isv.some""#), Setback::Operator("isv.some".into()));
            assert_eq!(setback(code, ""), Setback::Operator(code.into()));
            assert_eq!(setback(code, r#","sub_code":"a b""#), Setback::Operator(code.into()));
        }
        for doubtful in ["20000", "40004", "10000", "50000", ""] {
            assert_eq!(setback(doubtful, r#","passed":"T""#), Setback::Unknown, "{doubtful}");
        }
    }

    #[test]
    fn a_failure_of_the_other_side_is_not_the_persons() {
        for theirs in ["SYSTEM_ERROR", "isp.unknow-error", "aop.unknow-error"] {
            assert_eq!(business(theirs.into()), Setback::Unknown);
        }
        assert_eq!(business("isv.not-open".into()), Setback::Operator("isv.not-open".into()));
        assert_eq!(business("CERT_NO_WRONG".into()), Setback::Person("CERT_NO_WRONG".into()));
    }
}
