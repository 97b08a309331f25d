//! Folders into files.

use std::path::{Path, PathBuf};

use super::error::IngestError;

/// The endings of the files that a folder is searched for. `.gz` may follow each.
pub const EXTENSIONS: [&str; 16] =
    ["atom", "htm", "html", "json", "jsonl", "markdown", "md", "ndjson", "nitf", "rss", "text", "txt", "warc", "wet", "xhtml", "xml"];

/// The files that `paths` name, in the order given; a folder stands for the files in it and below it that have one of [`EXTENSIONS`],
/// sorted by name. Hidden files and folders are left out unless they are named themselves; symbolic links to folders are not followed.
/// `-` stands for itself. A path that cannot be read is an error in its place; the others go on.
pub fn expand<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Vec<Result<PathBuf, IngestError>> {
    let mut files = Vec::new();
    for path in paths {
        let path = path.as_ref();
        if path.as_os_str() == "-" {
            files.push(Ok(path.to_owned()));
            continue;
        }
        match path.metadata() {
            Ok(metadata) if metadata.is_dir() => walk(path, &mut files),
            Ok(_) => files.push(Ok(path.to_owned())),
            Err(error) => files.push(Err(unreadable(path, &error))),
        }
    }
    files
}

/// Depth-first over a stack of our own: a deep tree does not use up the program's.
fn walk(folder: &Path, files: &mut Vec<Result<PathBuf, IngestError>>) {
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        if path != folder && !path.is_dir() {
            files.push(Ok(path));
            continue;
        }
        match entries(&path) {
            Ok(mut entries) => {
                // The last is taken first.
                entries.sort_by(|a, b| b.cmp(a));
                waiting.extend(entries);
            }
            Err(error) => files.push(Err(unreadable(&path, &error))),
        }
    }
}

fn entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let kind = entry.file_type()?;
        let path = entry.path();
        if !hidden && (kind.is_dir() || path.is_file() && is_known(&path)) {
            paths.push(path);
        }
    }
    Ok(paths)
}

/// True if the file's ending, without `.gz`, is one of [`EXTENSIONS`].
fn is_known(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').is_some_and(|(_, ending)| EXTENSIONS.contains(&ending))
}

fn unreadable(path: &Path, error: &std::io::Error) -> IngestError {
    IngestError::Unreadable { place: path.display().to_string(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/z.html", "a/y.jsonl.gz", ".hidden.txt", "picture.png", "a/.git/x.txt"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let files = expand([folder.path()]);
        let names: Vec<_> = files.iter().map(|f| f.as_ref().unwrap().strip_prefix(folder.path()).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a/y.jsonl.gz", "a/z.html", "b.txt"]);
        assert!(expand(["no/such/file"])[0].is_err());
    }
}
