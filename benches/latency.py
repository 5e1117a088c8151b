#!/usr/bin/env python3
"""What a writer waits for, measured through the protocol: from an edit to its diagnostics, from the start of the
server to the first ones, and the memory it takes meanwhile.

    cargo build --release
    benches/latency.py [--words 10000] [--quotations 300] [--server target/release/verbatim]
    benches/latency.py --words 3000 --quotations 100 --articles 10000 --beside typos-lsp "rumdl server"

With `--articles` the archive has so many articles: those of `../shared/data`, and made from them, with most of the
common words changed, as many as are missing. `--beside` measures other servers on the same draft in the same run.
The draft is made like a real one: paragraphs of the sources that report what somebody said, with the speaker and the
marks as they stand there, each cited, every fifth with a word of the utterance changed, and plain prose in between. The sources are those of `../shared/sample` where that is at hand, else those of the example. The measuring is
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
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BENCH = ROOT / "../shared/tools/lspbench.py"
SOURCES = [ROOT / "../shared/sample/sources", ROOT / "examples/harbour/sources"]

MODES = {
    "push, one edit at a time": [],
    "pull, one edit at a time": ["--pull"],
    "push, bursts of ten keys, 40 ms apart": ["--burst", "10", "--gap-ms", "40", "--edits", "40"],
}


# Words between one pair of marks, as articles set them: double, straight or curly.
UTTERANCE = re.compile(r"[“\"]([^“”\"]+)[”\"]")


def reported(text: str) -> list[tuple[str, str]]:
    """The paragraphs of an article that report one utterance of six words and more, each with that utterance."""
    found = []
    for paragraph in re.split(r"\n\s*\n", text):
        paragraph = " ".join(re.sub(r"[\[\]*_#>`|<]", " ", paragraph).split())
        inside = UTTERANCE.findall(paragraph)
        if len(inside) == 1 and len(inside[0].split()) >= 6 and len(paragraph.split()) <= 60:
            found.append((paragraph, inside[0]))
    return found


def told(text: str) -> list[str]:
    """The sentences of an article that hold no marks."""
    sentences = re.split(r"(?<=[.!?])\s+", re.sub(r"[\[\]*_#>`|<]", " ", text))
    return [" ".join(s.split()) for s in sentences if not re.search(r"[“”\"]", s) and 4 <= len(s.split()) <= 40]


def long_draft(sources: list[pathlib.Path], words: int, quotations: int) -> str:
    """A draft with that many quotations: paragraphs of the sources that report an utterance, with who said it, cited;
    every fifth has a word of the utterance changed. Sentences of the sources in between make up the length."""
    dice = random.Random(20_310_310)
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in sources]
    dice.shuffle(texts)
    reports = [(key, *report) for key, text in texts for report in reported(text)]
    reports = [reports[i] for i in sorted(dice.sample(range(len(reports)), min(quotations, len(reports))))]
    filler = [sentence for _, text in texts for sentence in told(text)]
    dice.shuffle(filler)
    lines, written = ["# A long briefing", ""], 0
    for number in range(quotations):
        key, paragraph, utterance = reports[number % len(reports)]
        if number % 5 == 0:
            altered = utterance.split()
            altered[len(altered) // 2] = "nevertheless"
            paragraph = paragraph.replace(utterance, " ".join(altered))
        lines += [f"{paragraph} [@{key}]", ""]
        written += len(paragraph.split()) + 1
        between = []
        while written < (number + 1) * words // quotations and filler:
            between.append(filler.pop())
            written += len(between[-1].split())
        lines += [" ".join(between), ""] if between else []
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
    # What was written two seconds ago may be written again within one tick of a coarse clock, so that the next start
    # would look into it once more: sources are older than that, but for those of a script.
    time.sleep(3)
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
