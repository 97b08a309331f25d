//! Metadata of a page: from all that it says of itself, what is believed.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::json_ld::JsonLd;
use super::leaves::Leaf;
use super::meta::Meta;
use crate::article::{Found, Origin};
use crate::ingest::dates::{self, DateFault, DateOrder, Written};
use crate::ingest::draft::Draft;
use crate::ingest::{language, lines, plain};

/// `<meta>` names that give the date of publication, in the order of trust.
static DATE_NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "datepublished dc.date.issued dcterms.issued dc.date.published dcterms.published publication_date publish_date publishdate publish-date published-date pubdate pub_date date_published \
     article.published article_date_original originalpublicationdate parsely-pub-date sailthru.date cxenseparse:recs:publishtime ptime pdate dc.date dc.date.created dcterms.created dcterms.date dc.created \
     citation_publication_date citation_online_date cse_date article:publish_date bt:pubdate shareaholic:article_published_time \
     rnews:datepublished vr:published_time weibo:article:create_at date displaydate timestamp created datecreated"
        .split_whitespace()
        .collect()
});

/// How many blocks before the body a printed date may stand.
const BEFORE_BODY: usize = 30;

/// Fills in what the page says of itself. `body` is the number of the first block of the article.
pub(crate) fn page(draft: &mut Draft, meta: &Meta, json_ld: &JsonLd, leaves: &[Leaf], body: usize, order: Option<DateOrder>) {
    address(draft, meta, json_ld);
    let publisher = [
        (json_ld.publisher.as_deref(), Origin::JsonLd),
        (meta.property(&["og:site_name"]), Origin::OpenGraph),
        (meta.property(&["application-name", "publisher", "dc.publisher", "parsely-site", "cre"]), Origin::Meta),
    ];
    offer(&mut draft.publisher, &publisher);
    if let Some(publisher) = &mut draft.publisher {
        let name =
            publisher.value.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.").trim_start_matches('@');
        publisher.value = name.trim_end_matches('/').to_owned();
    }
    title(draft, meta, json_ld, leaves, body);
    standfirst(draft, meta, json_ld);
    authors(draft, meta, json_ld, leaves, body);
    let section = [
        (json_ld.section.as_deref(), Origin::JsonLd),
        (meta.property(&["article:section"]), Origin::OpenGraph),
        (meta.property(&["section", "parsely-section", "sailthru.section", "articlesection"]), Origin::Meta),
    ];
    offer(&mut draft.section, &section);
    if let Some(section) = &mut draft.section {
        // Sites with several rubrics list them in one field.
        section.value = section.value.split([',', ';', '|']).next().unwrap_or("").trim().to_owned();
    }
    let tags = [
        (json_ld.language.as_deref(), Origin::JsonLd),
        (meta.language.as_deref(), Origin::Meta),
        (meta.property(&["og:locale"]), Origin::OpenGraph),
        (meta.property(&["content-language", "language", "dc.language"]), Origin::Meta),
    ];
    if draft.language.is_none() {
        draft.language = tags.iter().find_map(|(tag, origin)| Some(Found::new(language::code((*tag)?)?, *origin)));
    }
    published(draft, meta, json_ld, leaves, body, order);
}

fn offer(slot: &mut Option<Found<String>>, candidates: &[(Option<&str>, Origin)]) {
    for (value, origin) in candidates {
        if let Some(value) = value {
            Draft::offer(slot, value, *origin);
        }
    }
}

fn address(draft: &mut Draft, meta: &Meta, json_ld: &JsonLd) {
    let is_address = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
    let candidates = [
        (meta.canonical.as_deref().filter(is_address), Origin::Meta),
        (meta.property(&["og:url"]).filter(is_address), Origin::OpenGraph),
        (json_ld.url.as_deref().filter(is_address), Origin::JsonLd),
    ];
    offer(&mut draft.url, &candidates);
}

/// The headline: the page's `h1` before the body if another source has the same words, else JSON-LD, OpenGraph, `<title>`.
fn title(draft: &mut Draft, meta: &Meta, json_ld: &JsonLd, leaves: &[Leaf], body: usize) {
    if draft.title.is_some() {
        return;
    }
    let publisher = draft.publisher.as_ref().map(|p| p.value.clone());
    let open_graph = meta.property(&["og:title", "twitter:title"]).map(|title| without_outlet(title, publisher.as_deref()));
    let tag = meta.title.as_deref().map(|title| without_outlet(title, publisher.as_deref()));
    let known: Vec<String> = [json_ld.headline.as_deref(), open_graph, tag].into_iter().flatten().map(lines::normal).collect();
    let shown = leaves[..leaves.len().min(body + 3)].iter().filter(|leaf| leaf.around.heading == 1).map(|leaf| leaf.text.as_str());
    let shown: Vec<&str> = shown.filter(|text| text.split(' ').count() >= 3 && publisher.as_deref() != Some(*text)).collect();
    let agreed = shown.iter().copied().find(|text| {
        let text = lines::normal(text);
        known.iter().any(|title| title.starts_with(&text) || text.starts_with(title.as_str()) && !title.is_empty())
    });
    let candidates = [
        (agreed, Origin::Text),
        (json_ld.headline.as_deref(), Origin::JsonLd),
        (open_graph, Origin::OpenGraph),
        (shown.last().copied(), Origin::Text),
        (tag, Origin::Meta),
    ];
    offer(&mut draft.title, &candidates);
}

