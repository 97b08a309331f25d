//! One article in, one record out.

use std::path::PathBuf;
use std::sync::Arc;

use crate::analysis::Analysis;
use crate::article::Article;
use crate::codebook::{Codebook, CodebookError};
use crate::document::Document;
use crate::knowledge::{Knowledge, KnowledgeError};
pub use crate::layers::Layers;
use crate::model::{Model, ModelError};
use crate::record::{self, Record};
use crate::{actors, amounts, commitments, events, places, statements, text, times};

/// What an engine is made of.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Folder of another model than the one that comes with the program.
    pub model: Option<PathBuf>,
    /// Folder of another codebook.
    pub codebook: Option<PathBuf>,
    /// Folder of tables that are laid over the knowledge base.
    pub knowledge: Option<PathBuf>,
    /// Events below this confidence are left out.
    pub min_confidence: f64,
}

/// What can go wrong before or while reading.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The model.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The codebook.
    #[error(transparent)]
    Codebook(#[from] CodebookError),
    /// The knowledge base.
    #[error(transparent)]
    Knowledge(#[from] KnowledgeError),
}

/// Everything that reading needs: loaded once, shared by all threads, never changed.
pub struct Engine {
    model: Model,
    codebook: Codebook,
    knowledge: Arc<Knowledge>,
    min_confidence: f64,
}

impl Engine {
    /// Loads model, codebook and knowledge base.
    ///
    /// # Errors
    /// If a file is missing, cut or of the wrong shape; the message names it.
    pub fn load(options: &Options) -> Result<Engine, EngineError> {
        let model = match &options.model {
            Some(dir) => Model::load(dir)?,
            None => Model::embedded()?,
        };
        let codebook = match &options.codebook {
            Some(dir) => Codebook::load(dir)?,
            None => Codebook::embedded().clone(),
        };
        let knowledge = match &options.knowledge {
            Some(dir) => Arc::new(Knowledge::with_tables(dir)?),
            None => Knowledge::embedded().clone(),
        };
        Ok(Engine { model, codebook, knowledge, min_confidence: options.min_confidence })
    }

    /// The codebook in use.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// The knowledge base in use.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The model in use.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What the model sees in an article: the text in words, and their analysis.
    ///
    /// # Errors
    /// If the model fails to run.
    pub fn analyse(&self, article: &Article) -> Result<(Document, Analysis), EngineError> {
        let document = text::document(article);
        let analysis = self.model.analyse(&document)?;
        Ok((document, analysis))
    }

    /// Reads an article into its layers, as byte spans.
    ///
    /// # Errors
    /// If the model fails to run.
    pub fn layers(&self, article: &Article) -> Result<Layers, EngineError> {
        let (document, analysis) = self.analyse(article)?;
        let times = times::read(&document);
        let amounts = amounts::read_with(&document, &times);
        let places = places::read(&document, &self.knowledge);
        let entities = actors::resolve(&document, &analysis, &self.knowledge);
        let statements = statements::read(&document, &analysis);
        let context = events::Context {
            document: &document,
            analysis: &analysis,
            entities: &entities,
            times: &times,
            places: &places,
            amounts: &amounts,
            statements: &statements,
        };
        let events =
            events::read(&context, &|e| f64::from(e.confidence) >= self.min_confidence && self.codebook.types.contains_key(&e.kind));
        let commitments = commitments::read(&document, &events, &times);
        Ok(Layers { document, analysis, entities, events, statements, times, amounts, places, commitments })
    }

    /// Reads an article. The record depends on the article and the engine alone.
    ///
    /// # Errors
    /// If the model fails to run.
    pub fn read(&self, article: &Article) -> Result<Record, EngineError> {
        let layers = self.layers(article)?;
        Ok(record::assemble(article, &layers, &self.codebook, self.model.hash(), self.knowledge.hash()))
    }
}
