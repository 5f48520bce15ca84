//! The three minutes of number and browser: a refusal sets them free, not knowing does not; and what people are told.
use super::*;
use crate::pages::assert_sound;

/// The page without what depends on chance.
fn shown(browser: &Browser) -> String {
    browser.page().text()
}

#[test]
fn a_refused_code_leaves_number_and_browser_free_and_its_asker_is_told() {
    for kind in KINDS {
        let post = Post::open(kind, move |count, taken| match count {
            0 => kind.out_of_money(taken),
            _ => kind.took(taken),
        });
        let mut browser = Browser::new(&post.world.client);
        ask(&mut browser, PHONE);
        browser.sees("验证码已发送");
        post.send();
        browser.visit("/register");
        browser.sees("短信服务暂不可用").misses("秒后可以重新获取");
        assert_sound("/register", &browser.page().source());
        // Within half a minute nobody asks the courier in vain; what was typed stays (`ask` looks at it).
        let mut another = Browser::new(&post.world.client);
        ask(&mut another, OTHER_PHONE);
        another.sees("短信服务暂不可用").misses("验证码已发送");
        assert_eq!(post.send(), 0);
        post.world.wait(Duration::from_secs(30));
        ask(&mut browser, PHONE);
        browser.sees("验证码已发送").misses("短信服务暂不可用");
        assert_eq!((post.send(), post.provider.taken().len()), (1, 2), "{kind:?}");
        assert!(matches!(post.states()[..], [ItemState::Refused(_), ItemState::Sent]));
        // It is taken this time, so that the three minutes count again.
        ask(&mut Browser::new(&post.world.client), PHONE);
        assert_eq!(post.send(), 0);
    }
}

#[test]
fn a_refused_code_does_not_count_any_more() {
    let post = Post::open(Kind::Webhook, |_, _| Reply::with("403 Forbidden", "{}"));
    let mut browser = Browser::new(&post.world.client);
    ask(&mut browser, PHONE);
    let code = post.world.last_code(PHONE).expect("a code was filed");
    post.send();
    let form =
        browser.form("注册").choose("证件类型", "内地居民身份证").fill("证件号码", "11010519491231002X");
    let form = form.fill("密码", "Kj#2026-qing").fill("确认密码", "Kj#2026-qing").fill("手机验证码", &code);
    form.check("我已阅读并同意隐私说明").press("注册");
    assert_eq!(browser.status(), 422);
    browser.sees("验证码已失效").sees("短信服务暂不可用");
}

#[test]
fn a_refusal_leaves_the_budget_of_the_hour_as_it_was() {
    let post = Post::open(Kind::Webhook, |_, _| Reply::with("403 Forbidden", "{}"));
    for round in 0..6 {
        let mut browser = Browser::new(&post.world.client);
        ask(&mut browser, PHONE);
        if round == 5 {
            browser.sees("分钟后再试");
        }
        let waiting = post.send();
        assert_eq!(waiting, usize::from(round < 5), "the counters of the hour stay as they were");
        post.world.wait(Duration::from_secs(31));
    }
    assert_eq!(post.provider.taken().len(), 5);
}

#[test]
fn a_provider_s_limit_is_told_as_a_wait_at_the_next_try() {
    let limits: [(Kind, Answer, u64); 3] = [
        (Kind::Aliyun, |_| aliyun::answer("isv.BUSINESS_LIMIT_CONTROL", "触发分钟级流控Permits:1"), 60),
        (
            Kind::Tencent,
            |t| tencent::status(&t.phone, &t.id, "LimitExceeded.PhoneNumberThirtySecondLimit"),
            30,
        ),
        (
            Kind::Webhook,
            |_| Reply::Answer("429 Too Many", vec![("retry-after", "90".into())], b"{}".to_vec()),
            90,
        ),
    ];
    for (kind, limit, seconds) in limits {
        let post = Post::open(kind, move |count, taken| match count {
            0 => limit(taken),
            _ => kind.took(taken),
        });
        let mut browser = Browser::new(&post.world.client);
        ask(&mut browser, PHONE);
        post.send();
        for asking in [&mut browser, &mut Browser::new(&post.world.client)] {
            ask(asking, PHONE);
            asking.sees(&format!(
                "运营商限制了这个手机号接收短信的次数，验证码没有发出，请 {seconds} 秒后再试"
            ));
        }
        assert_eq!(post.send(), 0);
        // The browser is free for another number, and this number after the wait, long before three minutes are over.
        ask(&mut browser, OTHER_PHONE);
        assert_eq!(post.send(), 1);
        post.world.wait(Duration::from_secs(seconds));
        ask(&mut Browser::new(&post.world.client), PHONE);
        assert_eq!((post.send(), post.provider.taken().len()), (1, 3), "{kind:?}");
    }
}

