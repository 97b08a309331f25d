#[test] fn opens() { assert!(super::Knowledge::embedded().lookup("Ankara", None).len() > 0); }
