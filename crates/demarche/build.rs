//! Compiles the tables of `knowledge/` into the index that the library carries.

use std::path::{Path, PathBuf};

#[allow(dead_code, missing_docs)]
#[path = "src/knowledge/compile/mod.rs"]
mod compile;

fn main() {
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let tables = here.join("../../knowledge");
    println!("cargo::rerun-if-changed=src/knowledge/compile");
    for spec in compile::schema::TABLES {
        println!("cargo::rerun-if-changed={}", tables.join(spec.file).display());
    }
    match compile::compile(&tables, None) {
        Ok(index) => write(&out.join("knowledge.idx"), &index),
        Err(faults) => {
            let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
            eprintln!("\nThe knowledge tables have faults:\n{}\n", told.join("\n"));
            std::process::exit(1);
        }
    }
}

fn write(path: &Path, index: &[u8]) {
    std::fs::write(path, index).expect("the index can be written to OUT_DIR");
}
