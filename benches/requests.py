#!/usr/bin/env python3
"""How long a writer waits for what an editor asks for: hovers, definitions and completions, measured through the
protocol on the draft and the archive of `latency.py`.

    cargo build --release
    benches/requests.py [--words 3000] [--quotations 100] [--articles 10000] [--server target/release/verbatim]

A completion is asked for as editors do, right behind the edit that has typed what is to be completed, so that it
shares the machine with the check of that edit: the beginning of a key; some words of a quotation of the draft behind
an opening mark; `@` and the last name of somebody whom the draft names. Whoever asks for a speaker's words first waits
for the index of who is named where; that is told by itself. Standard library only.
"""

import argparse
import collections
import json
import pathlib
import random
import re
import statistics
import subprocess
import tempfile
import time

from latency import ROOT, articles, long_draft


class Client:
    """An editor that waits for each answer."""

    def __init__(self, server: str, draft: pathlib.Path):
        self.process = subprocess.Popen([server, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.uri, self.version, self.asked = draft.as_uri(), 1, 0
        folder = {"uri": draft.parent.as_uri(), "name": "w"}
        capabilities = {"textDocument": {"publishDiagnostics": {"versionSupport": True}}}
        self.ask("initialize", {"processId": None, "rootUri": folder["uri"], "workspaceFolders": [folder], "capabilities": capabilities})
        self.tell("initialized", {})
        text = draft.read_text(encoding="utf-8")
        self.tell("textDocument/didOpen", {"textDocument": {"uri": self.uri, "languageId": "markdown", "version": 1, "text": text}})
        while self.read().get("method") != "textDocument/publishDiagnostics":
            pass

    def write(self, message: dict) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self) -> dict:
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def tell(self, method: str, params: dict) -> None:
        self.write({"method": method, "params": params})

    def ask(self, method: str, params: dict) -> tuple[float, object]:
        """The milliseconds until the answer, and the answer."""
        self.asked += 1
        begun = time.perf_counter()
        self.write({"id": self.asked, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == self.asked and "method" not in message:
                return (time.perf_counter() - begun) * 1e3, message.get("result")

    def ask_at(self, method: str, line: int, character: int) -> tuple[float, object]:
        place = {"line": line, "character": character}
        return self.ask(method, {"textDocument": {"uri": self.uri}, "position": place})

    def put(self, line: int, length: int, text: str) -> None:
        """Puts `text` in the place of the first `length` characters of a line."""
        self.version += 1
        span = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": length}}
        changed = {"uri": self.uri, "version": self.version}
        self.tell("textDocument/didChange", {"textDocument": changed, "contentChanges": [{"range": span, "text": text}]})

    def complete(self, line: int, typed: str) -> tuple[float, object]:
        """Types into an empty line, asks for completions at once, and takes what was typed back."""
        length = len(typed.encode("utf-16-le")) // 2
        self.put(line, 0, typed)
        answer = self.ask_at("textDocument/completion", line, length)
        self.put(line, length, "")
        time.sleep(0.03)
        return answer


def show(name: str, answers: list[tuple[float, object]]) -> None:
    laps = sorted(lap for lap, _ in answers)
    answered = sum(bool(answer and (not isinstance(answer, dict) or answer.get("items", True))) for _, answer in answers)
    p99 = laps[min(len(laps) - 1, int(0.99 * len(laps)))]
    print(f"{name}: median {statistics.median(laps):.1f} ms, p99 {p99:.1f} ms, worst {laps[-1]:.1f} ms, {answered} of {len(laps)} answered")


def measure(server: str, draft: pathlib.Path, count: int) -> None:
    dice = random.Random(3)
    lines = draft.read_text(encoding="utf-8").split("\n")
    quotations = [(n, m.start() + 1, m.end() - 1) for n, line in enumerate(lines) for m in re.finditer(r"[“\"][^”\"]+[”\"]", line)]
    empty = [n for n, line in enumerate(lines) if not line]
    names = collections.Counter(re.findall(r"[a-z] [A-Z][a-z]+ ([A-Z][a-z]{3,})", "\n".join(lines)))
    names = [name for name, _ in names.most_common(12)]
    client = Client(server, draft)
    time.sleep(1)
    for what in ("hover", "definition"):
        spots = [dice.choice(quotations) for _ in range(count)]
        show(what, [client.ask_at(f"textDocument/{what}", n, dice.randrange(start, end)) for n, start, end in spots])

    def quoted() -> str:
        n, start, end = dice.choice(quotations)
        return "She said: “" + " ".join(lines[n][start:end].split()[: dice.randint(2, 6)])

    def completed(name: str, typed, count: int) -> None:
        show(f"completion of {name}", [client.complete(dice.choice(empty), typed()) for _ in range(count)])

    completed("a key", lambda: f"So it is [@a{dice.choice(['0', '00', '001', '0012'])}", count)
    completed("a quotation", quoted, count)
    completed("a speaker's words, asked for first", lambda: f"@{names[0]}", 1)
    completed("a speaker's words", lambda: f"@{dice.choice(names)}", count)
    client.process.kill()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=3_000)
    parser.add_argument("--quotations", type=int, default=100)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--count", type=int, default=200, help="how often each is asked for")
    parser.add_argument("--server", default=str(ROOT / "target/release/verbatim"))
    options = parser.parse_args()
    server = str(pathlib.Path(options.server).resolve())
    with tempfile.TemporaryDirectory() as folder:
        files = articles(pathlib.Path(folder) / "sources", options.articles)
        draft = pathlib.Path(folder).resolve() / "long.md"
        draft.write_text(long_draft(files, options.words, options.quotations), encoding="utf-8")
        subprocess.run([server, "sources"], cwd=folder, capture_output=True, check=True)
        measure(server, draft, options.count)


if __name__ == "__main__":
    main()
