//! How programs write the files of an entry into its `file` field.
//!
//! Zotero and Better BibTeX: `Full Text:files/12/a.pdf:application/pdf;Snapshot:…` or bare paths;
//! JabRef: `:papers/a.pdf:PDF`; Mendeley: `:home/ann/a.pdf:pdf`, without the first slash. Colons and
//! semicolons within are escaped, drives of Windows sometimes not.

/// The paths in a `file` field.
pub(super) fn split(field: &str) -> Vec<String> {
    // Mendeley writes backslashes as TeX does.
    let field = field
        .replace("{\\_}", "_")
        .replace("\\_", "_")
        .replace("$\\backslash$", "\\")
        .replace("{\\&}", "&")
        .replace("\\&", "&");
    parts(&field, ';').iter().filter_map(|one| path(one)).collect()
}

fn path(one: &str) -> Option<String> {
    let mut fields = parts(one, ':');
    // A drive: the letter, and a path behind it.
    let drive = fields.windows(2).position(|pair| {
        matches!(pair, [letter, rest] if letter.trim().len() == 1 && letter.trim().bytes().all(|byte| byte.is_ascii_alphabetic()) && rest.starts_with(['\\', '/']))
    });
    if let Some(at) = drive {
        let rest = fields.remove(at + 1);
        if let Some(letter) = fields.get_mut(at) {
            *letter = format!("{}:{rest}", letter.trim());
        }
    }
    let is_path = |field: &&String| field.contains(['/', '\\', '.']);
    let found = match fields.as_slice() {
        [only] => only,
        [first, second] => {
            [second, first].into_iter().find(|field| is_path(field) && !field.contains("application/"))?
        }
        [_, middle, ..] => middle,
        [] => return None,
    };
    let found = unescaped(found.trim());
    (!found.is_empty()).then_some(found)
}

/// Cuts at `mark` where it is not escaped; escapes stay.
fn parts(text: &str, mark: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if c == mark && !escaped {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    parts
}

fn unescaped(text: &str) -> String {
    text.replace("\\:", ":").replace("\\;", ";").replace("\\\\", "\\")
}

/// The parts of a path, whatever parts them: folders, and the file's name last.
pub(super) fn components(path: &str) -> Vec<String> {
    let parts = path.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".");
    parts.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_s_way_is_understood() {
        for (field, expected) in [
            ("Full Text PDF:files/12/Gale - Ferry.pdf:application/pdf", &["files/12/Gale - Ferry.pdf"][..]),
            (
                "PDF:C\\:\\\\Users\\\\ann\\\\a.pdf:application/pdf;Snapshot:files/13/b.html:text/html",
                &["C:\\Users\\ann\\a.pdf", "files/13/b.html"],
            ),
            ("/home/ann/Zotero/storage/AB12/a.pdf", &["/home/ann/Zotero/storage/AB12/a.pdf"]),
            ("/home/ann/a.pdf;/home/ann/b.html", &["/home/ann/a.pdf", "/home/ann/b.html"]),
            (":papers/gale2031.pdf:PDF", &["papers/gale2031.pdf"]),
            ("Final\\: version:papers/gale.pdf:PDF", &["papers/gale.pdf"]),
            (":home/ann/Documents/gale.pdf:pdf", &["home/ann/Documents/gale.pdf"]),
            (":C$\\backslash$:/Users/ann/gale.pdf:pdf", &["C:/Users/ann/gale.pdf"]),
            (":C\\:/Users/ann/gale{\\_}1.pdf:pdf", &["C:/Users/ann/gale_1.pdf"]),
            ("gale.pdf:PDF", &["gale.pdf"]),
            ("", &[]),
        ] {
            assert_eq!(split(field), expected, "{field}");
        }
    }
}
