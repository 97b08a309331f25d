//! Whole records of the articles in `examples/`: a change in behaviour shows in the diff of `snapshots/`.
//! `INSTA_UPDATE=always cargo test -p demarche --test examples` accepts what is read now.

use std::path::Path;

use demarche::engine::{Engine, Options};
use demarche::ingest;

#[test]
fn records_of_the_examples() {
    let engine = Engine::load(&Options::default()).expect("the engine that comes with the program loads");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut seen = 0;
    for path in ingest::expand([&folder]) {
        let path = path.expect("the folder can be listed");
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("the file can be read");
        let articles = ingest::read_bytes(&name, &bytes, &ingest::Options::default()).expect("the example is read");
        for (number, article) in articles.into_iter().enumerate() {
            let mut record = engine.read(&article.expect("each article is read")).expect("the engine reads");
            // What changes with every release of the model and the tables is not part of the picture; nor is the last digit of a probability.
            "(model)".clone_into(record.engine.model.get_or_insert_default());
            "(knowledge)".clone_into(&mut record.engine.knowledge);
            "(version)".clone_into(&mut record.engine.version);
            record.events.iter_mut().for_each(|e| e.confidence = 0.0);
            record.statements.iter_mut().for_each(|s| s.confidence = 0.0);
            insta::with_settings!({snapshot_suffix => format!("{name}-{number}"), prepend_module_to_snapshot => false}, {
                insta::assert_json_snapshot!("record", record);
            });
            seen += 1;
        }
    }
    assert!(seen >= 13, "only {seen} articles in examples/");
}
