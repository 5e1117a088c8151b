#!/usr/bin/env python3
"""What a writer waits for, measured through the protocol: from an edit to its diagnostics, from the start of the
server to the first ones, and the memory it takes meanwhile.

    cargo build --release
    benches/latency.py [--words 10000] [--quotations 300] [--server target/release/verbatim]
    benches/latency.py --words 3000 --quotations 100 --articles 10000 --beside typos-lsp "rumdl server"

With `--articles` the archive has so many articles: those of `../shared/data`, and made from them, with most of the
common words changed, as many as are missing. `--beside` measures other servers on the same draft in the same run.
The draft is made of the sources' own words: quotations with and without a changed word, each cited, with prose in
between. The sources are those of `../shared/sample` where that is at hand, else those of the example. The measuring is
done by `../shared/tools/lspbench.py`; without it this script says so and measures nothing. Standard library only.
Other work on the machine shows in the numbers; as root, `chrt -f 20` in front keeps it out.
"""

import argparse
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
BENCH = ROOT / "../shared/tools/lspbench.py"
SOURCES = [ROOT / "../shared/sample/sources", ROOT / "examples/harbour/sources"]

MODES = {
    "push, one edit at a time": [],
    "pull, one edit at a time": ["--pull"],
    "push, bursts of ten keys, 40 ms apart": ["--burst", "10", "--gap-ms", "40", "--edits", "40"],
}


def long_draft(sources: list[pathlib.Path], words: int, quotations: int) -> str:
    """A draft with that many quotations from the sources; every fifth has a word changed."""
    dice = random.Random(20_310_310)
    texts = [(path.stem, re.sub(r"[\[\]“”\"*_#>]", " ", path.read_text(encoding="utf-8")).split()) for path in sources]
    filler = max(4, words // quotations - 20)
    lines = ["# A long briefing", ""]
    for number in range(quotations):
        key, text = texts[number % len(texts)]
        length = dice.randint(8, 24)
        start = dice.randrange(len(text) - length)
        quoted = text[start : start + length]
        if number % 5 == 0:
            quoted[length // 2] = "nevertheless"
        other = texts[(number + 1) % len(texts)][1]
        begin = dice.randrange(len(other) - filler)
        lines += [f"Speaker number {number} said: “{' '.join(quoted)}” [@{key}].", ""]
        lines += [f"In part {number} the briefing says that {' '.join(other[begin : begin + filler])}.", ""]
    return "\n".join(lines)


def articles(folder: pathlib.Path, count: int) -> list[pathlib.Path]:
    """Fills `folder` with that many articles; answers with those that are real, from which the draft quotes."""
    dice = random.Random(5)
    data = ROOT / "../shared/data"
    rows = [json.loads(row) for name in ("attribution/dev.jsonl", "outlets/dev.articles.jsonl")
            for row in (data / name).read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows if len(row.get("text") or "") > 2_000]
    words = [word for text in texts[:200] for word in re.findall(r"[a-z]{4,}", text)]
    folder.mkdir()
    for number in range(count):
        text = texts[number % len(texts)]
        if number >= len(texts):
            text = re.sub(r"(?<![\w.])[a-z]{4,}", lambda m: m[0] if dice.random() < 0.2 else dice.choice(words), text)
        (folder / f"a{number:06}.txt").write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())[: len(texts)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--quotations", type=int, default=300)
    parser.add_argument("--server", default=str(ROOT / "target/release/verbatim"))
    parser.add_argument("--articles", type=int, default=0, help="size of the archive; without it, a few sources")
    parser.add_argument("--beside", nargs="*", default=[], help="other servers, each a command")
    options = parser.parse_args()
    options.server = str(pathlib.Path(options.server).resolve())
    if not BENCH.exists():
        print(f"not measured: {BENCH} is not here")
        return 0
    if not shutil.which(options.server):
        print(f"there is no {options.server}: build it, or name another with --server")
        return 2
    sources = next(folder for folder in SOURCES if folder.is_dir())
    with tempfile.TemporaryDirectory() as folder:
        draft = pathlib.Path(folder) / "long.md"
        if options.articles:
            files = articles(pathlib.Path(folder) / "sources", options.articles)
            print("reading the sources:", subprocess.run([options.server, "sources"], cwd=folder, capture_output=True, text=True).stdout.splitlines()[-1])
        else:
            shutil.copytree(sources, pathlib.Path(folder) / "sources")
            files = sorted(path for path in sources.iterdir() if path.suffix in {".txt", ".md"})
        text = long_draft(files, options.words, options.quotations)
        draft.write_text(text, encoding="utf-8")
        print(f"{len(text.split())} words, {options.quotations} quotations, {options.articles or len(files)} sources")
        runs = [(name, arguments, [options.server, "lsp"]) for name, arguments in MODES.items()]
        runs += [(server, [], server.split()) for server in options.beside]
        for name, arguments, server in runs:
            command = [sys.executable, str(BENCH), *arguments, str(draft), "--", *server]
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            if run.returncode != 0:
                print(f"{name}: {run.stderr or run.stdout}")
                return 1
            found = json.loads(run.stdout)
            print(
                f"{name}: median {found['median_ms']} ms, p90 {found['p90_ms']} ms, p99 {found['p99_ms']} ms, "
                f"start to first diagnostics {found['spawn_to_first_ms']} ms, {found['cpu_ms_per_edit']} ms of CPU an edit, "
                f"peak {found['peak_rss_mib']} MiB, {found['diagnostics']} diagnostics, {found['lost']} lost"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
