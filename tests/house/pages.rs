//! What every page must be: titled, labelled, whole, and free of anything that runs or paints from within.
use crate::browser::{selector, words_of};
use scraper::{ElementRef, Html};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with a page, as sentences; an empty list for a sound page.
pub fn faults_of(source: &str) -> Vec<String> {
    let page = Html::parse_document(source);
    let mut faults = Vec::new();
    faults.extend(head_faults(&page));
    faults.extend(id_faults(&page));
    faults.extend(field_faults(&page));
    faults.extend(inline_faults(&page));
    faults
}

/// Fails if anything is wrong with the page.
#[track_caller]
pub fn assert_sound(address: &str, source: &str) {
    let faults = faults_of(source);
    assert!(faults.is_empty(), "{address}:\n{}", faults.join("\n"));
}

/// Every address of this site that the page names: links, pictures, styles, scripts and forms that only read.
pub fn addresses_in(source: &str) -> BTreeSet<String> {
    let page = Html::parse_document(source);
    let named = [
        ("a[href], link[href], use[href], area[href]", "href"),
        ("[src]", "src"),
        ("form:not([method=post])", "action"),
    ];
    let mut addresses = BTreeSet::new();
    for (css, attribute) in named {
        for element in page.select(&selector(css)) {
            let address = element.value().attr(attribute).unwrap_or_default();
            let path = address.split('#').next().unwrap_or_default();
            let elsewhere =
                path.starts_with("//") || path.split('/').next().is_some_and(|first| first.contains(':'));
            if !path.is_empty() && !elsewhere {
                addresses.insert(path.to_owned());
            }
        }
    }
    addresses
}

fn head_faults(page: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    let headings = page.select(&selector("h1")).count();
    if headings != 1 {
        faults.push(format!("{headings} headings of the first level instead of one"));
    }
    if page.select(&selector("html[lang^=zh]")).next().is_none() {
        faults.push("the language is not told".to_owned());
    }
    let titled =
        page.select(&selector("head title")).any(|title| !title.text().collect::<String>().trim().is_empty());
    if !titled {
        faults.push("the page has no title".to_owned());
    }
    for element in page.select(&selector("img:not([alt]), iframe:not([title])")) {
        faults.push(format!("nothing tells what this is: {}", told(element)));
    }
    faults
}

fn id_faults(page: &Html) -> Vec<String> {
    const POINTERS: [&str; 7] =
        ["for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-errormessage", "form", "list"];
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for element in page.select(&selector("[id]")) {
        *ids.entry(element.value().id().unwrap_or_default()).or_default() += 1;
    }
    let mut faults: Vec<String> = ids
        .iter()
        .filter(|(id, times)| id.is_empty() || **times > 1)
        .map(|(id, times)| format!("the id “{id}” is given {times} times"))
        .collect();
    for element in page.select(&selector("*")) {
        let pointers =
            POINTERS.iter().filter_map(|name| element.value().attr(name).map(|target| (name, target)));
        for (name, targets) in pointers {
            let missing = targets.split_whitespace().filter(|target| !ids.contains_key(target));
            faults.extend(missing.map(|target| format!("{name} points at “{target}”, which is not here")));
        }
        let within = element.value().attr("href").and_then(|href| href.strip_prefix('#'));
        if let Some(target) = within.filter(|target| !target.is_empty() && !ids.contains_key(target)) {
            faults.push(format!("a link points at “#{target}”, which is not here"));
        }
    }
    faults
}

