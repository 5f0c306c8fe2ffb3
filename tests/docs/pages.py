"""Code blocks of the documentation: which files a page has its reader write, what it has them run, what it prints."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
IN_A_COPY = ("how-to/bundle-an-instrument", "how-to/move-about")
"""Pages whose reader changes this repository."""
_BLOCK = re.compile(
    r"(?:^`(?P<file>[^`\n]+)`:\n\n)?^```(?P<language>[a-z]+)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """A fenced block."""

    file: str
    """The file that it is, named on the line before it; empty where it is none."""
    language: str
    content: str
    line: int


def blocks(page):
    """The code blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        yield Block(
            found["file"] or "", found["language"], found["content"], text.count("\n", 0, found.start("content"))
        )


def name_of(page):
    """How a test calls the page."""
    return str(page.relative_to(ROOT / "docs").with_suffix(""))
