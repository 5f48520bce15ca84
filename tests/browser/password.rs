//! 密码强度: what the script says while a new password is typed (guide 1.1).
use crate::demonstration::Demonstration;
use crate::driver::{Driver, Screen, Scripts};
use crate::window::Window;
use serde_json::{Value, json};

/// Rules that are ticked off, and what the meter says.
const SAID: &str = "const meter = document.querySelector('.strength');
    return [[...document.querySelectorAll('.rules li')].filter((rule) => rule.classList.contains('met')).length,
      meter.hidden ? '' : meter.querySelector('b').textContent];";

#[test]
fn the_meter_has_three_steps_and_says_nothing_of_an_empty_field() {
    let (driver, house) = (Driver::start(), Demonstration::open("password"));
    let window = Window::open(&driver, "password", Screen::Desk, Scripts::On);
    window.visit(&house.at("/register"));
    let said = || window.run(SAID, &json!([]));
    assert_eq!(said(), json!([0, ""]));
    for (typed, met, words) in
        [("kl97xyzq", 3, "弱"), ("Kl!97xy", 4, "弱"), ("Kl!97xyzq", 5, "中"), ("Kl!97xyzqWv2", 5, "强")]
    {
        window.fill("密码", typed);
        let expected: Value = json!([met, words]);
        assert_eq!(said(), expected, "{typed}");
    }
}