fn field_faults(page: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    // What nobody sees needs no label: what the script shows later, and the button that Enter presses.
    let shown = ":not([type=hidden]):not([hidden]):not([aria-hidden=true])";
    let fields = ["input", "select", "textarea", "button"].map(|name| format!("{name}{shown}")).join(", ");
    for field in page.select(&selector(&fields)) {
        let kind = field.value().attr("type").unwrap_or_default();
        let named = if field.value().name() == "button" {
            !words_of(field).is_empty()
                || field.value().attr("aria-label").is_some_and(|label| !label.is_empty())
        } else if matches!(kind, "submit" | "reset" | "button") {
            field.value().attr("value").is_some_and(|value| !value.trim().is_empty())
        } else {
            !crate::browser::labels_of(page, field).is_empty()
        };
        if !named {
            faults.push(format!("a field without a label: {}", told(field)));
        }
    }
    for link in page.select(&selector("a[href]")) {
        let picture = link.select(&selector("img[alt]:not([alt=''])")).next().is_some();
        if words_of(link).is_empty() && !picture && link.value().attr("aria-label").is_none_or(str::is_empty)
        {
            faults.push(format!("a link without words: {}", told(link)));
        }
    }
    for set in page.select(&selector("fieldset")) {
        if !set.child_elements().any(|child| child.value().name() == "legend" && !words_of(child).is_empty())
        {
            faults.push("a group of fields without a legend".to_owned());
        }
    }
    faults
}

fn inline_faults(page: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    let data = ["application/json", "application/ld+json"];
    for element in page.select(&selector("*")) {
        let value = element.value();
        let runs = value.name() == "script"
            && value.attr("src").is_none()
            && !value.attr("type").is_some_and(|kind| data.contains(&kind));
        let handles = value.attrs().any(|(name, _)| name.starts_with("on"));
        let paints = value.name() == "style" || value.attr("style").is_some();
        let leads =
            value.attrs().any(|(_, text)| text.trim_start().to_ascii_lowercase().starts_with("javascript:"));
        if runs || handles || paints || leads {
            faults.push(format!("script or style within the page: {}", told(element)));
        }
    }
    faults
}

fn told(element: ElementRef) -> String {
    element.html().chars().take(120).collect()
}

#[test]
fn a_sound_page_has_no_faults() {
    let page = r#"<!doctype html><html lang="zh-CN"><head><title>查询</title><link rel="stylesheet" href="/a.css"></head>
        <body><h1>查询</h1><a href="/help?x=1#top">帮助</a><a href="https://other.example/">外面</a><a href="mailto:a@b.cn">信</a>
        <form action="/find"><label for="q">姓名</label><input id="q" name="q" aria-describedby="h"><p id="h">全名</p>
        <label>年<input name="y"></label><input type="hidden" name="t"><button>查询</button></form>
        <form method="post" action="/send"><button aria-label="关闭"></button><button hidden><svg></svg></button></form><img src="/p.png" alt="">
        <script src="/a.js"></script></body></html>"#;
    assert_sound("/", page);
    let found: Vec<String> = addresses_in(page).into_iter().collect();
    assert_eq!(found, ["/a.css", "/a.js", "/find", "/help?x=1", "/p.png"]);
}

#[test]
fn each_fault_is_found() {
    let around = |inner: &str| format!("<!doctype html><html lang=zh><title>t</title><h1>h</h1>{inner}");
    let cases = [
        "<!doctype html><html lang=zh><title>t</title><p>no heading</p>".to_owned(),
        "<!doctype html><html><title>t</title><h1>no language</h1>".to_owned(),
        "<!doctype html><html lang=zh><title> </title><h1>no title</h1>".to_owned(),
        around("<h1>two</h1>"),
        around("<img src=/x>"),
        around("<p id=a></p><p id=a></p>"),
        around("<label for=nowhere>x</label>"),
        around("<p aria-describedby='nowhere'></p>"),
        around("<a href='#nowhere'>x</a>"),
        around("<input name=x placeholder=姓名>"),
        around("<select name=x></select>"),
        around("<input type=submit value=''>"),
        around("<button> </button>"),
        around("<a href=/x></a>"),
        around("<fieldset><label>x<input name=x></label></fieldset>"),
        around("<script>1</script>"),
        around("<style>p{}</style>"),
        around("<p style='color:red'></p>"),
        around("<p onclick='x()'></p>"),
        around("<a href='javascript:x()'>x</a>"),
    ];
    for page in cases {
        assert_eq!(faults_of(&page).len(), 1, "{page}: {:?}", faults_of(&page));
    }
}
