//! `check --fix` and `check --diff`.

use super::{Folder, SOURCE, WRONG};

const FORM: &str = "“The tide does not wait for anybody at the quay tonight,” Ada Quill said [@b].\n";
const FORM_SOURCE: &str = "“The tide doesn't wait for anybody at the quay tonight,” Ada Quill said.\n";

fn folder() -> Folder {
    Folder::new(&[("form.md", FORM), ("wrong.md", WRONG), ("sources/a.txt", SOURCE), ("sources/b.txt", FORM_SOURCE)])
}

fn read(folder: &Folder, name: &str) -> String {
    String::from_utf8_lossy(&std::fs::read(folder.path().join(name)).unwrap()).into_owned()
}

#[test]
fn only_safe_fixes_are_applied_unasked() {
    let folder = folder();
    let ran = folder.run(&["check", "--diff"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("+“The tide doesn't wait") && !ran.out.contains("wrong.md"), "{ran:?}");
    assert_eq!(read(&folder, "form.md"), FORM, "--diff changes nothing");
    let ran = folder.run(&["check", "--fix", "--format", "concise"]);
    assert!(ran.code == 1 && ran.err.contains("1 finding fixed in 1 draft"), "{ran:?}");
    assert!(ran.out.contains("wrong.md") && !ran.out.contains("form.md"), "what is left is reported: {ran:?}");
    assert_eq!(read(&folder, "form.md"), FORM.replace("does not", "doesn't"));
    assert_eq!(read(&folder, "wrong.md"), WRONG);
    let ran = folder.run(&["check", "--diff"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let ran = folder.run(&["check", "--fix", "--unsafe-fixes"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(read(&folder, "wrong.md"), WRONG.replace("leaves", "waits"));
}

#[test]
fn a_fix_keeps_the_rest_of_the_file_byte_for_byte() {
    let folder = folder();
    let text = format!("\u{feff}Ä first line\r\n\r\n{FORM}\r\nlast");
    folder.write("form.md", text.as_bytes());
    folder.run(&["check", "--fix", "form.md"]);
    assert_eq!(read(&folder, "form.md"), text.replace("does not", "doesn't"));
    let latin: Vec<u8> = "Caf\u{e9} – ".chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'-')).collect();
    let latin = [latin, FORM.replace(['“', '”'], "\"").into_bytes()].concat();
    folder.write("form.md", &latin);
    let ran = folder.run(&["check", "--fix", "form.md"]);
    assert!(ran.code == 2 && ran.err.contains("form.md is not in UTF-8"), "{ran:?}");
    assert_eq!(std::fs::read(folder.path().join("form.md")).unwrap(), latin);
}

#[test]
fn standard_input_cannot_be_changed() {
    let ran = folder().run(&["check", "-", "--fix"]);
    assert!(ran.code == 2 && ran.err.contains("standard input"), "{ran:?}");
}
