//! Headers, validators and bad manners: what every answer owes, and what no request can do.

use crate::site::TestSite;
use axum::http::StatusCode;
use serde_json::json;

#[test]
fn a_page_that_did_not_change_is_not_sent_again() {
    let site = TestSite::of_specimens();
    let first = site.get("/search");
    let tag = first.header("etag").to_owned();
    assert!(!tag.is_empty());
    let again = site.ask("/search", &[("if-none-match", &tag)]);
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(again.header("etag"), tag);
    assert_eq!(site.ask("/search", &[("if-none-match", "W/\"another\"")]).status, StatusCode::OK);
}

#[test]
fn no_page_lets_anything_run_but_the_script_of_the_search_box() {
    let site = TestSite::of_specimens();
    let ours = site.get("/").text();
    let ours =
        ours.split("<script src=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let script = site.get(&ours);
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(script.header("cache-control").contains("immutable"));
    let tag = format!("<script src=\"{ours}\" defer></script>");
    // Of searches some of every kind: all their combinations are drawn by the same templates.
    let searches = [
        "/search?q=telegram&sort=relevance",
        "/search?period=early+1949&undated=1",
        "/search?year=1949&year=1950",
        "/search/values?facet=person&find=a",
        "/search/values?facet=subject",
    ];
    let starts = [&["/collections", "/people"], &searches[..]].concat();
    for (path, reply) in site.crawl(&starts, 0) {
        let policy = reply.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        // In a file that is handed out nothing runs at all.
        let scripts = policy.contains("script-src 'self';") || policy.contains("sandbox");
        assert!(scripts && !policy.contains("unsafe-eval"), "{path}: {policy}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        if reply.header("content-type").starts_with("text/html") {
            let text = reply.text().replacen(&tag, "", 1);
            for sign in ["<script", " style=\"", " onload=", " onclick=", "<iframe", "javascript:"] {
                assert!(!text.contains(sign), "{path} holds {sign}");
            }
        }
    }
}

#[test]
fn pages_are_compressed_for_those_who_can_read_them_so() {
    let site = TestSite::of_specimens();
    let plain = site.get("/search");
    let packed = site.ask("/search", &[("accept-encoding", "gzip")]);
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.body.len() * 2 < plain.body.len());
    assert_eq!(packed.header("etag"), plain.header("etag"));
}

#[test]
fn a_hostile_description_is_inert() {
    let evil = "<script>alert(1)</script>\" onmouseover=\"alert(1)\u{202e}";
    let site = TestSite::new();
    let words = json!([{ "words": evil }]);
    site.import(
        "evil.jsonl",
        &[
            json!({"collection": {"source_key": "c", "title": evil, "description": evil}}),
            json!({"authority": {"source_key": "a", "kind": "person", "names": [{"form": evil, "kind": "preferred"}, {"form": evil, "kind": "cover", "channel": evil}], "description": evil, "external_ids": [{"scheme": evil, "value": "javascript:alert(1)"}, {"scheme": "viaf", "value": "\"><script>"}]}}),
            json!({"unit": {"source_key": "u", "repository": evil, "reference": [{"unit": evil, "value": evil}]}}),
            json!({"document": {
                "source_key": "d", "titles": [{"text": evil}, {"text": evil, "language": "ru"}], "abstracts": [{"text": evil}],
                "dates": [{"role": "created", "display": evil}], "genre": evil, "numbers": [{"value": evil}],
                "agents": [{"role": "sender", "as_written": evil, "name": evil, "office_as_written": evil, "evidence": evil, "authority": {"source_key": "a"}}],
                "places": [{"role": "sent_from", "as_written": evil}], "subjects": [{"as_written": evil}], "topics": [evil],
                "markings": [{"as_written": evil}], "collections": [{"source_key": "c"}],
                "witnesses": [{"id": "w1", "unit": {"source_key": "u"}, "verbatim": evil, "published_in": evil}],
                "rights": {"statement": evil, "uri": "javascript:alert(1)", "holder": evil},
                "renditions": [{"id": "r1", "kind": "transcription", "text": {"blocks": [
                    {"anchor": "p1\"><script>", "kind": "paragraph", "content": [
                        {"words": evil}, {"gap": {"words": evil}}, {"redaction": {"words": evil}}, {"page_break": {"number": evil}},
                        {"outside_link": {"url": "javascript:alert(1)", "content": words}},
                        {"mention": {"authority": {"source_key": "a"}, "content": words}}, {"note_mark": "n1"}]}],
                    "notes": [{"id": "n1", "label": evil, "content": words}]}}]
            }}),
        ],
    );
    site.follow();
    let pages = site.crawl(&["/", "/search?q=alert", "/people", "/collections", "/sitemap.xml"], 1);
    assert!(
        pages.keys().any(|path| path.starts_with("/documents/") && path.ends_with(".json")),
        "{:?}",
        pages.keys()
    );
    for (path, reply) in pages {
        let text = reply.text();
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        if reply.header("content-type").starts_with("text/csv") {
            let formula = |cell: &str| cell.trim_start_matches('"').starts_with(['=', '+', '@']);
            assert!(!text.split([',', '\n']).any(formula), "{path}: {text}");
        }
        let shown = ["text/html", "application/xml"];
        if shown.iter().any(|shown| reply.header("content-type").starts_with(shown)) {
            let ours = "<script src=\"/-/script/";
            assert!(!text.replacen(ours, "", 1).contains("<script"), "{path}: {text}");
            assert!(!text.contains("\" onmouseover"), "{path}");
            assert!(!text.contains("href=\"javascript"), "{path}");
            assert!(!text.contains('\u{202e}'), "{path}");
        }
    }
}

