"""A file of any format, as lines of plain text with what its layout says about each.

One module per format; only :func:`read` is for use from outside. Libraries for a format are imported
when the first file of that format is read, so that reading plain text needs the standard library only.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from corpus.errors import SourceError
from corpus.readers.guard import check
from corpus.readers.lines import Line, Shape

__all__ = ["FORMATS", "Line", "Shape", "read"]

FORMATS = {
    ".txt": "corpus.readers.markdown",
    ".md": "corpus.readers.markdown",
    ".markdown": "corpus.readers.markdown",
    ".html": "corpus.readers.html",
    ".htm": "corpus.readers.html",
    ".xhtml": "corpus.readers.html",
    ".pdf": "corpus.readers.pdf",
    ".docx": "corpus.readers.docx",
    ".odt": "corpus.readers.odt",
    ".rtf": "corpus.readers.rtf",
    ".epub": "corpus.readers.epub",
    ".xml": "corpus.readers.formex",
}
"""File endings that can be read, and the module that reads them."""

Reader = Callable[[Path], list[Line]]


def read(path: Path) -> list[Line]:
    """The lines of a file, without markup and without empty ones.

    Raises:
        SourceError: the file cannot be opened, is too large, is not what its ending says, its format is not known,
            or it holds no text.
        MissingExtra: reading its format needs an optional package.
    """
    module = FORMATS.get(path.suffix.lower())
    if module is None:
        raise SourceError(f"cannot read {path.name}: use one of {', '.join(FORMATS)}, .akn")
    check(path)
    reader = cast(Reader, import_module(module).read)
    try:
        lines = reader(path)
    except OSError as problem:
        raise SourceError(f"cannot open {path}: {problem.strerror}") from problem
    if not lines:
        raise SourceError(f"{path.name} holds no text: a scanned document needs text recognition first")
    return lines
