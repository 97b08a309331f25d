//! `application/ld+json`: what schema.org has to say of an article.

use serde_json::Value;

use super::scan::decoded;
use crate::ingest::mapped::fold_plain;

/// What the best node of a page says.
#[derive(Debug, Default)]
pub(crate) struct JsonLd {
    pub(crate) headline: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) published: Vec<String>,
    pub(crate) modified: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
    /// True if the node has an `articleBody`.
    pub(crate) body: Option<String>,
}

/// Levels of `@graph`, lists and `mainEntity` that are looked into.
const DEEPEST: usize = 6;

/// Reads the scripts of a page, and takes the node that is most an article. Scripts that are no JSON are passed over.
pub(crate) fn read<'a>(scripts: impl Iterator<Item = &'a str>) -> JsonLd {
    let values: Vec<Value> = scripts.filter_map(parse).collect();
    let mut nodes: Vec<(u8, &Value)> = Vec::new();
    for value in &values {
        collect(value, &mut nodes, 0);
    }
    // The first of the best: `max_by_key` would take the last.
    let best = nodes.iter().rev().max_by_key(|(score, _)| *score);
    best.map(|(_, node)| node_of(node, &nodes)).unwrap_or_default()
}

fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    let script = script.trim_start_matches("<!--").trim_start_matches("//").trim_start_matches("<![CDATA[");
    let script = script.trim_end_matches("-->").trim_end_matches("]]>").trim_end_matches("//").trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        // Line ends inside strings are the commonest fault; a blank says the same.
        let mended: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&mended).ok()
    })
}

fn collect<'a>(value: &'a Value, nodes: &mut Vec<(u8, &'a Value)>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(list) => list.iter().for_each(|item| collect(item, nodes, depth + 1)),
        Value::Object(map) => {
            let score = kinds(value).map(rank).max().unwrap_or(0);
            if score > 0 {
                nodes.push((score + u8::from(map.contains_key("datePublished")) + u8::from(map.contains_key("headline")), value));
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "liveBlogUpdate"] {
                if let Some(inner) = map.get(key)
                    && key != "liveBlogUpdate"
                {
                    collect(inner, nodes, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn kinds(node: &Value) -> impl Iterator<Item = &str> {
    let one = node.get("@type").and_then(Value::as_str);
    let many = node.get("@type").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many)
}

fn rank(kind: &str) -> u8 {
    match kind.rsplit(['/', ':']).next().unwrap_or(kind) {
        "NewsArticle"
        | "ReportageNewsArticle"
        | "AnalysisNewsArticle"
        | "OpinionNewsArticle"
        | "BackgroundNewsArticle"
        | "LiveBlogPosting"
        | "AskPublicNewsArticle" => 20,
        "Article"
        | "ReviewNewsArticle"
        | "Report"
        | "TechArticle"
        | "ScholarlyArticle"
        | "SatiricalArticle"
        | "AdvertiserContentArticle" => 18,
        "BlogPosting" | "SocialMediaPosting" | "ClaimReview" | "Review" => 16,
        "WebPage" | "ItemPage" | "CreativeWork" => 4,
        _ => 0,
    }
}

fn text(value: Option<&Value>) -> Option<String> {
    let value = value?;
    let text = value.as_str().or_else(|| value.get("@value").and_then(Value::as_str)).or_else(|| value.get(0).and_then(Value::as_str))?;
    let text = fold_plain(&decoded(text));
    (!text.is_empty()).then_some(text)
}

/// The name of a thing that is given as a string, an object, a list, or a reference to another node.
fn thing(value: Option<&Value>, nodes: &[(u8, &Value)]) -> Vec<String> {
    let Some(value) = value else { return Vec::new() };
    match value {
        Value::Array(list) => list.iter().flat_map(|item| thing(Some(item), nodes)).collect(),
        Value::Object(map) => {
            if let Some(name) = map.get("name") {
                return thing(Some(name), nodes);
            }
            let id = map.get("@id");
            let node = id.and_then(|id| nodes.iter().find(|(_, node)| node.get("@id") == Some(id)));
            text(node.and_then(|(_, node)| node.get("name"))).into_iter().collect()
        }
        _ => text(Some(value)).filter(|name| !name.starts_with("http")).into_iter().collect(),
    }
}

fn node_of(node: &Value, nodes: &[(u8, &Value)]) -> JsonLd {
    let mut published: Vec<String> = ["datePublished", "dateCreated", "uploadDate"].iter().filter_map(|key| text(node.get(*key))).collect();
    published.truncate(2);
    JsonLd {
        headline: text(node.get("headline")).or_else(|| text(node.get("name"))),
        description: text(node.get("description")),
        published,
        modified: text(node.get("dateModified")),
        authors: [node.get("author"), node.get("creator")]
            .into_iter()
            .map(|v| thing(v, nodes))
            .find(|names| !names.is_empty())
            .unwrap_or_default(),
        publisher: thing(node.get("publisher"), nodes).into_iter().next(),
        section: text(node.get("articleSection")),
        language: text(node.get("inLanguage")),
        url: text(node.get("url"))
            .or_else(|| text(node.get("mainEntityOfPage")))
            .or_else(|| text(node.pointer("/mainEntityOfPage/@id")))
            .filter(|url| url.starts_with("http")),
        body: node.get("articleBody").and_then(Value::as_str).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_in_graphs_and_lists() {
        let script = r#"{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, [{"@type": ["NewsArticle"], "headline": "Envoy &amp; council",
            "datePublished": "2023-04-21T23:30:00-05:00", "dateModified": "2023-04-22", "author": [{"name": "Jane Roe"}, "John Doe"],
            "publisher": {"@type": "Organization", "name": "Example Times"}}]]}"#;
        let found = read([script, "{ broken"].into_iter());
        assert_eq!(found.headline.as_deref(), Some("Envoy & council"));
        assert_eq!(found.published, ["2023-04-21T23:30:00-05:00"]);
        assert_eq!(found.authors, ["Jane Roe", "John Doe"]);
        assert_eq!(found.publisher.as_deref(), Some("Example Times"));
    }

    #[test]
    fn line_ends_in_strings_do_no_harm() {
        assert_eq!(read(["{\"@type\": \"Article\", \"headline\": \"a\nb\"}"].into_iter()).headline.as_deref(), Some("a b"));
    }
}
