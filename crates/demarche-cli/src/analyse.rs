//! `demarche analyse`: words, syntax and mentions as the model sees them.

use std::fmt::Write as _;
use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use demarche::analysis::Analysis;
use demarche::document::Document;
use serde_json::json;

use crate::SOME_FAILED;
use crate::engine::EngineArgs;
use crate::inputs::InputArgs;

/// Prints words, syntax and mentions as the model sees them.
#[derive(Args)]
pub struct Analyse {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    engine: EngineArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Conllu)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// CoNLL-U, with mentions in the last column
    Conllu,
    /// One JSON object an article
    Json,
}

/// Runs the command.
///
/// # Errors
/// If the engine cannot be loaded or standard output cannot be written.
pub fn run(command: &Analyse) -> Result<ExitCode> {
    let engine = command.engine.load()?;
    let mut out = std::io::stdout().lock();
    let read = |article: &demarche::article::Article| -> Result<String> {
        let (document, analysis) = engine.analyse(article)?;
        Ok(match command.format {
            Format::Conllu => conllu(&article.source, &document, &analysis),
            Format::Json => format!("{}\n", as_json(&article.source, &document, &analysis)),
        })
    };
    let tally = command.inputs.each(read, |words| Ok(out.write_all(words.as_bytes())?))?;
    Ok(ExitCode::from(if tally.failed > 0 { SOME_FAILED } else { 0 }))
}

fn conllu(source: &str, document: &Document, analysis: &Analysis) -> String {
    let mut out = format!("# newdoc id = {source}\n");
    let mut paragraph = usize::MAX;
    for (number, sentence) in document.sentences.iter().enumerate() {
        if sentence.paragraph != paragraph {
            out.push_str("# newpar\n");
            paragraph = sentence.paragraph;
        }
        let _ = writeln!(out, "# sent_id = {}\n# text = {}", number + 1, sentence.span.of(&document.text));
        for w in sentence.tokens.clone() {
            let word = &analysis.words[w];
            let head = word.head.map_or(0, |h| h - sentence.tokens.start + 1);
            let mut misc: Vec<String> = analysis
                .mentions
                .iter()
                .filter(|m| m.head == w)
                .map(|m| {
                    format!(
                        "Mention={}:{}-{}:e{}",
                        m.kind,
                        m.words.start - sentence.tokens.start + 1,
                        m.words.end - sentence.tokens.start,
                        m.chain + 1
                    )
                })
                .collect();
            if !document.tokens[w].space_after {
                misc.push("SpaceAfter=No".to_owned());
            }
            let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t_\t{}\t{head}\t{}\t_\t{misc}",
                w - sentence.tokens.start + 1,
                document.word(w),
                word.lemma,
                word.upos,
                word.feats,
                word.deprel
            );
        }
        out.push('\n');
    }
    out
}

fn as_json(source: &str, document: &Document, analysis: &Analysis) -> serde_json::Value {
    let words: Vec<_> = analysis
        .words
        .iter()
        .enumerate()
        .map(|(i, w)| json!({"word": document.word(i), "upos": w.upos, "feats": w.feats, "lemma": w.lemma, "head": w.head, "deprel": w.deprel}))
        .collect();
    let mentions: Vec<_> =
        analysis.mentions.iter().map(|m| json!({"head": m.head, "start": m.words.start, "end": m.words.end, "kind": m.kind, "form": m.form.as_str(), "chain": m.chain, "score": m.score})).collect();
    let sentences: Vec<_> =
        document.sentences.iter().map(|s| json!({"start": s.tokens.start, "end": s.tokens.end, "paragraph": s.paragraph})).collect();
    json!({"source": source, "text": document.text, "sentences": sentences, "words": words, "mentions": mentions})
}
