//! The reader: one small encoder with many heads. The graph runs in `rten`; what pairs words with words is done here, by the formulas that
//! `model.json` states.

mod chains;
mod decode;
mod description;
mod doubles;
mod features;
mod heads;
mod lemmas;
mod relate;
mod tree;
mod windows;
mod wordpiece;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use sha2::{Digest, Sha256};

use crate::analysis::Analysis;
use crate::document::Document;
use description::Description;
use heads::Heads;
use windows::{Pieces, Window};

/// What can be wrong with a model.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A file is missing or cannot be read.
    #[error("cannot read model file {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not what `model.json` says it is.
    #[error("model file {path} is cut short or of another release (its SHA-256 differs from the one in model.json): fetch the model again")]
    Hash {
        /// The file.
        path: PathBuf,
    },
    /// A file has the wrong shape.
    #[error("model file {path} cannot be used: {message}")]
    Shape {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
}

/// The files of one model, as bytes.
struct Files {
    description: Cow<'static, [u8]>,
    graph: Cow<'static, [u8]>,
    heads: Cow<'static, [u8]>,
    lemmas: Cow<'static, [u8]>,
    tokenizer: Cow<'static, [u8]>,
}

/// The model that comes with the program.
static EMBEDDED: Files = Files {
    description: Cow::Borrowed(include_bytes!("../../../../models/model.json")),
    graph: Cow::Borrowed(include_bytes!("../../../../models/model.onnx")),
    heads: Cow::Borrowed(include_bytes!("../../../../models/heads.safetensors")),
    lemmas: Cow::Borrowed(include_bytes!("../../../../models/lemmas.tsv")),
    tokenizer: Cow::Borrowed(include_bytes!("../../../../models/tokenizer.json")),
};

impl Files {
    fn description(&self, dir: &Path) -> Result<Description, ModelError> {
        let fault = |message| ModelError::Shape { path: dir.join("model.json"), message };
        let description: Description = serde_json::from_slice(&self.description).map_err(|e| fault(e.to_string()))?;
        description.check().map_err(fault)?;
        Ok(description)
    }

    /// Are all files those that `model.json` names?
    fn check(&self, dir: &Path) -> Result<(), ModelError> {
        let description = self.description(dir)?;
        for (name, bytes) in [
            ("model.onnx", &self.graph),
            ("heads.safetensors", &self.heads),
            ("lemmas.tsv", &self.lemmas),
            ("tokenizer.json", &self.tokenizer),
        ] {
            if description.files.get(name).is_none_or(|hash| *hash != sha256(bytes)) {
                return Err(ModelError::Hash { path: dir.join(name) });
            }
        }
        Ok(())
    }
}

/// A model, loaded once and shared by all threads.
pub struct Model {
    graph: rten::Model,
    description: Description,
    heads: Heads,
    pieces: Pieces,
    hash: String,
    pool: Arc<rten::ThreadPool>,
}

impl Model {
    /// The model that comes with the program.
    ///
    /// # Errors
    /// If the program was built from files that do not fit together.
    pub fn embedded() -> Result<Model, ModelError> {
        Self::from_files(&EMBEDDED, Path::new("(built in)"))
    }

    /// Loads the model in the folder `dir`: `model.json`, `model.onnx`, `heads.safetensors`, `lemmas.tsv`, `tokenizer.json`.
    ///
    /// # Errors
    /// If a file is missing, differs from the hash in `model.json`, or has another shape than this program reads.
    pub fn load(dir: &Path) -> Result<Model, ModelError> {
        let read =
            |name: &str| std::fs::read(dir.join(name)).map(Cow::Owned).map_err(|source| ModelError::Read { path: dir.join(name), source });
        let files = Files {
            description: read("model.json")?,
            graph: read("model.onnx")?,
            heads: read("heads.safetensors")?,
            lemmas: read("lemmas.tsv")?,
            tokenizer: read("tokenizer.json")?,
        };
        files.check(dir)?;
        Self::from_files(&files, dir)
    }

    fn from_files(files: &Files, dir: &Path) -> Result<Model, ModelError> {
        let shape = |name: &str, message: String| ModelError::Shape { path: dir.join(name), message };
        let description = files.description(dir)?;
        let heads = Heads::new(&files.heads, &files.lemmas, &description).map_err(|e| shape("heads.safetensors", e))?;
        let pieces = Pieces::new(&files.tokenizer, &description).map_err(|e| shape("tokenizer.json", e))?;
        let graph = match &files.graph {
            Cow::Borrowed(bytes) => rten::Model::load_static_slice(bytes),
            Cow::Owned(bytes) => rten::Model::load(bytes.clone()),
        };
        let graph = graph.map_err(|e| shape("model.onnx", e.to_string()))?;
        let hash = sha256(&files.description);
        // One thread a run: articles are read side by side, and a sum of floats never depends on how many cores there are.
        let pool = Arc::new(rten::ThreadPool::with_num_threads(1));
        Ok(Model { graph, description, heads, pieces, hash, pool })
    }

    /// SHA-256 of `model.json`, which names the hashes of all other files; hex.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Reads a document. The result depends on the document alone, not on what is read beside it.
    ///
    /// # Errors
    /// If the graph fails to run, which a checked model does not.
    pub fn analyse(&self, document: &Document) -> Result<Analysis, ModelError> {
        let windows = self.pieces.windows(document);
        let mut rows = Vec::with_capacity(windows.len());
        for window in &windows {
            rows.push(self.project(window)?);
        }
        Ok(decode::decode(document, &windows, &rows, &self.heads))
    }

    /// The projections of the words of one window.
    fn project(&self, window: &Window) -> Result<Rows, ModelError> {
        let length = window.ids.len();
        let fault = |message: String| ModelError::Shape { path: PathBuf::from("model.onnx"), message };
        let ones = vec![1i32; length];
        let mut inputs = Vec::with_capacity(4);
        for (name, values) in
            [("input_ids", &window.ids), ("attention_mask", &ones), ("shape_ids", &window.shapes), ("mark_ids", &window.marks)]
        {
            let id = self.graph.node_id(name).map_err(|e| fault(e.to_string()))?;
            inputs.push((id, NdTensorView::from_data([1, length], values.as_slice()).into()));
        }
        let output = self.graph.node_id("proj").map_err(|e| fault(e.to_string()))?;
        let options = rten::RunOptions::default().with_thread_pool(Some(self.pool.clone()));
        let mut values = self.graph.run(inputs, &[output], Some(options)).map_err(|e| fault(e.to_string()))?;
        let value = values.pop().ok_or_else(|| fault("the graph gave nothing".to_owned()))?;
        let proj: NdTensor<f32, 3> = value.try_into().map_err(|_| fault("proj is no table of floats".to_owned()))?;
        let width = self.description.width;
        if proj.shape() != [1, length, width] {
            return Err(fault(format!("proj has shape {:?}", proj.shape())));
        }
        let data = proj.to_vec();
        let mut rows = Vec::with_capacity(window.first.len() * width);
        for &piece in &window.first {
            rows.extend_from_slice(&data[piece * width..(piece + 1) * width]);
        }
        Ok(Rows { width, data: rows })
    }
}

/// The projections of the words of one window, a row a word.
struct Rows {
    width: usize,
    data: Vec<f32>,
}

impl Rows {
    fn get(&self, word: usize, slice: heads::Slice) -> &[f32] {
        &self.data[word * self.width + slice.start..word * self.width + slice.end]
    }

    fn len(&self) -> usize {
        self.data.len() / self.width
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests;
