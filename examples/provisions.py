"""Count the provisions of the bundled instruments, and write them to a CSV file. Needs no index.

``python examples/provisions.py provisions.csv``: without a name, that file in the folder where the program is run.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

from corpus import Corpus, label


def main() -> None:
    """Write one row a provision to the file in the arguments, and print how many there are of each kind."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "provisions.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("instrument", "eid", "kind", "label", "heading", "words"))
        for id, instrument in Corpus.bundled().items():
            rows.writerows((id, p.eid, p.kind, label(instrument, p), p.heading, instrument.own(p)) for p in instrument)
            counts = Counter(provision.kind for provision in instrument)
            print(f"{instrument.about.short_title}: " + ", ".join(f"{n} {kind}" for kind, n in counts.most_common(4)))
    print(f"written to {path}")


if __name__ == "__main__":
    main()