/// `title` without the outlet's name behind it ("Envoy leaves | Example Times").
fn without_outlet<'a>(title: &'a str, publisher: Option<&str>) -> &'a str {
    let cut =
        [" | ", " - ", " – ", " — ", " :: ", " « ", " » "].iter().filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len()))).max();
    let Some((at, length)) = cut else { return title };
    let (head, tail) = (&title[..at], lines::normal(&title[at + length..]));
    // A rubric in front: "Opinion | The envoy should stay".
    if head.split(' ').count() <= 2 && tail.split(' ').count() >= 4 {
        return &title[at + length..];
    }
    let named = publisher.map(lines::normal).is_some_and(|name| name == tail || name.contains(&tail) || tail.contains(&name));
    let outlet = title[at..].starts_with(" |") || tail.split(' ').count() <= 3 && head.split(' ').count() >= 4;
    if named || outlet { head.trim_end() } else { title }
}

fn standfirst(draft: &mut Draft, meta: &Meta, json_ld: &JsonLd) {
    let whole =
        |text: &&str| !text.ends_with("...") && !text.ends_with('…') && !text.contains("[&hellip;]") && text.split(' ').count() >= 4;
    let candidates = [
        (meta.property(&["og:description"]).filter(whole), Origin::OpenGraph),
        (json_ld.description.as_deref().filter(whole), Origin::JsonLd),
        (meta.property(&["description", "twitter:description", "dc.description"]).filter(whole), Origin::Meta),
    ];
    offer(&mut draft.standfirst, &candidates);
}

fn authors(draft: &mut Draft, meta: &Meta, json_ld: &JsonLd, leaves: &[Leaf], body: usize) {
    if !draft.authors.is_empty() {
        return;
    }
    let publisher = draft.publisher.as_ref().map(|p| lines::normal(&p.value)).unwrap_or_default();
    let mut add = |value: &str, origin: Origin| {
        let names = lines::names_in(value);
        for name in names.iter().filter(|name| lines::normal(name) != publisher) {
            draft.add_author(name, origin);
        }
        !draft.authors.is_empty()
    };
    let mut known = false;
    for value in &json_ld.authors {
        known |= add(value, Origin::JsonLd);
    }
    for (names, origin) in [
        (&["article:author", "og:author", "author"][..2], Origin::OpenGraph),
        (
            &[
                "author",
                "byl",
                "dc.creator",
                "dcterms.creator",
                "parsely-author",
                "sailthru.author",
                "citation_author",
                "article:author_name",
            ][..],
            Origin::Meta,
        ),
    ] {
        for name in names {
            if !known {
                for value in meta.all(name).filter(|value| !value.starts_with("http")) {
                    known |= add(value, origin);
                }
            }
        }
    }
    let window = body.saturating_sub(BEFORE_BODY)..leaves.len().min(body + 3);
    if !known && let Some(names) = leaves[window].iter().find_map(|leaf| lines::byline(leaf.text.as_str())) {
        for name in names {
            draft.add_author(&name, Origin::Text);
        }
    }
}

/// A date of publication that the page gives, and where.
struct Candidate {
    written: Written,
    origin: Origin,
}

/// All dates of publication that the page gives, in the order of trust, and the first value with two readings.
#[derive(Default)]
struct Candidates {
    list: Vec<Candidate>,
    doubtful: Option<String>,
}

impl Candidates {
    fn add(&mut self, value: &str, origin: Origin, order: Option<DateOrder>) {
        match dates::read(value, order) {
            Ok(written) => self.list.push(Candidate { written, origin }),
            Err(DateFault::Ambiguous) => self.doubtful = self.doubtful.take().or_else(|| Some(value.to_owned())),
            Err(DateFault::None) => {}
        }
    }

    fn add_date(&mut self, date: Date, origin: Origin) {
        self.list.push(Candidate { written: Written { date, utc: false }, origin });
    }

