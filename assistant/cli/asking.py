"""``treaty ask`` and ``treaty search``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import screen
from assistant.cli.options import Cite, Instruments, Json, Write
from corpus.citations.labels import Form
from corpus.errors import UsageError

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Found
    from assistant.assistant import Assistant
    from assistant.conversations.batch import Batch as BatchAnswers
    from corpus.shelf.collection import Corpus

STDIN = "-"
STDIN_LIMIT = 1_000_000
"""Bytes of a question that are read from a pipe at most."""
SNIPPET = 200
"""Characters of a provision that a search shows at most."""
HEADING = 120
"""Characters of a heading beside a label at most."""
HEADED: tuple[Form, ...] = ("un", "id")
"""Forms beside which the heading is told; the others are citations as they are printed."""
EXIT_CODES = {"answered": 0, "not_found": 3, "invalid": 2}


Question = Annotated[
    list[str] | None,
    typer.Argument(metavar="QUESTION", help="What to ask; - or nothing in a pipe reads it from stdin."),
]
Batch = Annotated[Path | None, typer.Option("--batch", help="Answer every line of this JSON Lines file; - is stdin.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Where a batch is written; - is stdout.")]
Words = Annotated[list[str], typer.Argument(metavar="WORDS", help="What to look for.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="How many provisions at most.")]


def ask(
    question: Question = None,
    instrument: Instruments = None,
    json: Json = False,
    cite: Cite = "un",
    batch: Batch = None,
    output: Output = None,
    write: Write = False,
) -> None:
    """Answer a question with verbatim quotes, or say that the instruments do not answer it.

    Exits with 0 where it is answered, 3 where it is not, and 2 where it is no question. A batch exits with 0
    where every line could be asked, and 2 where one could not.
    """
    if batch:
        if question:
            raise UsageError("--batch takes its questions from the file; leave the question out")
        if output and output.is_file() and batch.is_file() and output.samefile(batch):
            raise UsageError(f"{output} holds the questions; name another file for the answers")
        _ask_all(batch, output or Path(STDIN), instrument or [], cite, write)
        return
    if output:
        raise UsageError("--output belongs to --batch; redirect a single answer with >")
    if write and not json:
        _write_one(_question(question or []), instrument or [], cite)
    _ask_one(_question(question or []), instrument or [], json, cite, write)


def search(
    words: Words, limit: Limit = 10, instrument: Instruments = None, json: Json = False, cite: Cite = "un"
) -> None:
    """List the provisions nearest to some words, whether or not they answer anything."""
    from assistant.answering.citing import relabelled
    from assistant.assistant import Assistant

    text = " ".join(words)
    with screen.watching() as watch:
        assistant = Assistant(progress=watch.build)
        found = assistant.search(text, instruments=instrument or [], limit=limit)
    found = relabelled(found, assistant.corpus, cite)
    if json:
        screen.say_json({"query": text, "passages": [asdict(passage) for passage in found]})
    else:
        _say_passages(found, assistant.corpus, cite)
    raise typer.Exit(0 if found else EXIT_CODES["not_found"])


def _question(words: list[str]) -> str:
    """The question from the arguments, or from stdin."""
    if words and words != [STDIN]:
        return " ".join(words)
    if not words and sys.stdin.isatty():
        raise UsageError('there is no question; ask one: treaty ask "What is malware?"')
    return sys.stdin.buffer.read(STDIN_LIMIT).decode("utf-8", "replace")


def _write_one(question: str, instruments: list[str], form: Form) -> None:
    """Answer with prose: quotes first, then sentence by sentence."""
    from assistant.answering.citing import cited
    from assistant.assistant import Assistant
    from assistant.cli.prose import say_drafts
    from assistant.language_model import language_model_of
    from corpus.settings import settings

    language_model_of(settings())  # what is missing is said before an index is built
    with screen.watching() as watch:
        assistant = Assistant(progress=watch.build)
        answer = assistant.ask(question, instruments=instruments)
    drafts = assistant.written(answer)
    answer = say_drafts(drafts, lambda quotes: _say(cited(quotes, assistant.corpus, form), assistant.corpus, form))
    raise typer.Exit(EXIT_CODES[answer.status])


def _ask_one(question: str, instruments: list[str], json: bool, form: Form, write: bool) -> None:
    from assistant.answering.citing import cited
    from assistant.assistant import Assistant

    with screen.watching() as watch:
        assistant = Assistant(progress=watch.build)
        answer = cited(assistant.ask(question, instruments=instruments, write=write), assistant.corpus, form)
    if json:
        screen.say_json(answer.to_dict())
    else:
        _say(answer, assistant.corpus, form)
    raise typer.Exit(EXIT_CODES[answer.status])


def _say(answer: Answer, corpus: Corpus, form: Form) -> None:
    if answer.status == "invalid":
        screen.complain(answer.message or "")
    else:
        _say_answer(answer, corpus, form)


def _ask_all(source: Path, target: Path, instruments: list[str], form: Form, write: bool) -> None:
    from assistant.assistant import Assistant
    from assistant.conversations import batch

    lines = batch.lines_of(sys.stdin.buffer.read()) if str(source) == STDIN else batch.read_lines(source)
    wrong = 0
    with screen.watching() as watch:
        answering = _answering(Assistant(progress=watch.build), instruments, form, write)
        more = watch.count("questions", len(lines))
        with nullcontext(sys.stdout) if str(target) == STDIN else batch.written(target) as file:
            for rows in answering.run(lines):
                file.writelines(screen.to_json(row) + "\n" for row in rows)
                wrong += any(row["status"] == "invalid" for row in rows)
                more(1)
    if wrong:
        asked = sum(bool(line.strip()) for line in lines)
        raise UsageError(f"{wrong} of {asked} lines could not be asked; what is written for each says why")


def _answering(assistant: Assistant, instruments: list[str], form: Form, write: bool) -> BatchAnswers:
    from assistant.answering.citing import cited
    from assistant.conversations.batch import Batch

    allowed = [assistant.corpus.find(name).id for name in instruments]
    return Batch(
        ask=partial(assistant.ask, instruments=allowed, write=write),
        converse=lambda: partial(assistant.chat(instruments=allowed).ask, write=write),
        present=lambda answer: cited(answer, assistant.corpus, form).to_dict(),
    )


def _say_answer(answer: Answer, corpus: Corpus, form: Form) -> None:
    if answer.reading:
        screen.say(f"Understood as: {answer.reading}\n", "dim")
    if not answer.answered:
        _say_declined(answer, corpus, form)
        return
    screen.say_markdown(answer.answer)
    screen.say()
    for citation in answer.citations:
        screen.say(f"[{citation.marker}] {_whole(citation, corpus, form)}", "cyan")
    told = (answer.message, *(f"Ask also: {choice}" for choice in answer.choices))
    for line in filter(None, told):
        screen.say(f"\n{line}", "dim")


def _say_declined(answer: Answer, corpus: Corpus, form: Form) -> None:
    screen.say("\n".join((answer.message or "", *(f"- {choice}" for choice in answer.choices))), "yellow")
    if answer.passages:
        screen.say("\nnearest:")
        for passage in answer.passages:
            screen.say(f"  {_whole(passage, corpus, form)}", "dim")


def _whole(cited: Citation | Found, corpus: Corpus, form: Form) -> str:
    """A label with its instrument, where the form does not name it already, and the heading."""
    name = {"un": f", {corpus[cited.instrument].about.short_title}", "id": f" {cited.instrument}"}.get(form, "")
    heading = shorten(cited.heading, HEADING, placeholder=" …") if form in HEADED else ""
    return f"{cited.label}{name}" + (f": {heading}" if heading else "")


def _say_passages(passages: Sequence[Found], corpus: Corpus, form: Form) -> None:
    for passage in passages:
        screen.say(f"{passage.score:.2f}  {_whole(passage, corpus, form)}", "bold")
        screen.say(f"      {shorten(passage.text, SNIPPET, placeholder=' …')}")
