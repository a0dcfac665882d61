//! The pages of the specimen archive, as a reader meets them.

use crate::site::TestSite;
use axum::http::StatusCode;

/// A page without the hash of the style sheet, which changes with every change of the looks.
fn page(site: &TestSite, path: &str) -> String {
    ["/-/style/", "/-/script/"].iter().fold(site.get(path).text(), |text, kept| match text.split_once(kept) {
        Some((before, after)) => {
            format!("{before}{kept}HASH{}", after.trim_start_matches(|c: char| c.is_ascii_hexdigit()))
        }
        None => text,
    })
}

#[test]
fn every_page_of_the_specimens_can_be_reached_and_drawn() {
    let site = TestSite::of_specimens();
    // Conditions can be combined without end; one step from the full list is walked here.
    let pages =
        site.crawl(&["/people", "/places", "/subjects", "/organizations", "/collections", "/sitemap.xml"], 1);
    let broken: Vec<_> = pages
        .iter()
        .filter(|(path, reply)| {
            !path.starts_with("/search") && !reply.status.is_success() && !reply.status.is_redirection()
        })
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
    let documents =
        pages.keys().filter(|path| path.starts_with("/documents/") && path.matches('/').count() == 3);
    assert!(documents.count() >= 34);
}

#[test]
fn the_list_stands_in_order_of_date_under_marks_of_years_and_months() {
    let site = TestSite::of_specimens();
    insta::assert_snapshot!(page(&site, "/search"));
}

#[test]
fn a_telegram_is_read_beside_its_translation_with_notes_and_redactions() {
    let site = TestSite::of_specimens();
    let found = site.get("/search.json?q=%22seed%20potatoes%22&in=titles").text();
    assert!(found.contains("\"total\""), "{found}");
    let list = site.get("/search?q=0312&in=references").text();
    let path = list.split("<h3").nth(1).and_then(|rest| rest.split("href=\"").nth(1)).unwrap();
    let path = path.split('"').next().unwrap();
    assert_eq!(site.get(path).status, StatusCode::OK);
    insta::assert_snapshot!(page(&site, path));
}

#[test]
fn a_search_marks_its_words_and_offers_to_cancel_each_condition() {
    let site = TestSite::of_specimens();
    let page = site.get("/search?q=sleepers&from=March+1949&genre=ciphered+telegram").text();
    assert!(page.contains("<mark>sleepers</mark>"), "{page}");
    assert!(page.contains("aria-label=\"Cancel From March 1949\""));
    assert!(page.contains("aria-label=\"Cancel Kind ciphered telegram\""));
    assert!(page.contains("name=\"robots\" content=\"noindex, nofollow\""));
}

#[test]
fn each_field_of_a_query_is_a_condition_that_is_cancelled_alone() {
    let site = TestSite::of_specimens();
    let page = site.get("/search?q=sleepers+title%3Atelegram+-notes%3Adraft&in=text&sort=relevance").text();
    for condition in ["Cancel In Full text", "Cancel Title telegram", "Cancel Not notes draft"] {
        assert!(page.contains(&format!("aria-label=\"{condition}\"")), "{condition} in {page}");
    }
    assert!(
        page.contains("href=\"/search?q=sleepers%20-notes%3Adraft&amp;in=text&amp;sort=relevance\""),
        "{page}"
    );
    assert!(page.contains("href=\"/search?q=sleepers&amp;sort=relevance\""), "{page}");
}

#[test]
fn what_cannot_be_understood_is_said_and_the_rest_is_run() {
    let site = TestSite::of_specimens();
    let page = site.get("/search?q=%22sleepers&from=the+day+after&page=99999999999999999999").text();
    assert!(page.contains("A quotation mark is not closed"), "{page}");
    assert!(page.contains("could not be understood and was left out"), "{page}");
}

#[test]
fn the_front_page_says_what_there_is() {
    let site = TestSite::of_specimens();
    insta::assert_snapshot!(page(&site, "/"));
}

#[test]
fn an_empty_archive_has_pages_too() {
    let site = TestSite::new();
    for path in [
        "/",
        "/search",
        "/search.json",
        "/search.atom",
        "/search?q=nothing+of+the+kind",
        "/search/complete?q=an",
        "/search/suggest?q=an",
        "/-/opensearch.xml",
        "/collections",
        "/people",
        "/sitemap.xml",
        "/robots.txt",
        "/-/healthz",
    ] {
        assert_eq!(site.get(path).status, StatusCode::OK, "{path}");
    }
}

