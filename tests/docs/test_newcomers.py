"""The pages whose reader changes this repository, followed to the letter in a copy of it."""

import re
import shutil
import subprocess
import sys
from itertools import pairwise

import pytest
from pages import ROOT, blocks

LEFT_OUT = shutil.ignore_patterns(".*", "*.npz", "*.png", "__pycache__", "browser", "benchmark")
CASES = "tests/assistant/understanding/test_moving_about.py"


@pytest.fixture
def checkout(tmp_path):
    """A copy of what a newcomer changes and runs."""
    for folder in ("assistant", "corpus", "index", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=LEFT_OUT)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def edit(path, anchor, change):
    """Put something in the place of the first match, of which there must be one."""
    text, count = re.subn(anchor, change, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1, f"{path.name}: {anchor}"
    path.write_text(text, encoding="utf-8")


def run(checkout, *arguments):
    """What a Python program in the copy prints."""
    done = subprocess.run([sys.executable, *arguments], cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_way_to_move_about(checkout):
    page = blocks(ROOT / "docs/how-to/move-about.md")
    words, reading, place, cases, others, *_ = [block.content for block in page if block.language != "console"]
    edit(checkout / "corpus/lexicon/en/moves.toml", r"^\[patterns\]\n", lambda found: found[0] + words)
    movement = checkout / "assistant/understanding/movement.py"
    movement.write_text(f"{movement.read_text(encoding='utf-8')}\n\n{reading}", encoding="utf-8")
    edit(checkout / "assistant/understanding/turns.py", r"^ +movement\.rest,\n", lambda found: place + found[0])
    edit(checkout / CASES, r"^    \[\n", lambda found: found[0] + cases)
    edit(
        checkout / CASES,
        r'^    "text",\n    \[\n(?=(?:.*\n)*?    \],\n\)\ndef test_a_question_is_no_wish_to_be_shown_something)',
        lambda found: found[0] + others,
    )
    cases = (CASES, "tests/corpus/test_lexicon.py", "-k", "moving_about or moves")
    assert "passed" in run(checkout, "-m", "pytest", "-p", "no:cacheprovider", *cases)


def test_an_instrument_of_the_bundle(checkout):
    page = list(blocks(ROOT / "docs/how-to/bundle-an-instrument.md"))
    for block in page:
        if block.file:
            (checkout / block.file).write_text(block.content, encoding="utf-8")
    (listed,) = [block.content for block in page if block.language == "toml" and not block.file]
    edit(checkout / "corpus/texts/bundle.toml", r"^instruments = .*\n", lambda _: listed)
    program, printed = next(
        (block.content, after.content)
        for block, after in pairwise(page)
        if (block.language, after.language) == ("python", "text")
    )
    assert run(checkout, "-c", program) == printed
    assert "painted yellow" in run(checkout, "-m", "assistant.cli", "show", "tide-gauges", "article 1(2)(a)")
    check = "from assistant.holdings import default_plan as plan; print(len(plan().sources[-1].questions))"
    assert run(checkout, "-c", check) == "3\n"
