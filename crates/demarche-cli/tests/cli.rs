//! The program from outside: what is printed where, and how it exits.

use std::fs;

use assert_cmd::Command;
use predicates::prelude::*;

fn demarche() -> Command {
    Command::cargo_bin("demarche").expect("the program is built")
}

const ARTICLE: &str = "Mali expels French envoy\n\nMay 7, 2024\n\nBAMAKO - Mali on Monday expelled France's ambassador, the foreign ministry said in a statement.\n";

#[test]
fn records_come_in_the_order_of_the_inputs() {
    let dir = tempfile::tempdir().expect("a folder");
    for name in ["c.txt", "a.txt", "b.txt"] {
        fs::write(dir.path().join(name), ARTICLE).expect("written");
    }
    let paths: Vec<_> = ["c.txt", "a.txt", "b.txt"].iter().map(|n| dir.path().join(n)).collect();
    let one = demarche().arg("code").args(&paths).args(["--threads", "1"]).assert().success();
    let many = demarche().arg("code").args(&paths).args(["--threads", "8"]).assert().success();
    let words = String::from_utf8(one.get_output().stdout.clone()).expect("UTF-8");
    assert_eq!(one.get_output().stdout, many.get_output().stdout);
    let sources: Vec<String> = words
        .lines()
        .map(|l| {
            serde_json::from_str::<serde_json::Value>(l).expect("JSON")["article"]["source"]
                .as_str()
                .expect("a path")
                .rsplit('/')
                .next()
                .expect("a name")
                .to_owned()
        })
        .collect();
    assert_eq!(sources, ["c.txt", "a.txt", "b.txt"]);
}

#[test]
fn a_failed_input_is_named_and_the_others_are_done() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("good.txt"), ARTICLE).expect("written");
    fs::write(dir.path().join("empty.txt"), "").expect("written");
    fs::write(dir.path().join("picture.txt"), [0x89, b'P', b'N', b'G', 0, 0, 0, 0]).expect("written");
    demarche()
        .args(["code", "--format", "jsonl"])
        .arg(dir.path())
        .assert()
        .code(1)
        .stdout(predicate::str::contains("good.txt"))
        .stderr(predicate::str::contains("empty.txt").and(predicate::str::contains("picture.txt")));
}

#[test]
fn wrong_usage_exits_with_two() {
    demarche().args(["code", "--format", "yaml", "x"]).assert().code(2);
    demarche().args(["code", "--model", "/nowhere", "x"]).assert().code(2).stderr(predicate::str::contains("/nowhere"));
}

#[test]
fn json_lines_come_from_standard_input() {
    let line = r#"{"id":"n1","title":"Mali expels envoy","text":"Mali on Monday expelled France's ambassador, the foreign ministry said.","published":"2024-05-07"}"#;
    let input = format!("{line}\nnot json\n{line}\n");
    demarche()
        .args(["code", "-"])
        .write_stdin(input)
        .assert()
        .code(1)
        .stdout(predicate::str::contains("\"id\":\"n1\"").count(2))
        .stderr(predicate::str::contains(":2"));
}

#[test]
fn csv_has_a_header_and_one_width() {
    let out = demarche().args(["code", "--format", "csv", "-"]).write_stdin(ARTICLE).assert().success();
    let words = String::from_utf8(out.get_output().stdout.clone()).expect("UTF-8");
    assert!(words.starts_with("article_id,source,"));
}

#[test]
fn relate_names_a_type_for_each_line() {
    let text = "Norway's police arrested four protesters in Oslo.";
    let rows = format!(
        "{}\n{}\n{{\"id\":3,\"text\":\"x\",\"actor\":[0,9],\"recipient\":null}}\n",
        serde_json::json!({"id": 1, "text": text, "actor": [0, 15], "recipient": [25, 40]}),
        serde_json::json!({"id": "b", "text": text, "actor": null, "recipient": [25, 40]})
    );
    demarche()
        .arg("relate")
        .write_stdin(rows)
        .assert()
        .code(1)
        .stdout(predicate::str::contains("\"scores\"").count(2))
        .stderr(predicate::str::contains(":3"));
}

#[test]
fn analyse_prints_conllu() {
    demarche()
        .args(["analyse", "-"])
        .write_stdin(ARTICLE)
        .assert()
        .success()
        .stdout(predicate::str::contains("# text = BAMAKO").and(predicate::str::contains("\tMali\t")));
}

#[test]
fn the_corpus_of_the_repository_is_clean() {
    demarche().args(["corpus", "check"]).arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus")).assert().success();
}

#[test]
fn people_see_lines_that_fit_and_no_colour_where_none_is_wanted() {
    let long = format!(
        "{ARTICLE}\nFrance regretted the decision and asked Mali to let the ambassador return to the capital before the end of the month, it said.\n"
    );
    let out = demarche().args(["code", "--format", "human", "-"]).env("COLUMNS", "60").write_stdin(long).assert().success();
    let words = String::from_utf8(out.get_output().stdout.clone()).expect("UTF-8");
    assert!(words.contains("EVENTS") && words.contains("expelled") && !words.contains('\u{1b}'), "{words}");
    assert!(words.lines().all(|l| l.chars().count() <= 60), "{words}");
}

#[test]
fn an_article_cannot_steer_the_terminal() {
    let hostile = ARTICLE.replace("ambassador", "ambassa\u{1b}]0;owned\u{7}dor");
    let out = demarche().args(["code", "--format", "human", "-"]).env("CLICOLOR_FORCE", "1").write_stdin(hostile).assert().success();
    let words = String::from_utf8(out.get_output().stdout.clone()).expect("UTF-8");
    assert!(words.contains("\u{1b}[1m") && !words.contains("\u{1b}]") && !words.contains('\u{7}'), "{words:?}");
    demarche()
        .args(["code", "--format", "human", "-"])
        .env("NO_COLOR", "1")
        .write_stdin(ARTICLE)
        .assert()
        .success()
        .stdout(predicate::str::contains("\u{1b}").not());
}

#[test]
fn explain_names_heads_rules_and_tables() {
    demarche().args(["code", "--explain", "v1,e1", "-"]).write_stdin(ARTICLE).assert().success().stdout(
        predicate::str::contains("EVENT v1")
            .and(predicate::str::contains("head trigger"))
            .and(predicate::str::contains("codebook/types.toml")),
    );
    demarche()
        .args(["code", "--explain", "v99", "-"])
        .write_stdin(ARTICLE)
        .assert()
        .code(1)
        .stderr(predicate::str::contains("no item v99"));
}

#[test]
fn a_page_is_written_to_a_file() {
    let dir = tempfile::tempdir().expect("a folder");
    let page = dir.path().join("page.html");
    demarche().args(["code", "--format", "html", "-", "-o"]).arg(&page).write_stdin(ARTICLE).assert().success().stdout("");
    let words = fs::read_to_string(&page).expect("written");
    assert!(words.starts_with("<!DOCTYPE html>") && words.contains("Mali expels French envoy"));
}

#[test]
fn quiet_says_only_what_failed() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("empty.txt"), "").expect("written");
    let out = demarche().args(["code", "--quiet"]).arg(dir.path()).assert().code(1);
    let told = String::from_utf8(out.get_output().stderr.clone()).expect("UTF-8");
    assert_eq!(told.lines().count(), 1, "{told}");
}
