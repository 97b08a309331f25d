//! The page of one article.

mod events;
mod ledger;
mod statements;
mod text;
mod timeline;
mod who;

pub(crate) use events::is_first;

use demarche::record::{Parts, Record};
use maud::{Markup, html};

use crate::marks::Marks;
use crate::names::{Names, web_address};
use crate::{graph, map, shell};

/// One self-contained page: the article with everything marked, and beside it what was read out of it. Linear in the size of the record,
/// but for the text that many items share.
pub fn page(record: &Record) -> String {
    let names = Names::new(record);
    let parts = Parts::new(&record.article);
    let marks = Marks::new(&names);
    let title = record.article.title.as_deref().unwrap_or("Article without a headline");
    let body = html! {
        a.skip href="#record" { "Skip to the record" }
        div.page {
            main.text tabindex="0" aria-label="The article" {
                (text::article(&parts, &marks, &record.article))
            }
            aside.record #record aria-label="The record" {
                (contents(record))
                (legend())
                (panels(&names, &parts))
                (made_by(record))
            }
        }
        p.told #told role="status" {}
    };
    shell::page(title, record.article.language.as_deref().unwrap_or("en"), "article", &body)
}

fn panels(names: &Names, parts: &Parts) -> Markup {
    html! {
        (panel("graph", "Who did what to whom", graph::draw(names)))
        (panel("events", "Events", events::list(names, parts)))
        (panel("statements", "Who said what", statements::by_speaker(names, parts)))
        (panel("ledger", "Asked, promised, refused, delivered", ledger::table(names)))
        (panel("timeline", "When", timeline::list(names)))
        (panel("map", "Where", map::draw(names.record)))
        (panel("who", "Who is who", who::list(names)))
    }
}

/// A section with its heading; nothing if there is nothing to show.
fn panel(id: &str, heading: &str, content: Option<Markup>) -> Markup {
    html! {
        @if let Some(content) = content {
            section.panel id=(id) aria-labelledby={ (id) "-h" } {
                h2 id={ (id) "-h" } { (heading) }
                (content)
            }
        }
    }
}

fn contents(record: &Record) -> Markup {
    let told = record.events.iter().filter(|e| e.same_as.is_none()).count();
    let counts = [
        ("#events", told, "event", "events"),
        ("#statements", record.statements.len(), "statement", "statements"),
        ("#ledger", record.commitments.len(), "commitment", "commitments"),
        ("#who", record.entities.len(), "name", "names"),
    ];
    html! {
        nav.contents aria-label="What was read out of it" {
            @for (href, count, one, many) in counts {
                @if count > 0 { a href=(href) { b { (count) } " " (if count == 1 { one } else { many }) } }
            }
            @if counts.iter().all(|c| c.1 == 0) { p { "Nothing was found in this article: no event, statement or commitment." } }
        }
    }
}

/// What the marks mean; the boxes hide them (by style alone, without script).
fn legend() -> Markup {
    html! {
        fieldset.legend {
            legend { "Marked in the text" }
            label { input #show-ev type="checkbox" checked; " "
                span.ev.vc { "verbal cooperation" } " " span.ev.mc { "material cooperation" } " "
                span.ev.vx { "verbal conflict" } " " span.ev.mx { "material conflict" } }
            label { input #show-st type="checkbox" checked; " " span.st { "reported words" } }
            label { input #show-en type="checkbox" checked; " " span.en { "names" } }
            label { input #show-qt type="checkbox" checked; " " span.qt { "dates, amounts" } }
        }
    }
}

fn made_by(record: &Record) -> Markup {
    let e = &record.engine;
    let a = &record.article;
    let short = |hash: &str| hash.chars().take(12).collect::<String>();
    html! {
        footer.made {
            p {
                "Read by Demarche " (e.version) " · codebook " (e.codebook) " · model "
                (e.model.as_deref().map_or_else(|| "none".to_owned(), short)) " · knowledge " (short(&e.knowledge))
            }
            p {
                "Source: " @match a.url.as_deref().and_then(web_address) {
                    Some(url) => a href=(url) rel="noreferrer" { (a.source) },
                    None => (a.source),
                }
                " · article " (a.id)
            }
        }
    }
}
