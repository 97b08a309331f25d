//! Article to document: parts, paragraphs, sentences, tokens.
