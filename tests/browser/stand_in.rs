//! A small server with pages of its own, on which the tools of these tests prove themselves.
use crate::driver::{Driver, Screen, Scripts};
use crate::process::{Folder, Running, exchange, http_address};
use crate::window::{Window, target};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;

const SOUND: &str = r#"<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>试页</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/look.css"></head><body><main><h1>试页</h1>
<form method="post" action="/sent" enctype="multipart/form-data">
<p><label for="name">姓名 （必填）</label> <input id="name" name="name" value="旧"></p>
<fieldset><legend>出生日期</legend><label>年 <input name="year"></label> <label>月 <input name="month"></label></fieldset>
<fieldset><legend>性别</legend><label><input type="radio" name="sex" value="f"> 女</label>
<label><input type="radio" name="sex" value="m"> 男</label></fieldset>
<p><label for="region">地区</label> <select id="region" name="region"><option>请选择</option><option>东区</option></select></p>
<p><label><input type="checkbox" name="agree"> 我同意</label></p>
<p><label for="photo">照片</label> <input type="file" id="photo" name="photo"></p>
<p><button>提交</button></p></form><p><a class="big" href="/quiet">下一页</a></p><p id="said">脚本没有运行</p></main>
<script src="/page.js"></script></body></html>"#;

const LOUD: &str = r#"<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>吵</title>
<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/look.css"></head><body><main><h1>吵</h1>
<p class="tiny">小字</p><button class="tiny">点</button><input name="unlabelled"><p class="wide">宽</p></main>
<script>document.title = 'inline'</script></body></html>"#;

const LOOK: &str = "body { font: 20px/1.75 sans-serif; margin: 16px }
input, select, button, label, .big { min-height: 48px; font-size: 20px; min-width: 48px; display: inline-block }
main { max-width: 100% } input, select { max-width: 100%; box-sizing: border-box }
.tiny { font-size: 9px; min-height: 0; min-width: 0; padding: 0 } .wide { width: 3000px }";

const SCRIPT: &str = "setTimeout(() => { document.getElementById('said').textContent = '脚本运行了' }, 100)";

/// Serves the pages above until the test ends; says where.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback is here");
    let address = format!("http://{}", listener.local_addr().expect("it listens"));
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            // A browser opens connections that it may never use; none may hold up the others.
            std::thread::spawn(move || answer(stream));
        }
    });
    address
}

