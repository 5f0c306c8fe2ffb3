"""What a language model is told: what to write, and from what. Question and provisions are data, and marked so."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.prose.evidence import Evidence
from assistant.language_model.asking import data, fenced

QUESTION = 2000
"""Characters of a question that are sent at most."""
WORDS = 6000
"""Characters of a provision that are sent at most."""

_INSTRUCTIONS = """You answer a question from provisions of treaties, for a reader who is no lawyer.

Rules:
- First one sentence that answers the question, then at most three more. Plain text, no lists, no headings.
- Every sentence ends with the marker of the provision that it rests on, such as [1]. A sentence rests on one provision.
- Use the words of the provisions. Never change who acts, what is obligatory (shall), allowed (may) or forbidden, a
  number, a period, or its bound (not less than, within). Never leave out not, unless, except, only or if.
- Words in quotation marks are copied letter for letter.
- Name no article, treaty, State or law that the provision you cite does not name.
- If the provisions do not answer the question, write only: NOT ANSWERED

Where [1] says "The depositary shall inform the Members within ten days, unless they agree otherwise", you write:
The depositary must inform the Members within ten days, unless they agree otherwise [1].
"""


def prompt(asked: str, given: Sequence[Evidence]) -> tuple[str, str]:
    """Instructions and material."""
    parts = [f"Question: {data(asked, QUESTION)}", *map(_provision, given)]
    return fenced(_INSTRUCTIONS, "\n\n".join(parts), "Answer the question, each sentence with its marker.")


def _provision(one: Evidence) -> str:
    about = one.instrument.about
    hung = f"{one.chapeau} … " if one.chapeau else ""
    named = data(f"{one.label}, {about.short_title}", WORDS)
    return f"[{one.marker}] {named}:\n{data(hung + one.words, WORDS)}"
