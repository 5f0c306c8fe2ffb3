"""Texts and questions in a language that the encoders do not read: what is to be known of an answer to them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import replace

from assistant.answer import Answer, Reason, Status
from assistant.answering import wording
from assistant.understanding.notes import PoorlyRead, QuotedIn, Unread
from assistant.understanding.speech import SPOKEN
from corpus.languages import NAMES, language_of
from corpus.lexicon import LANGUAGE
from corpus.shelf.collection import Corpus
from index.encoders import BUNDLED
from index.encoders.nano import EXTRA, is_installed

ENGLISH = frozenset(BUNDLED)
"""Encoders that read English alone."""
KNOWN = 0.5
"""Share of the words of a question from which on it is English: names and typing errors are no other language."""
FEWEST = 3
"""Words that tell a language; in a script of its own one is enough."""


def poorly_read(answer: Answer, corpus: Corpus, encoders: Iterable[str]) -> tuple[PoorlyRead, ...]:
    """What to tell of an answer that was searched for in texts of other languages alone; nothing of any other.

    Args:
        encoders: names of the encoders that searched.
    """
    found = answer.citations or answer.passages
    languages = {corpus[each.instrument].about.language for each in found}
    if answer.mode == "structure" or not languages or "en" in languages or not ENGLISH.issuperset(encoders):
        return ()
    return (PoorlyRead(tuple(languages)),)


def quoted_in(answer: Answer, corpus: Corpus) -> Answer:
    """The answer to an English question, with a line on what it quotes in other languages."""
    others = sorted({corpus[one.instrument].about.language for one in answer.citations} - {LANGUAGE, ""})
    if not others or not is_installed():
        return answer
    line = wording.told((QuotedIn(tuple(others)),), corpus)
    return replace(answer, message=" ".join(filter(None, (answer.message, line))))


def unread(answer: Answer, asked: str, corpus: Corpus, words: Container[str]) -> Answer:
    """The answer; a decline that says why, where the question is in a language that none of the instruments is in.

    Args:
        asked: the question as it was typed; in a dialogue it was understood with English words beside.
        words: those that English questions and the instruments have.
    """
    code = _other_language(asked, words)
    if not code or any(instrument.about.language == code for instrument in corpus.values()):
        return answer
    read = (LANGUAGE, *SPOKEN) if is_installed() else (LANGUAGE,)
    message = wording.told((Unread(code, read, EXTRA if code in SPOKEN and code not in read else ""),), corpus)
    found = replace(answer, answer="", citations=(), choices=(), parts=(), resolved_question=None)
    return replace(found, status=Status.NOT_FOUND, reason=Reason.LANGUAGE, message=message)


def _other_language(text: str, known: Container[str]) -> str:
    """The code of the language of a question, empty where it is English or cannot be told."""
    words = re.findall(r"[^\W\d_]{2,}", text.casefold())
    latin = sum(word.isascii() or "a" <= word[0] <= "ÿ" for word in words)
    if latin == len(words) and len(words) < FEWEST:
        return ""
    if sum(word in known for word in words) >= KNOWN * len(words):
        return ""
    code = language_of(text)
    return code if code in NAMES and code != "en" else ""
