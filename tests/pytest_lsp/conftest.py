"""Starts the server once for each test and each editor, with the capabilities that the editor really sends."""

import asyncio
import os
import pathlib
import shutil

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Recorded by pytest-lsp from the editors themselves. The newest Neovim asks for diagnostics, the others are sent them.
EDITORS = ["visual_studio_code", "neovim", "neovim@0.7.0", "emacs"]

PATIENCE = 20

FILES = {
    "brief.md": (
        "# Die Mauer 🎉\n\n"
        "🎉 Mayor Tilda Okafor said: “We will rebuild the harbour wall before the summer storms arrive.” [@harbour]\n\n"
        "“Nobody in this town has ever seen such a flood before,” Okafor said.\n"
    ),
    "sources/harbour.md": (
        "---\ntitle: Harbour wall to be rebuilt\noutlet: The Harbour Times\ndate: 2031-03-04\n---\n"
        "The council met on Tuesday.\n\n"
        "It was a short meeting. “We will rebuild the harbour wall before the winter storms arrive,” "
        "Mayor Tilda Okafor said. The vote was unanimous.\n"
    ),
}


def program() -> str:
    """The server under test: $VERBATIM, or the newest one built."""
    built = [ROOT / "target" / profile / "verbatim" for profile in ("release", "quick", "debug")]
    found = os.environ.get("VERBATIM") or max(
        (path for path in built if path.exists()), key=lambda path: path.stat().st_mtime, default=None
    )
    if found is None:
        pytest.exit("no program to test: build it, or name it in $VERBATIM", returncode=2)
    return shutil.which(str(found)) or str(found)


class Project:
    """A folder with a draft and a source."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        for name, text in FILES.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.draft = folder / "brief.md"
        self.uri = self.draft.as_uri()
        self.text = FILES["brief.md"]
        self.source = folder / "sources" / "harbour.md"


class Editor:
    """What a test does with an editor, whichever way that editor gets its diagnostics."""

    def __init__(self, client: LanguageClient, project: Project, result: lsp.InitializeResult):
        self.client, self.project, self.server = client, project, result.capabilities
        self.version = 0

    def open(self, text: str | None = None) -> None:
        self.version = 1
        document = lsp.TextDocumentItem(self.project.uri, "markdown", 1, text or self.project.text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))

    def change(self, *changes) -> None:
        self.version += 1
        document = lsp.VersionedTextDocumentIdentifier(uri=self.project.uri, version=self.version)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, list(changes)))

    def replace(self, text: str) -> None:
        self.change(lsp.TextDocumentContentChangeWholeDocument(text=text))

    async def findings(self) -> list[lsp.Diagnostic]:
        """The findings about the text as it is now. To be called right after the text was changed."""
        if self.server.diagnostic_provider is not None:
            document = lsp.TextDocumentIdentifier(self.project.uri)
            report = await asyncio.wait_for(
                self.client.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(document)), PATIENCE
            )
            assert self.project.uri not in self.client.diagnostics, "asked for, so never sent"
            return list(report.items)
        while True:
            sent = self.client.wait_for_notification("textDocument/publishDiagnostics")
            params = await asyncio.wait_for(sent, PATIENCE)
            if params.uri == self.project.uri and params.version == self.version:
                return list(params.diagnostics)

    def position(self, line: int, column: int) -> lsp.Position:
        """A place given by line and character, in the units agreed on."""
        text = self.project.text.splitlines()[line][:column]
        units = {
            lsp.PositionEncodingKind.Utf8: len(text.encode()),
            lsp.PositionEncodingKind.Utf32: len(text),
        }.get(self.server.position_encoding, len(text.encode("utf-16-le")) // 2)
        return lsp.Position(line, units)

    def at(self, needle: str) -> lsp.TextDocumentPositionParams:
        """The place of some words of the draft."""
        before = self.project.text[: self.project.text.index(needle)]
        line = before.count("\n")
        column = len(before) - (before.rindex("\n") + 1 if "\n" in before else 0)
        return lsp.TextDocumentPositionParams(
            lsp.TextDocumentIdentifier(self.project.uri), self.position(line, column + 1)
        )


@pytest.fixture
def project(tmp_path: pathlib.Path) -> Project:
    return Project(tmp_path)


@pytest_lsp.fixture(params=EDITORS, config=ClientServerConfig(server_command=[program(), "lsp"]))
async def client(request, lsp_client: LanguageClient, project: Project):
    # What an editor answers with nothing: it would ask again, which no test here waits for.
    for request_of_server in (
        lsp.CLIENT_REGISTER_CAPABILITY,
        lsp.WORKSPACE_CODE_LENS_REFRESH,
        lsp.WORKSPACE_INLAY_HINT_REFRESH,
        lsp.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
    ):

        @lsp_client.feature(request_of_server)
        def _(*_):
            return None

    lsp_client.answer = await lsp_client.initialize_session(
        lsp.InitializeParams(
            capabilities=client_capabilities(request.param),
            workspace_folders=[lsp.WorkspaceFolder(project.folder.as_uri(), "project")],
        )
    )
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def editor(client: LanguageClient, project: Project) -> Editor:
    return Editor(client, project, client.answer)
