"""How much of other instruments is parsed right: python tests/benchmark/gold_parse.py FOLDER

The folder holds instruments in any format and, for each, ``NAME.goldparse.jsonl`` with one provision a
line: ``{"loc": "art_2/1/a", "kind": "point", "text": "..."}``. A provision is right where it stands at
that place with these words. For each file the shares and the first misses are printed.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from corpus.model import About, Instrument, Kind, Provision
from corpus.readers import FORMATS
from corpus.shelf.inspection import told
from corpus.shelf.loading import load_instrument

UNNUMBERED = {"subparagraph", "item"}
GLUED = "title_or_title+chapeau"


def squeeze(text: str) -> str:
    """The words without white space, hyphens and quotes, which conversions differ in."""
    return re.sub(r"[\s\u00ad\u00a0*_`\"“”‘’'–-]", "", text)


def at(instrument: Instrument, loc: str) -> Provision | None:
    """The provision at a place such as ``art_2/1/a``: each step is the number of a child."""
    head, *steps = loc.split("/")
    eid = head.replace("recital_", "preamble__rec_")
    found = instrument.provisions.get(eid)
    for step in steps:
        if found is None:
            return None
        found = next((c for c in instrument.children(found) if c.number == step), None)
    return found


def texts(instrument: Instrument, row: dict[str, str]) -> Iterable[str]:
    """What the instrument holds at the row's place."""
    provision = at(instrument, row["loc"])
    if provision is None:
        return
    if row["kind"] == "title":
        yield provision.heading
    elif row["kind"] == GLUED:
        yield provision.heading + instrument.own(provision)
        yield provision.heading
    else:
        yield instrument.own(provision)
        yield instrument.words(provision)
        below = instrument.article_of(provision) if row["kind"] in UNNUMBERED else provision
        yield from (instrument.own(p) for p in instrument.descendants(below) if not p.number)


def measure(path: Path) -> None:
    """Prints the share of gold provisions that stand in the right place, and of those with the right words too."""
    begin = time.perf_counter()
    instrument = load_instrument(path, About(path.stem, path.stem, path.stem))
    seconds = time.perf_counter() - begin
    print(f"{path.name}: {len(instrument.provisions)} provisions, {len(instrument.articles)} articles, {seconds:.2f} s")
    for finding in instrument.findings[:12]:
        print(f"  finding: {told(finding)} {finding.eid}")
    facts(path, instrument)
    gold = path.with_name(path.name.removesuffix(path.suffix) + ".goldparse.jsonl")
    if not gold.exists():
        return
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    placed = [row for row in rows if at(instrument, row["loc"])]
    wrong = [row for row in rows if squeeze(row["text"]) not in {squeeze(t) for t in texts(instrument, row)}]
    print(f"  placed {len(placed) / len(rows):.4f}, placed with the same words {1 - len(wrong) / len(rows):.4f}")
    for row in wrong[:20]:
        provision = at(instrument, row["loc"])
        ours = instrument.own(provision) if provision else "(nothing there)"
        print(f"  miss {row['loc']} {row['kind']}: {row['text'][:70]!r}, ours {ours[:90]!r}")


def facts(path: Path, instrument: Instrument) -> None:
    """Prints which spot facts of ``FILE.json`` do not hold: places, and the words that they begin with."""
    notes = path.with_name(f"{path.name}.json")
    if not notes.exists():
        return
    known = json.loads(notes.read_text(encoding="utf-8"))
    print(f"  articles {len(instrument.articles)} of {known['articles']}")
    for fact in known["facts"]:
        provision = at(instrument, fact["loc"])
        ours = (provision.heading + instrument.words(provision)) if provision else ""
        if squeeze(fact["starts"]) not in squeeze(ours)[: len(fact["starts"]) + 250]:
            print(f"  fact fails {fact['loc']}: {fact['starts']!r}, not {ours[:80]!r}")
    for loc, count in known.get("paragraph_counts", {}).items():
        found = (
            [c for c in instrument.children(instrument[loc]) if c.kind is Kind.PARAGRAPH and c.number]
            if loc in instrument
            else []
        )
        if len(found) != count:
            print(f"  {loc}: {len(found)} paragraphs, not {count}")


if __name__ == "__main__":
    for file in sorted(Path(sys.argv[1]).iterdir()):
        if file.suffix in FORMATS:
            measure(file)
