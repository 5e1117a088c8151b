"""One draft and one source, seen through each editor's eyes."""

import asyncio

import pytest
from lsprotocol import types as lsp

WORDS = {"altered-quote", "changed-meaning"}


def about_the_words(findings):
    return next(f for f in findings if f.code in WORDS)


def applied(text: str, edits, encoding) -> str:
    """The draft after the edits, whose columns count in `encoding`."""
    lines = text.split("\n")
    codec, width = {"utf-8": ("utf-8", 1), "utf-32": ("utf-32-le", 4)}.get(encoding, ("utf-16-le", 2))
    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        assert edit.range.start.line == edit.range.end.line
        raw = lines[edit.range.start.line].encode(codec)
        before, after = raw[: edit.range.start.character * width], raw[edit.range.end.character * width :]
        lines[edit.range.start.line] = before.decode(codec) + edit.new_text + after.decode(codec)
    return "\n".join(lines)


def edits_of(action: lsp.CodeAction, uri: str):
    if action.edit.document_changes is not None:
        return action.edit.document_changes[0].edits
    return action.edit.changes[uri]


@pytest.mark.asyncio
async def test_findings_come_and_go_with_the_text(editor):
    editor.open()
    first = await editor.findings()
    assert {f.code for f in first} >= {"quote-not-found"}
    altered = about_the_words(first)
    assert altered.source == "verbatim"
    assert altered.range.start.line == 2
    if editor.client.capabilities.text_document.publish_diagnostics.related_information:
        place = altered.related_information[0].location
        assert place.uri == editor.project.source.as_uri()
        assert place.range.start.line == 7
    else:
        assert "sources/harbour.md:8" in altered.message

    editor.replace("Nothing is quoted here.\n")
    assert await editor.findings() == []
    editor.replace(editor.project.text)
    assert await editor.findings() == first


@pytest.mark.asyncio
async def test_an_edit_counts_in_the_units_agreed_on(editor):
    editor.open()
    await editor.findings()
    at = editor.at("summer").position
    start = lsp.Position(at.line, at.character - 1)
    end = lsp.Position(at.line, start.character + len("summer"))
    editor.change(lsp.TextDocumentContentChangePartial(range=lsp.Range(start, end), text="winter"))
    assert not WORDS & {f.code for f in await editor.findings()}


@pytest.mark.asyncio
async def test_hover_shows_the_passage_and_the_source(editor):
    editor.open()
    await editor.findings()
    at = editor.at("harbour wall before the summer")
    hover = await editor.client.text_document_hover_async(lsp.HoverParams(at.text_document, at.position))
    assert "It was a short meeting." in hover.contents.value
    assert "**winter**" in hover.contents.value
    at = editor.at("harbour]")
    hover = await editor.client.text_document_hover_async(lsp.HoverParams(at.text_document, at.position))
    assert "Harbour wall to be rebuilt" in hover.contents.value


@pytest.mark.asyncio
async def test_definition_leads_into_the_source(editor):
    editor.open()
    await editor.findings()
    at = editor.at("harbour wall before the summer")
    found = await editor.client.text_document_definition_async(lsp.DefinitionParams(at.text_document, at.position))
    assert found[0].target_uri == editor.project.source.as_uri()
    assert found[0].target_selection_range.start.line == 7


@pytest.mark.asyncio
async def test_the_first_fix_settles_the_finding(editor):
    editor.open()
    altered = about_the_words(await editor.findings())
    actions = await editor.client.text_document_code_action_async(
        lsp.CodeActionParams(
            text_document=lsp.TextDocumentIdentifier(editor.project.uri),
            range=altered.range,
            context=lsp.CodeActionContext(diagnostics=[altered], only=[lsp.CodeActionKind.QuickFix]),
        )
    )
    assert [a.title for a in actions if a.title.startswith("Ignore ")]
    fixed = applied(editor.project.text, edits_of(actions[0], editor.project.uri), editor.server.position_encoding)
    assert "before the winter storms arrive" in fixed
    editor.replace(fixed)
    assert not WORDS & {f.code for f in await editor.findings()}


@pytest.mark.asyncio
async def test_a_source_saved_on_disk_changes_the_findings(editor):
    editor.open()
    about_the_words(await editor.findings())
    source = editor.project.source
    source.write_text(source.read_text(encoding="utf-8").replace("winter", "summer"), encoding="utf-8")
    saved = lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(source.as_uri()))
    editor.client.text_document_did_save(saved)

    async def settled():
        while WORDS & {f.code for f in await editor.findings()}:
            pass

    await asyncio.wait_for(settled(), 10)
