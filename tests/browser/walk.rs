//! The whole way of one accountant through the real executable: registering, logging in, proving who they are, filing
//! their record, mending what the officer sent back, and being approved; once as people mostly come, once without
//! JavaScript on a phone.
mod desk;
mod filing;
mod joining;
mod photographs;

use crate::demonstration::Demonstration;
use crate::driver::{Driver, Screen, Scripts};
use crate::gallery::Gallery;
use crate::window::Window;
pub use filing::date;
pub use joining::HERE;
pub use photographs::Photographs;
use serde_json::json;
use std::time::{Duration, Instant};

/// Somebody the demonstration has not met.
pub struct Newcomer {
    pub name: &'static str,
    pub number: &'static str,
    pub phone: &'static str,
}

const AT_A_DESK: Newcomer =
    Newcomer { name: "林知夏", number: "11010519900307291X", phone: "13900008801" };
const ON_A_PHONE: Newcomer =
    Newcomer { name: "高远山", number: "110105198506143527", phone: "13900008802" };

/// One visit: the house, the person's window, the officer's window, and what is noted on the way.
pub struct Visit<'w, 'd> {
    pub house: &'w Demonstration,
    pub person: &'w Window<'d>,
    pub officer: &'w Window<'d>,
    pub who: &'w Newcomer,
    pub photographs: &'w Photographs,
    pub scripts: Scripts,
    /// Pages are shown everywhere only where there are scripts: axe is one.
    pub gallery: Option<&'w Gallery>,
}

impl Visit<'_, '_> {
    /// Opens a page of the house and shows it in the gallery.
    #[track_caller]
    pub fn open(&self, window: &Window, path: &str, name: &str) {
        window.visit(&self.house.at(path));
        self.show(window, name);
    }

    /// Shows the page on which a window stands; only pages that may be loaded again without harm.
    #[track_caller]
    pub fn show(&self, window: &Window, name: &str) {
        if let Some(gallery) = self.gallery {
            gallery.show(window, name);
        }
    }

    /// Chooses a place level by level, as the script refills the lists or, without it, the page does.
    #[track_caller]
    pub fn place(&self, window: &Window, legend: &str, levels: [&str; 3]) {
        for (place, (level, name)) in ["省", "市", "区县"].iter().zip(levels).enumerate() {
            wait_for_option(window, legend, place, name);
            window.choose(&format!("{legend}/{level}"), name);
            if self.scripts == Scripts::Off && place < 2 {
                window.press(&format!("选择：{legend}，选好上一级后按这里"));
            }
        }
    }

    /// Chooses a photograph of its own for each of these fields.
    #[track_caller]
    pub fn attach(&self, window: &Window, labels: &[&str]) {
        for label in labels {
            window.attach(&format!("选择照片或拍照：{label}"), &self.photographs.of(label));
        }
    }
}

/// Waits until the list at this place under the legend offers an option.
#[track_caller]
pub fn wait_for_option(window: &Window, legend: &str, place: usize, option: &str) {
    const OFFERED: &str = "const [legend, place, words] = arguments;
        const set = [...document.querySelectorAll('fieldset')]
          .find((one) => one.querySelector(':scope > legend')?.textContent.trim().startsWith(legend));
        const list = set && set.querySelectorAll('select')[place];
        return !!list && [...list.options].some((one) => one.text.trim() === words);";
    let until = Instant::now() + Duration::from_secs(15);
    while window.run(OFFERED, &json!([legend, place, option])) != json!(true) {
        assert!(Instant::now() < until, "{legend} never offers “{option}”:\n{}", window.text());
        std::thread::park_timeout(Duration::from_millis(30));
    }
}

fn whole_way(who: &Newcomer, screen: Screen, scripts: Scripts, gallery: Option<&Gallery>) {
    let driver = Driver::start();
    let house = Demonstration::open(&format!("walk-{scripts:?}"));
    let person = Window::open(&driver, &format!("person-{scripts:?}"), screen, scripts);
    let officer = Window::open(&driver, &format!("officer-{scripts:?}"), Screen::Desk, scripts);
    let photographs = Photographs::take(&format!("photographs-{scripts:?}"));
    let (person, officer, photographs) = (&person, &officer, &photographs);
    let visit = Visit { house: &house, person, officer, who, photographs, scripts, gallery };
    visit.look_around();
    visit.register();
    visit.log_in();
    let proof = visit.prove_identity();
    visit.come_to_the_desk();
    visit.approve(&proof);
    visit.fill_in();
    let case = visit.submit();
    visit.send_back(&case, "请补充门牌号。");
    visit.mend("请补充门牌号。");
    assert_eq!(visit.submit(), case, "a returned case keeps its number");
    visit.approve(&case);
    visit.see_the_end(&case);
}

#[test]
fn an_accountant_goes_the_whole_way_and_every_page_is_sound() {
    let gallery = Gallery::default();
    whole_way(&AT_A_DESK, Screen::Desk, Scripts::On, Some(&gallery));
    gallery.close();
}

#[test]
fn an_accountant_goes_the_whole_way_on_a_phone_without_scripts() {
    whole_way(&ON_A_PHONE, Screen::Phone, Scripts::Off, None);
}
