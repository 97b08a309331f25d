//! What single mentions say: the name in them, the title in them, and whom the knowledge base takes them for.

use std::ops::Range;

use jiff::civil::Date;

use super::Codes;
use crate::analysis::{Analysis, Form};
use crate::document::Document;
use crate::knowledge::Knowledge;
