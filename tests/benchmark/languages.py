"""How far the versions of one treaty are read alike: articles, paragraphs and points, a row a language.

    git clone https://github.com/dacheah/bbnj-high-seas-treaty-corpus CLONE
    python -m tests.benchmark.languages CLONE/authoritative/un/bbnj-agreement-2023*/*/text.txt

Each file is held against the first one. A provision is the same where its identifier is: Roman numerals, letters and
Chinese figures all stand for one. The texts do not come with the project.
"""

import sys
from pathlib import Path

from corpus.languages import language_of
from corpus.model import About, Kind
from corpus.shelf.loading import load_instrument

KINDS = {"articles": Kind.ARTICLE, "paragraphs": Kind.PARAGRAPH, "points": Kind.POINT}
SHOWN = 12


def read(path):
    """The language of a version, and its instrument."""
    instrument = load_instrument(Path(path), About("version", path, path))
    return language_of(instrument.text), instrument


def identifiers(instrument, kind):
    """Those of a kind, in articles alone: annexes and recitals are not counted."""
    return {p.eid for p in instrument if p.kind is kind and "art_" in p.eid and not p.eid.startswith("annex")}


def row(language, instrument, first):
    """The counts, each with how many of them the first version has not, and lacks."""
    cells = []
    for kind in KINDS.values():
        own, theirs = identifiers(instrument, kind), identifiers(first, kind)
        cells.append(f"{len(own)} (+{len(own - theirs)} -{len(theirs - own)})")
    return f"| {language} | {' | '.join(cells)} |"


def main(paths, explain=False):
    """Print the table; with ``--explain`` also the identifiers that are not shared."""
    versions = [read(path) for path in paths]
    first = versions[0][1]
    print(f"| | {' | '.join(KINDS)} |\n|---|{'---|' * len(KINDS)}")
    for language, instrument in versions:
        print(row(language, instrument, first))
    for language, instrument in versions[1:] if explain else ():
        for name, kind in KINDS.items():
            own, theirs = identifiers(instrument, kind), identifiers(first, kind)
            print(language, name, "more", sorted(own - theirs)[:SHOWN], "fewer", sorted(theirs - own)[:SHOWN])


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--explain"]
    main(arguments, explain="--explain" in sys.argv)
