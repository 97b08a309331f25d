//! The engine's options on the command line.

use std::path::PathBuf;

use clap::Args;
use demarche::engine::{Engine, EngineError, Options};

/// The engine could not be loaded.
#[derive(Debug)]
pub struct CannotStart(pub EngineError);

impl std::fmt::Display for CannotStart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for CannotStart {}

/// Model, codebook, knowledge base.
#[derive(Args)]
pub struct EngineArgs {
    /// Folder of another model than the one built in
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
    /// Folder of another codebook (types.toml)
    #[arg(long, value_name = "DIR")]
    codebook: Option<PathBuf>,
    /// Folder of tables that are laid over the knowledge base and win
    #[arg(long, value_name = "DIR")]
    knowledge: Option<PathBuf>,
    /// Leave out events below this confidence (0 to 1)
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    min_confidence: f64,
}

impl EngineArgs {
    /// Loads the engine.
    ///
    /// # Errors
    /// [`CannotStart`], which names the file at fault.
    pub fn load(&self) -> anyhow::Result<Engine> {
        let options = Options {
            model: self.model.clone(),
            codebook: self.codebook.clone(),
            knowledge: self.knowledge.clone(),
            min_confidence: self.min_confidence,
        };
        Engine::load(&options).map_err(|e| CannotStart(e).into())
    }
}
