"""Rich Text Format, with the numbers of lists that the file holds as text."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import MissingExtra, SourceError
from corpus.readers import markdown
from corpus.readers.lines import Line, paragraphs


def read(path: Path) -> list[Line]:
    """The paragraphs of the file, each as one line.

    Raises:
        SourceError: it cannot be read as Rich Text.
        MissingExtra: striprtf is not installed.
    """
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as problem:
        raise MissingExtra("reading Rich Text", "formats") from problem
    try:
        text: str = rtf_to_text(path.read_bytes().decode("latin-1"))
    except (UnicodeDecodeError, ValueError, TypeError, LookupError) as problem:
        raise SourceError(f"{path.name} cannot be read as Rich Text: {problem}") from problem
    # Every line is a paragraph of its own.
    return paragraphs(markdown.lines(text.replace("\n", "\n\n")))
