//! `model.json`: what the parts of the projection are.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The format that this program reads.
const FORMAT: &str = "demarche.model/1";
/// The definition of shapes that `features.rs` repeats.
const FEATURES: u32 = 1;

#[derive(Debug, Deserialize)]
pub(super) struct Description {
    pub format: String,
    /// Wordpieces of a window, [CLS] and [SEP] included.
    pub window: usize,
    pub max_pieces_of_word: usize,
    pub special: Special,
    /// Columns of the projection.
    pub width: usize,
    pub features: Features,
    pub heads: BTreeMap<String, Head>,
    pub distances: usize,
    /// Slope and offset of the log-odds of a trigger's type, fitted on the dev split; absent: as they are.
    #[serde(default = "as_it_is")]
    pub calibration: [f32; 2],
    pub coref: Chains,
    pub retold: Chains,
    /// Lemma rule to the endings that it may cut off.
    #[serde(default)]
    pub lemma_endings: BTreeMap<String, Vec<String>>,
    pub feats_fallback: BTreeMap<String, String>,
    pub files: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Special {
    pub cls: i32,
    pub sep: i32,
    pub unknown: i32,
}

#[derive(Debug, Deserialize)]
pub(super) struct Features {
    pub version: u32,
}

#[derive(Debug, Deserialize)]
pub(super) struct Head {
    /// Name of each output to its columns `[start, end)`.
    pub outs: BTreeMap<String, [usize; 2]>,
    #[serde(default)]
    pub labels: Vec<String>,
}

/// Sizes of the tables of a head that finds antecedents.
#[derive(Debug, Deserialize)]
pub(super) struct Chains {
    pub forms: Vec<String>,
    pub matches: Vec<String>,
    /// Distance in items: the bucket of a distance is the number of these that are smaller.
    pub buckets: Vec<usize>,
    /// Distance in sentences, likewise.
    pub sentence_buckets: Vec<usize>,
}

fn as_it_is() -> [f32; 2] {
    [1.0, 0.0]
}

impl Description {
    /// Finds what would make this program misread the model.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.format != FORMAT {
            return Err(format!("this program reads models of format {FORMAT}; this one is: {}", self.format));
        }
        if self.features.version != FEATURES {
            return Err(format!(
                "this program knows word shapes of version {FEATURES}; the model was trained with: {}",
                self.features.version
            ));
        }
        if self.window < 8 || self.distances == 0 {
            return Err(format!("window and distances are too small: {} {}", self.window, self.distances));
        }
        for (name, head) in &self.heads {
            if let Some(columns) = head.outs.values().find(|c| c[0] > c[1] || c[1] > self.width) {
                return Err(format!("columns of head {name} lie outside the projection: {columns:?}"));
            }
        }
        Ok(())
    }
}