fn answer(mut stream: TcpStream) -> Option<()> {
    let mut asked = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let length = stream.read(&mut piece).ok().filter(|length| *length > 0)?;
        asked.extend(&piece[..length]);
        let text = String::from_utf8_lossy(&asked);
        let whole = text
            .split_once("\r\n\r\n")
            .is_some_and(|(head, _)| !head.starts_with("POST") || text.trim_end().ends_with("--"));
        if whole {
            break;
        }
    }
    let text = String::from_utf8_lossy(&asked).into_owned();
    let path = text.split(' ').nth(1)?;
    let sent;
    let (status, kind, body) = match path {
        "/" => ("200 OK", "text/html", SOUND),
        "/loud" => ("200 OK", "text/html", LOUD),
        "/quiet" => (
            "200 OK",
            "text/html",
            "<!doctype html><meta charset=utf-8><link rel=icon href=/icon.svg><h1>下一页到了</h1>",
        ),
        "/look.css" => ("200 OK", "text/css", LOOK),
        "/page.js" => ("200 OK", "text/javascript", SCRIPT),
        "/icon.svg" => ("200 OK", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        "/sent" => {
            let shown = text.split_once("\r\n\r\n")?.1.replace('<', "&lt;");
            sent = format!(
                "<!doctype html><meta charset=utf-8><link rel=icon href=/icon.svg><pre>收到：{shown}</pre>"
            );
            ("422 Unprocessable Content", "text/html", sent.as_str())
        }
        _ => ("404 Not Found", "text/plain", "没有"),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\
         Content-Security-Policy: default-src 'self'\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()
}

#[test]
fn a_form_is_filled_in_by_its_words() {
    let (driver, address, folder) = (Driver::start(), serve(), Folder::new("chosen-file"));
    let photo = folder.path().join("photo.jpg");
    std::fs::write(&photo, "PHOTO").expect("the folder is there");
    for (name, scripts) in [("form-scripts", Scripts::On), ("form-plain", Scripts::Off)] {
        let window = Window::open(&driver, name, Screen::Phone, scripts);
        window.visit(&address);
        window.fill("姓名", "王䶮");
        window.fill("出生日期/年", "1990");
        window.choose("性别", "男");
        window.choose("地区", "东区");
        window.check("我同意");
        window.attach("照片", &photo);
        window.press("提交");
        window.wait_for("收到");
        let text = window.text();
        let sent =
            ["王䶮", "1990", "\"sex\"\n\nm", "东区", "\"agree\"\n\non", "filename=\"photo.jpg\"", "PHOTO"];
        for part in sent {
            assert!(text.contains(part), "{part} is not in:\n{text}");
        }
        window.misses("旧");
        window.assert_quiet(&["status of 422"]);
        window.back();
        window.follow("下一页");
        window.wait_for("下一页到了");
        assert!(window.address().ends_with("/quiet"));
    }
}

#[test]
fn scripts_run_only_where_they_are_allowed() {
    let (driver, address) = (Driver::start(), serve());
    let with = Window::open(&driver, "with-scripts", Screen::Desk, Scripts::On);
    with.visit(&address);
    with.wait_for("脚本运行了");
    let without = Window::open(&driver, "without-scripts", Screen::Desk, Scripts::Off);
    without.visit(&address);
    // Timers stand still where scripts are off, so the other window tells when the script would have run.
    with.run_until_answered("setTimeout(arguments[0], 300)");
    without.wait_for("脚本没有运行");
    without.misses("脚本运行了");
}

#[test]
fn a_sound_page_is_sound_on_every_screen() {
    let (driver, address) = (Driver::start(), serve());
    for screen in Screen::ALL {
        let window = Window::open(&driver, &format!("sound-{screen:?}"), screen, Scripts::On);
        window.visit(&address);
        let (width, height) = screen.size();
        let seen = window.run("return [innerWidth, innerHeight]", &serde_json::json!([]));
        assert_eq!(seen, serde_json::json!([width, height]));
        window.assert_accessible();
        window.measured().fits().reads_from(18.0).touches_from(44.0);
        window.assert_quiet(&[]);
        let name = format!("stand-in-{screen:?}").to_lowercase();
        let png = window.picture(&name);
        let kept = std::fs::read(target().join(format!("screenshots/{name}.png")));
        assert!(png.starts_with(b"\x89PNG") && kept.is_ok_and(|kept| kept == png));
    }
}

#[test]
fn an_unsound_page_is_found_out() {
    let (driver, address) = (Driver::start(), serve());
    let window = Window::open(&driver, "unsound", Screen::Desk, Scripts::On);
    window.visit(&format!("{address}/loud"));
    let found = window.axe_violations().join("\n");
    assert!(found.contains("label: "), "{found}");
    let measured = window.measured();
    assert!(measured.sideways > 1000.0 && measured.smallest_text.0 < 10.0, "{measured:?}");
    assert!(
        measured.targets.iter().any(|(size, words)| *size < 44.0 && words == "button 点"),
        "{measured:?}"
    );
    let log = window.log();
    assert!(
        log.iter().any(|(source, _, message)| source == "security" && message.contains("inline")),
        "{log:?}"
    );
}

#[test]
fn the_executable_is_started_from_here_too() {
    let folder = Folder::new("browser-no-such-verb");
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhangfang"));
    command.arg("no-such-verb").current_dir(folder.path());
    assert!(Running::start(&mut command, http_address).is_err());
    let address = serve();
    let page = exchange::send(&address, "GET", "/quiet", &[], b"").expect("it answers");
    assert!(
        page.status == 200 && page.text().contains("下一页到了") && page.header("content-length").is_some()
    );
}
