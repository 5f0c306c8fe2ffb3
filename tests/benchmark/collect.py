"""Puts treaties of public collections beside the questions about them: the texts do not come with the project.

    git clone https://github.com/lawchat-oss/open-treaties CLONES/open-treaties
    git clone https://github.com/statengeneraal/laws-markdown CLONES/laws-markdown
    python tests/benchmark/collect.py CLONES FOLDER train

`collection/sources.tsv` names repository, commit and path of each. FOLDER then holds NAME.md, and for what the reader
learns from NAME.jsonl beside it; of the splits dev and test the questions are in `treaties_dev.jsonl` and
`treaties_test.jsonl`, whose instruments `treaty add FOLDER/NAME.md --id NAME` adds.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).with_name("collection")


def markdown(treaty):
    """A treaty that is kept as JSON, with its articles under headings."""
    lines = [f"# {treaty['treaty_en']}", treaty["preamble_en"] or ""]
    for number, article in enumerate(treaty["articles"], 1):
        lines += [f"## Article {number} {article['title_en']}".strip(), *article["content_en"].split("\n")]
    return "\n\n".join(lines)


def main(clones, folder, wanted):
    folder.mkdir(parents=True, exist_ok=True)
    for row in (HERE / "sources.tsv").read_text().splitlines():
        name, split, repository, commit, path = row.split("\t")
        if split != wanted:
            continue
        clone = clones / repository.rpartition("/")[2]
        shown = subprocess.run(["git", "-C", clone, "show", f"{commit}:{path}"], capture_output=True, check=True).stdout
        text = markdown(json.loads(shown)).encode() if path.endswith(".json") else shown
        (folder / f"{name}.md").write_bytes(text)
        if (questions := HERE / f"{name}.jsonl").is_file():
            shutil.copy(questions, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
