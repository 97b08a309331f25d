//! XML as a flat list of elements, read leniently: feeds in the wild are often not well-formed.

use std::ops::Range;

use super::html::scan::{Scanner, Token, attribute, push_text};
use super::mapped::{Mapped, fold_plain};

/// One element.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// Name with its prefix, as written.
    pub(crate) name: &'a str,
    attributes: &'a str,
    /// Number of the element around it; its own for the root.
    parent: usize,
    /// One past the number of the last element inside it.
    last: usize,
    /// Bytes of its content.
    pub(crate) inner: Range<usize>,
    /// The text directly in it, entities replaced.
    pub(crate) text: Mapped,
}

impl Element<'_> {
    /// The value of an attribute, entities replaced.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        attribute(self.attributes, name)
    }

    /// The name without its prefix, in lower case.
    fn local(&self) -> String {
        self.name.rsplit(':').next().unwrap_or(self.name).to_ascii_lowercase()
    }
}

/// The elements of a document, in the order in which they open.
#[derive(Debug)]
pub(crate) struct Xml<'a> {
    pub(crate) source: &'a str,
    pub(crate) elements: Vec<Element<'a>>,
}

/// How far up an end tag looks for its start.
const LOOK_UP: usize = 64;

/// Reads `source`. Linear, without recursion.
pub(crate) fn read(source: &str) -> Xml<'_> {
    let mut elements: Vec<Element<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for token in Scanner::xml(source) {
        match token {
            Token::Start { name, attributes, closed, end } => {
                let number = elements.len();
                let parent = open.last().copied().unwrap_or(number);
                elements.push(Element { name, attributes, parent, last: number + 1, inner: end..end, text: Mapped::default() });
                if !closed {
                    open.push(number);
                }
            }
            Token::End { name, at } => {
                if let Some(up) = open.iter().rev().take(LOOK_UP).position(|number| elements[*number].name == name) {
                    let keep = open.len() - 1 - up;
                    let last = elements.len();
                    for number in open.drain(keep..) {
                        elements[number].inner.end = at;
                        elements[number].last = last;
                    }
                }
            }
            Token::Text(range) => {
                if let Some(number) = open.last() {
                    push_text(&mut elements[*number].text, &source[range.clone()], range.start);
                }
            }
            Token::Verbatim(range) => {
                if let Some(number) = open.last() {
                    elements[*number].text.push_verbatim(&source[range.clone()], range.start);
                }
            }
            Token::Raw(_) => {}
        }
    }
    // A cut document: what is open ends with it.
    let last = elements.len();
    for number in open {
        elements[number].inner.end = source.len();
        elements[number].last = last;
    }
    Xml { source, elements }
}

impl<'a> Xml<'a> {
    /// The elements inside `element`, at any depth.
    pub(crate) fn inside(&self, element: usize) -> Range<usize> {
        element + 1..self.elements[element].last
    }

    /// The elements named `name` (without prefix, lower case) inside `element`, at any depth.
    pub(crate) fn all<'x>(&'x self, element: usize, name: &'x str) -> impl Iterator<Item = usize> + 'x {
        self.inside(element).filter(move |number| self.elements[*number].local() == name)
    }

    /// The elements directly inside `element`.
    pub(crate) fn children(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        self.inside(element).filter(move |number| self.elements[*number].parent == element)
    }

    /// The first child of `element` whose whole name, prefix included, is one of `names`, in the order of `names`.
    pub(crate) fn child(&self, element: usize, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.children(element).find(|number| self.elements[*number].name.eq_ignore_ascii_case(name)))
    }

    /// The text in `element` and in all elements inside it, folded; `None` if there is none.
    pub(crate) fn text(&self, element: usize) -> Option<String> {
        let mut text = self.elements[element].text.as_str().to_owned();
        for number in self.inside(element) {
            text.push(' ');
            text.push_str(self.elements[number].text.as_str());
        }
        let text = fold_plain(&super::html::text_of(&text));
        (!text.is_empty()).then_some(text)
    }

    /// The content of `element` as markup, with its way back.
    pub(crate) fn markup(&self, element: usize) -> Mapped {
        let inner = self.elements[element].inner.clone();
        Mapped::verbatim(self.source.get(inner.clone()).unwrap_or(""), inner.start)
    }

    /// Number of the line on which the content of `element` begins, from 1.
    pub(crate) fn line(&self, element: usize) -> usize {
        1 + self.source.as_bytes()[..self.elements[element].inner.start].iter().filter(|b| **b == b'\n').count()
    }
}

/// The name of the first element, read without the rest.
pub(crate) fn root_name(start: &str) -> Option<&str> {
    Scanner::xml(start).take(64).find_map(|token| match token {
        Token::Start { name, .. } => Some(name),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_and_lead_back() {
        let source = "<?xml version='1.0'?><a><b x='1'>one &amp; <![CDATA[<i>two</i>]]></b><c/><n:b>three</a>";
        let xml = read(source);
        assert_eq!(root_name(source), Some("a"));
        assert_eq!(xml.elements[1].text.as_str(), "one & <i>two</i>");
        assert_eq!(xml.elements[1].attribute("x").as_deref(), Some("1"));
        assert_eq!(xml.all(0, "b").count(), 2);
        assert_eq!(xml.child(0, &["n:b"]), Some(3));
        assert_eq!(xml.markup(1).as_str(), "one &amp; <![CDATA[<i>two</i>]]>");
        assert_eq!(xml.text(3).as_deref(), Some("three"));
    }
}
