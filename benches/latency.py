#!/usr/bin/env python3
"""What a writer waits for, measured through the protocol: from an edit to its diagnostics, from the start of the
server to the first ones, and the memory it takes meanwhile.

    cargo build --release
    benches/latency.py [--words 10000] [--quotations 300] [--server target/release/verbatim]

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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--quotations", type=int, default=300)
    parser.add_argument("--server", default=str(ROOT / "target/release/verbatim"))
    options = parser.parse_args()
    if not BENCH.exists():
        print(f"not measured: {BENCH} is not here")
        return 0
    if not shutil.which(options.server):
        print(f"there is no {options.server}: build it, or name another with --server")
        return 2
    sources = next(folder for folder in SOURCES if folder.is_dir())
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(sources, pathlib.Path(folder) / "sources")
        draft = pathlib.Path(folder) / "long.md"
        files = sorted(path for path in sources.iterdir() if path.suffix in {".txt", ".md"})
        text = long_draft(files, options.words, options.quotations)
        draft.write_text(text, encoding="utf-8")
        print(f"{len(text.split())} words, {options.quotations} quotations, {len(files)} sources from {sources}")
        for name, arguments in MODES.items():
            command = [sys.executable, str(BENCH), *arguments, str(draft), "--", options.server, "lsp"]
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
