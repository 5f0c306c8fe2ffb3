"""Real footnotes in a Word document.

python-docx has none, so their part of the file is written here (ECMA-376, 17.11).
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TEXT, SIGN = "footnote text", "footnote reference"
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for id, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
"""What Word draws between text and footnotes."""


class Footnotes:
    """The footnotes of a document, numbered from 1."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._notes: list[str] = []
        self._add_styles()

    def __len__(self) -> int:
        return len(self._notes)

    def add(self, paragraph: Any, text: str) -> int:
        """Put the sign of a new footnote at the end of a paragraph, and give its number."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._notes.append(text)
        sign = OxmlElement("w:footnoteReference")
        sign.set(qn("w:id"), str(len(self._notes)))
        paragraph.add_run(style=SIGN)._r.append(sign)
        return len(self._notes)

    def close(self) -> None:
        """Write the footnotes into the file; without any there is no part for them."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        if not self._notes:
            return
        notes = "".join(_note(number, text) for number, text in enumerate(self._notes, start=1))
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{NAMESPACE}">'
        content = f"{xml}{_SEPARATORS}{notes}</w:footnotes>".encode()
        holder = self._document.part
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE, content, holder.package)
        holder.relate_to(part, RELATIONSHIP)

    def _add_styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt

        styles = self._document.styles
        text = styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH)
        text.base_style, text.font.size = styles["Normal"], Pt(9)
        styles.add_style(SIGN, WD_STYLE_TYPE.CHARACTER).font.superscript = True


def _note(number: int, text: str) -> str:
    sign = '<w:r><w:rPr><w:rStyle w:val="footnotereference"/></w:rPr><w:footnoteRef/></w:r>'
    said = f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r>'
    styled = '<w:pPr><w:pStyle w:val="footnotetext"/></w:pPr>'
    return f'<w:footnote w:id="{number}"><w:p>{styled}{sign}{said}</w:p></w:footnote>'
