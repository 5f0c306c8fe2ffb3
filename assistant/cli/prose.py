"""Prose on a terminal: the quotes at once, then each sentence as soon as it was held, then what was struck."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from assistant.cli import screen

if TYPE_CHECKING:
    from assistant.answer import Answer, Sentence
    from assistant.answering.prose.writing import Draft


def say_drafts(drafts: Iterator[Draft], say: Callable[[Answer], None]) -> Answer:
    """Show an answer while prose is written to it, and give it back when it is whole.

    Args:
        say: shows the answer with its quotes, once.
    """
    first = next(drafts)
    say(first.answer)
    answer, shown = first.answer, 0
    for draft in drafts:
        answer = draft.answer
        for sentence in answer.sentences[shown:]:
            _say_sentence(sentence, is_first=shown == 0)
            shown += 1
    _say_end(answer, first.answer)
    return answer


def _say_sentence(sentence: Sentence, *, is_first: bool) -> None:
    """A sentence that stands; of one that does not, why."""
    from assistant.answering.prose.wording import fault

    if is_first:
        screen.say()
    if sentence.stands:
        screen.say(f"{sentence.text}{f' ({sentence.status})' if sentence.fault else ''}")
    elif sentence.fault:
        screen.say(f"(A sentence was struck: it {fault(sentence.fault)}.)", "dim")


def _say_end(answer: Answer, before: Answer) -> None:
    """What there is to tell after all: why there is no prose, where there is none."""
    if answer.message and answer.message != before.message:
        told = answer.message.removeprefix(before.message or "").strip()
        screen.say(f"\n{told}", "yellow")
