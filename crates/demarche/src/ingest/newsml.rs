use super::{Options, error::IngestError};
use crate::article::Article;
pub(crate) fn read(source: &str, _text: &str, _options: &Options) -> Vec<Result<Article, IngestError>> { vec![Err(IngestError::NoText{place: source.to_owned()})] }
