"""``python -m assistant.evaluation.fitting``; see the package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant import Assistant
from assistant.evaluation import read_benchmark
from assistant.evaluation.benchmark import Item
from assistant.evaluation.fitting import added as on_added
from assistant.evaluation.fitting import chosen as by_trying
from assistant.evaluation.fitting import confidence as on_confidence
from assistant.evaluation.fitting import followups as on_followups
from assistant.evaluation.fitting import ranking as on_ranking
from assistant.evaluation.fitting.record import COMMAND, Fit, write
from assistant.evaluation.shipped import bundled

app = typer.Typer(help="Fit weights on benchmark questions.", no_args_is_help=True, add_completion=False)
TAUGHT = (bundled("dev"), bundled("strangers-dev"))
"""What may be fitted on."""
Write = Annotated[bool, typer.Option("--write", help="Write the sections of the file of weights anew.")]
Section = Annotated[
    Literal["fusion", "decision", "composition", "typing_errors"],
    typer.Argument(help="Of the file of weights."),
]
OF_ADDED = typer.Argument(help="Questions about instruments that were added; those of a test split are passed over.")
Questions = Annotated[list[Path], OF_ADDED]
AnyQuestions = Annotated[list[Path] | None, OF_ADDED]


@app.command()
def confidence(write: Write = False) -> None:
    """How sure an answer is, of questions and of turns."""
    assistant = Assistant()
    _tell(on_confidence.fits(_taught(assistant), assistant), TAUGHT, "confidence", write)


@app.command()
def followups(write: Write = False) -> None:
    """How the wordings of a follow-up and the place of the dialogue are weighed."""
    assistant = Assistant()
    _tell(on_followups.fits(_taught(assistant), assistant), TAUGHT, "followups", write)


@app.command()
def added(questions: Questions, write: Write = False) -> None:
    """How sure an answer from an instrument without anticipated questions is."""
    assistant, dev = Assistant(), bundled("dev")
    about_bundled = read_benchmark(dev, assistant.corpus)
    about_added = [item for path in questions for item in read_benchmark(path, assistant.corpus)]
    found = on_added.fits(about_added, about_bundled, assistant)
    files = " ".join(path.as_posix() for path in questions)
    _tell(found, (*questions, dev), f"added {files}", write)


@app.command()
def ranking(questions: Questions, write: Write = False) -> None:
    """What puts provisions in order where there are no anticipated questions, with what the reader weighs."""
    assistant = Assistant()
    items = [item for path in questions for item in read_benchmark(path, assistant.corpus) if item.split == "dev"]
    named = " ".join(path.as_posix() for path in questions)
    _tell(on_ranking.fits(items, assistant), questions, f"ranking {named}", write)


@app.command()
def chosen(section: Section, questions: AnyQuestions = None, write: Write = False) -> None:
    """Numbers that no model fits, by trying those beside them; on questions about the bundled instruments, or given."""
    assistant = Assistant()
    files = tuple(questions or TAUGHT)
    items = [item for path in files for item in read_benchmark(path, assistant.corpus) if item.split != "test"]
    named = " ".join((section, *(path.as_posix() for path in questions or ())))
    _tell(by_trying.fits(section, items, assistant), files, f"chosen {named}", write)


def _taught(assistant: Assistant) -> list[Item]:
    return [item for path in TAUGHT for item in read_benchmark(path, assistant.corpus)]


def _tell(fits: Sequence[Fit], data: Sequence[Path], name: str, keep: bool) -> None:
    for fit in fits:
        typer.echo("\n".join((f"{fit.section}:", *fit.report, str(dict(fit.numbers)))))
    if keep:
        write(fits, data, f"{COMMAND} {name} --write")


if __name__ == "__main__":
    app()