#[test]
fn hostile_questions_are_answered_or_refused_politely() {
    let site = TestSite::of_specimens();
    let many = (0..1_500).map(|n| format!("w{n}")).collect::<Vec<_>>().join("+OR+");
    let deep = "(".repeat(5_000);
    let conditions = (0..500).map(|n| format!("person={n}")).collect::<Vec<_>>().join("&");
    for question in [
        format!("/search?q={}", &many[..7_000]),
        format!("/search?q={deep}"),
        "/search?page=18446744073709551615".into(),
        "/search?q=a*+OR+*b+OR+c~&sort=relevance".into(),
        "/search?q=%FF%FE%00&in=nowhere&sort=nothing&from=%F0".into(),
        format!("/search?{conditions}"),
    ] {
        let reply = site.get(&question);
        assert_eq!(reply.status, StatusCode::OK, "{}", &question[..60.min(question.len())]);
    }
    assert_eq!(site.get(&format!("/search?q={}", "x".repeat(9_000))).status, StatusCode::URI_TOO_LONG);
}

/// The addresses that robots.txt leaves open, and that no link marked `nofollow` alone leads to.
#[test]
fn a_polite_crawler_comes_to_an_end_soon() {
    let site = TestSite::of_specimens();
    let robots = site.get("/robots.txt").text();
    let closed: Vec<&str> = robots.lines().filter_map(|line| line.strip_prefix("Disallow: ")).collect();
    let mut found = std::collections::BTreeSet::new();
    let mut waiting = vec!["/".to_owned(), "/sitemap.xml".to_owned()];
    while let Some(path) = waiting.pop() {
        if closed.iter().any(|part| path.starts_with(part)) || !found.insert(path.clone()) {
            continue;
        }
        let text = site.get(&path).text();
        for tag in text.split('<').filter(|tag| tag.starts_with("a ") && !tag.contains("nofollow")) {
            let link = tag.split("href=\"").nth(1).and_then(|rest| rest.split(['"', '#']).next());
            waiting.extend(link.filter(|link| link.starts_with('/')).map(str::to_owned));
        }
    }
    let documents = 34;
    assert!(found.len() > documents && found.len() <= 20 * documents, "{} addresses", found.len());
    assert!(found.iter().all(|path| !path.starts_with("/search?")), "{found:?}");
}

#[test]
fn a_search_has_one_address_and_is_not_to_be_listed() {
    let site = TestSite::of_specimens();
    let canonical = |path: &str| {
        let reply = site.get(path);
        assert_eq!(reply.header("x-robots-tag"), "noindex, nofollow", "{path}");
        let text = reply.text();
        let rest = text.split("<link rel=\"canonical\" href=\"").nth(1).unwrap();
        rest.split('"').next().unwrap().replace("&amp;", "&")
    };
    let one = canonical("/search?year=1949&genre=cable&q=mao&year=1950");
    assert_eq!(one, "/search?q=mao&genre=cable&year=1949&year=1950");
    assert_eq!(
        canonical("/search?q=mao&year=1950&in=everything&genre=cable&year=1949&nothing=1&sort=date"),
        one
    );
    assert_eq!(canonical("/search/values?facet=genre&year=1949"), "/search/values?facet=genre&year=1949");
    let many = (1900..2000).map(|year| format!("year={year}")).collect::<Vec<_>>().join("&");
    let reply = site.get(&format!("/search?{many}")).text();
    assert!(reply.contains("Only the first 24 conditions were taken."), "{reply}");
}

#[test]
fn traversal_finds_nothing() {
    let site = TestSite::of_specimens();
    for path in [
        "/documents/..%2F..%2Fetc%2Fpasswd",
        "/documents/%2e%2e",
        "/collections/..%2f..",
        "/documents/9f5dmxmd/files/..%2F..%2Fcatalogue.sqlite",
        "/-/style/..%2F..%2Ffonds.toml",
        "/sitemap/..%2Fx.xml",
        "/nowhere",
    ] {
        assert_eq!(site.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
}
