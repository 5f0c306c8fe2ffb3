"""Write the text of an answer in a form of one's own, from what it cites: ``python examples/writer.py``.

A package offers such a writer under a name, and ``TREATY_WRITER`` chooses it: see docs/how-to/answer-writer.md.
"""

from collections.abc import Sequence

from assistant import Answer, Assistant
from assistant.answering.writers import AnswerWriter, Quoted
from corpus import Corpus, label
from corpus.citations.labels import Form
from corpus.model import collapse

QUESTION = "How long must preserved data be kept?"


class Lines:
    """A line for each provision: where it stands, its words, and its marker."""

    mode = "lines"

    def write(self, asked: str, quoted: Sequence[Quoted], form: Form) -> str:
        """See :class:`assistant.answering.writers.base.AnswerWriter`."""
        return "\n".join((f"{asked}\n", *(_line(marker, part, form) for marker, part in enumerate(quoted, start=1))))


def _line(marker: int, part: Quoted, form: Form) -> str:
    words = collapse(part.instrument.text[slice(*part.span)])
    return f"- {label(part.instrument, part.provision, form)}: “{words}” [{marker}]"


def rewritten(answer: Answer, corpus: Corpus, writer: AnswerWriter) -> str:
    """The text of an answer as another writer has it."""
    cited = [(corpus[citation.instrument], citation) for citation in answer.citations]
    quoted = [Quoted(instrument, instrument[c.eid], (c.start, c.end)) for instrument, c in cited]
    return writer.write(answer.question, quoted, "oscola")


def main() -> None:
    """Ask, and write the answer anew."""
    assistant = Assistant()
    print(rewritten(assistant.ask(QUESTION), assistant.corpus, Lines()))


if __name__ == "__main__":
    main()