#[test]
fn a_number_that_cannot_be_reached_is_told_and_not_tried_again() {
    let refusals: [(Kind, Answer); 3] = [
        (Kind::Aliyun, |_| aliyun::answer("isv.MOBILE_NUMBER_ILLEGAL", "非法手机号")),
        (Kind::Tencent, |t| tencent::status(&t.phone, &t.id, "FailedOperation.PhoneNumberInBlacklist")),
        (Kind::Webhook, |_| Reply::with("400 Bad", r#"{"code":"bad_number"}"#)),
    ];
    for (kind, refusal) in refusals {
        let post = Post::open(kind, move |_, taken| refusal(taken));
        let mut browser = Browser::new(&post.world.client);
        ask(&mut browser, PHONE);
        post.send();
        browser.visit("/register");
        browser.sees("不能向这个手机号发送短信").misses("短信服务暂不可用");
        ask(&mut browser, PHONE);
        browser.sees("不能向这个手机号发送短信");
        assert_eq!((post.send(), post.provider.taken().len()), (0, 1), "{kind:?}");
        ask(&mut browser, OTHER_PHONE);
        browser.sees("验证码已发送").misses("不能向这个手机号");
        assert_eq!(post.send(), 1);
    }
}

#[test]
fn a_silent_courier_is_paused_and_whoever_asks_then_is_told() {
    for kind in KINDS {
        let post = Post::open(kind, |_, _| Reply::Stall);
        for round in 1..=5 {
            ask(&mut Browser::new(&post.world.client), &format!("13{round}00001111"));
            post.send();
        }
        let mut sixth = Browser::new(&post.world.client);
        ask(&mut sixth, PHONE);
        sixth.sees("验证码已发送");
        post.send();
        assert_eq!(post.provider.taken().len(), 5, "{kind:?}: the sixth was not tried");
        assert_eq!(post.states()[5], ItemState::Refused("courier_paused".into()));
        sixth.visit("/register");
        sixth.sees("短信服务暂不可用").misses("秒后可以重新获取");
        let mut seventh = Browser::new(&post.world.client);
        ask(&mut seventh, OTHER_PHONE);
        seventh.sees("短信服务暂不可用");
        seventh.visit("/password/reset");
        seventh.sees("短信服务暂不可用");
        assert_eq!(post.states().len(), 6, "nothing is filed in vain");
        post.world.wait(Duration::from_secs(31));
        ask(&mut sixth, PHONE);
        assert_eq!(post.states().len(), 7, "the slots of number and browser are free");
    }
}

#[test]
fn a_refusal_tells_a_stranger_nothing_about_a_forgotten_password() {
    const NUMBER: &str = "11010519491231002X";
    let post = Post::open(Kind::Aliyun, |_, taken| Kind::Aliyun.out_of_money(taken));
    post.world.person("王小明", NUMBER, PHONE, true);
    let reset = |name: &str| {
        let mut browser = Browser::new(&post.world.client);
        browser.visit("/password/reset");
        let form = browser.form("免费获取验证码").fill("证件号码", NUMBER).fill("真实姓名", name);
        form.fill("手机号", PHONE).press("免费获取验证码");
        browser
    };
    let (mut owner, mut stranger) = (reset("王小明"), reset("赵小四"));
    assert_eq!((post.send(), post.provider.taken().len()), (1, 1), "one letter was filed and refused");
    for browser in [&mut owner, &mut stranger] {
        browser.visit("/password/reset");
    }
    assert_eq!(shown(&owner), shown(&stranger));
    owner.sees("180 秒后可以重新获取").misses("短信服务暂不可用");
    for browser in [&mut owner, &mut stranger] {
        browser.visit("/register");
    }
    assert_eq!(shown(&owner), shown(&stranger));
    // The number itself is free again, for the owner at another browser.
    reset("王小明");
    assert_eq!((post.send(), post.provider.taken().len()), (1, 2));
}
