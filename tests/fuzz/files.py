"""Sound files of every format, as small as they can be: fuzzing begins with them.

Of a file that is packed, what is fuzzed is the part that holds the text: bytes changed in the archive itself are
refused before anything of the product reads them.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.corpus.readers import test_more_forms as forms
from tests.corpus.readers.printed_cases import column, printed
from tests.corpus.readers.test_docx import word_document

PLAIN = """Convention on Tides

The Parties,

Have agreed as follows:

Article 1 Gauges

1. Each Party shall measure:

(a) the tide; and

(b) where (i) it is high, or (ii) low, the wind.

2. "Gauge" means a rod.

Annex

IN WITNESS WHEREOF

Done at Elsinore, 1 May 1999.
"""
AKOMA = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta/><body><article eId="art_1">
<num>Article 1</num><heading>Tides</heading><paragraph eId="art_1__para_1"><num>1.</num><content><p>Rise.</p></content>
</paragraph></article></body></act></akomaNtoso>"""
ENDINGS = ("txt", "md", "html", "xml", "akn", "rtf", "docx", "odt", "epub", "pdf")
TEXT_IN = {"docx": "word/document.xml", "odt": "content.xml", "epub": "OEBPS/page 1.xhtml"}
"""Of the packed formats, the part that is fuzzed."""


def seeds(ending: str) -> Iterator[bytes]:
    """What is fuzzed of a sound file of the format."""
    yield sound(ending) if ending not in TEXT_IN else _parts(ending)[TEXT_IN[ending]]


def packed(ending: str, data: bytes) -> bytes:
    """A file of the format with these bytes in it."""
    if ending not in TEXT_IN:
        return data
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in _parts(ending).items():
            archive.writestr(name, data if name == TEXT_IN[ending] else content)
    return made.getvalue()


@cache
def sound(ending: str) -> bytes:
    """A sound file of the format."""
    texts = {
        "txt": PLAIN,
        "md": PLAIN.replace("Article", "## Article").replace("(a)", "* (a)"),
        "html": "".join(forms.PAGES),
        "xml": forms.FORMEX,
        "akn": AKOMA,
        "rtf": forms.RTF,
    }
    if ending in texts:
        return texts[ending].encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{ending}"
        _make(ending, path)
        return path.read_bytes()


def _make(ending: str, path: Path) -> None:
    if ending == "pdf":
        printed(path, column(72, 700, 11, *PLAIN.splitlines()))
    elif ending == "docx":
        word_document(path)
    elif ending == "epub":
        forms.epub(path)
    else:
        forms.packed(path, {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": forms.CONTENT})


@cache
def _parts(ending: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(sound(ending))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