    /// The first, unless it is a day off what the page prints (programs write UTC, or a wrong zone), or is a moment in UTC and another
    /// source says what day that was for the publisher. The address is no such source: it may be that of a reprinted article.
    fn best(&self) -> Option<Found<Date>> {
        let first = self.list.first()?;
        let near = |other: &&Candidate| {
            let hours = other.written.date.duration_since(first.written.date).as_hours().abs();
            !other.written.utc && hours <= 24 && other.origin != Origin::Url
        };
        let printed = self.list.iter().filter(|c| c.origin == Origin::Text).find(near);
        let local = || self.list.iter().find(near).filter(|_| first.written.utc);
        let chosen = printed.or_else(local).unwrap_or(first);
        Some(Found::new(chosen.written.date, chosen.origin))
    }
}

fn published(draft: &mut Draft, meta: &Meta, json_ld: &JsonLd, leaves: &[Leaf], body: usize, order: Option<DateOrder>) {
    if draft.published.is_some() {
        return;
    }
    let mut found = Candidates::default();
    for value in &json_ld.published {
        found.add(value, Origin::JsonLd, order);
    }
    for name in
        ["article:published_time", "og:published_time", "article:published", "og:pubdate", "article:post_date", "og:article:published_time"]
    {
        meta.all(name).for_each(|value| found.add(value, Origin::OpenGraph, order));
    }
    for name in DATE_NAMES.iter() {
        meta.all(name).for_each(|value| found.add(value, Origin::Meta, order));
    }
    let modified = |role: &str| ["modified", "updated", "lastmod"].iter().any(|word| role.contains(word));
    let marked = |role: &str| {
        ["published", "pubdate", "entry-date", "dateline", "timestamp", "post-date", "publish"].iter().any(|word| role.contains(word))
    };
    let times = || meta.times.iter().filter(|time| !modified(&time.role));
    times().filter(|time| marked(&time.role)).for_each(|time| found.add(&time.stamp, Origin::TimeElement, order));
    let (printed, updated) = printed(leaves, body, order, &mut found);
    if found.list.is_empty() && printed.is_none() {
        // A lone `<time>` without a role; of several, the first stands nearest to the headline.
        times().take(1).for_each(|time| found.add(&time.stamp, Origin::TimeElement, order));
    }
    let addresses =
        [draft.url.as_ref().map(|url| url.value.clone()), meta.property(&["og:url"]).map(str::to_owned), meta.canonical.clone()];
    let in_address = addresses.iter().flatten().find_map(|url| dates::in_url(url));
    if let Some(date) = printed {
        found.add_date(date, Origin::Text);
    }
    if let Some(date) = in_address {
        found.add_date(date, Origin::Url);
    }
    draft.published = found.best();
    if let Some(value) = found.doubtful.filter(|_| draft.published.is_none()) {
        draft.offer_fault(&value, DateFault::Ambiguous);
    }
    if draft.updated.is_none() {
        let stamps = json_ld.modified.as_deref().into_iter().chain(meta.property(&[
            "article:modified_time",
            "og:updated_time",
            "last-modified",
            "dcterms.modified",
            "dc.date.modified",
        ]));
        let stamp = stamps.filter_map(|value| dates::read(value, order).ok()).map(|written| written.date).next();
        draft.updated = stamp.or(updated).map(|date| Found::new(date, Origin::Meta));
    }
}

/// The date of publication that a reader sees between headline and body, and that of the last change.
fn printed(leaves: &[Leaf], body: usize, order: Option<DateOrder>, found: &mut Candidates) -> (Option<Date>, Option<Date>) {
    let end = leaves.len().min(body + 4);
    let start = leaves[..end].iter().rposition(|leaf| leaf.around.heading == 1).unwrap_or_else(|| body.saturating_sub(BEFORE_BODY));
    let (mut updated, mut loose) = (None, None);
    for (at, leaf) in leaves.iter().enumerate().take(end).skip(start) {
        let text = leaf.text.as_str();
        if let Some(line) = lines::date_line(text, order) {
            match line.date {
                Ok(date) if line.updated => updated = updated.or(Some(date)),
                Ok(date) => return (Some(date), updated),
                Err(DateFault::Ambiguous) => found.doubtful = found.doubtful.take().or_else(|| Some(text.to_owned())),
                Err(DateFault::None) => {}
            }
        } else if loose.is_none()
            && at < body
            && !leaf.around.caption
            && !leaf.around.figure
            && text.split(' ').count() <= 20
            && !plain::is_sentence_end(text.trim_end_matches("m."))
            && let Ok(Some((date, range))) = dates::find(text, order)
            && !["updated", "modified"].iter().any(|word| text[..range.start].to_lowercase().contains(word))
        {
            loose = Some(date);
        }
    }
    (loose, updated)
}