#[test]
fn short_and_mistyped_addresses_lead_to_the_full_one() {
    let site = TestSite::of_specimens();
    let sitemap = site.get("/sitemap.xml").text();
    let full = sitemap.split("<loc>").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned();
    let short = full.rsplit_once('/').unwrap().0.to_owned();
    for asked in [short.clone(), format!("{short}/another-title")] {
        let reply = site.get(&asked);
        assert_eq!(
            (reply.status, reply.header("location")),
            (StatusCode::MOVED_PERMANENTLY, full.as_str()),
            "{asked}"
        );
    }
    assert_eq!(site.get(&format!("{short}.json")).status, StatusCode::OK);
    for form in ["txt", "tei.xml", "bib", "ris"] {
        assert_eq!(site.get(&format!("{short}.{form}")).status, StatusCode::OK, "{form}");
    }
    assert_eq!(site.get(&format!("{short}.exe")).status, StatusCode::NOT_FOUND);
}

#[test]
fn the_manual_lists_every_address() {
    let manual = include_str!("../../../book/src/addresses.md");
    for route in fonds_web::routes::ROUTES {
        assert!(manual.contains(&format!("`{}`", route.path)), "book/src/addresses.md lacks {}", route.path);
    }
}

/// A telegram of 24 October 1962 at this time of day, or of a longer span.
fn of_the_crisis(key: &str, time: Option<&str>, days: [&str; 2]) -> serde_json::Value {
    let mut date = serde_json::json!({"role": "sent", "display": days[0], "edtf": days[0], "earliest": days[0], "latest": days[1]});
    if let Some(time) = time {
        date["time"] = time.into();
    }
    if days[0] != days[1] {
        date["edtf"] = format!("{}/{}", days[0], days[1]).into();
    }
    serde_json::json!({"document": {"source_key": key, "titles": [{"text": key}], "dates": [date]}})
}

fn of_the_day() -> TestSite {
    let site = TestSite::new();
    let day = ["1962-10-24", "1962-10-24"];
    site.import(
        "crisis.jsonl",
        &[
            of_the_crisis("At night", Some("23:50"), day),
            of_the_crisis("At noon", Some("12:00"), day),
            of_the_crisis("Some time", None, day),
            of_the_crisis("Before dawn", Some("04:05"), day),
            of_the_crisis("That month", None, ["1962-10-01", "1962-10-31"]),
            of_the_crisis("The day after", Some("00:10"), ["1962-10-25", "1962-10-25"]),
        ],
    );
    site.follow();
    site
}

#[test]
fn a_day_of_crisis_is_read_hour_by_hour() {
    let site = of_the_day();
    let text = page(&site, "/search");
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}"));
    let order = ["That month", "Some time", "Before dawn", "At noon", "At night", "The day after"];
    assert!(order.map(place).is_sorted(), "{text}");
    for clock in ["04:05", "12:00", "23:50", "00:10"] {
        assert!(text.contains(&format!("<span class=\"clock\">{clock}</span>")), "{clock}");
    }
}

#[test]
fn each_document_says_how_surely_it_falls_into_the_period_and_the_sum_is_of_the_whole_result() {
    let site = of_the_day();
    let text = page(&site, "/search?period=24-25+October+1962");
    assert!(text.contains("5 certainly and 1 possibly within 24 October 1962 to 25 October 1962"), "{text}");
    assert_eq!(text.matches("data-within=\"certainly\"").count(), 5);
    assert_eq!(text.matches("data-within=\"possibly\"").count(), 1);
    let reply: serde_json::Value =
        serde_json::from_slice(&site.get("/search.json?period=24-25+October+1962").body).unwrap();
    assert_eq!(reply["dates"]["certainly"], 5);
    assert_eq!(reply["dates"]["possibly"], 1);
    assert_eq!(reply["hits"][0]["falls"], "possibly");
    let days = reply["histogram"]["buckets"].as_array().unwrap();
    assert_eq!((days[0]["certainly"].as_u64(), days[1]["certainly"].as_u64()), (Some(4), Some(1)));
    // One thirty-first of the month's document.
    assert!((days[0]["possibly"].as_f64().unwrap() - 1.0 / 31.0).abs() < 1e-5);
    let sum = |name: &str| days.iter().map(|day| day[name].as_f64().unwrap()).sum::<f64>();
    let outside = reply["histogram"]["outside"].as_f64().unwrap();
    assert!((sum("certainly") + sum("possibly") + outside - 6.0).abs() < 1e-9);
}
