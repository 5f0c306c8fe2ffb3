"""``treaty enrich``: anticipated questions for an added instrument, by a language model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import screen

if TYPE_CHECKING:
    from assistant.enrichment import Enrichment, Estimate
    from assistant.language_model import LanguageModel
    from assistant.service import Service
    from corpus.model import Instrument

Name = Annotated[str, typer.Argument(metavar="INSTRUMENT", help="Its identifier or any of its names.")]
Price = Annotated[
    tuple[float, float] | None,
    typer.Option("--price", metavar="READ WRITTEN", help="What a million tokens read, and written, cost."),
]
Agreed = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


def enrich(name: Name, price: Price = None, yes: Agreed = False) -> None:
    """Have the language model of the settings write anticipated questions for an added instrument.

    It is said before how many tokens that takes. What is written stays: broken off, the same command goes on. Where
    nobody can be asked, nothing is sent without --yes.
    """
    from assistant.enrichment import begun, forget
    from assistant.language_model import language_model_of
    from assistant.service import Service
    from corpus.settings import settings

    model = language_model_of(settings())
    service = Service()
    entry = service.added(service.corpus.find(name).id)
    _refuse_private(entry.instrument, model)
    with begun(entry) as enrichment:
        if not enrichment.provisions:
            forget(entry.id)
            screen.say(f"every provision of {entry.id} has questions")
            return
        if enrichment.left:
            _agree(enrichment.estimate(), model, price, yes)
            _write(enrichment, model)
        _keep(enrichment, service, entry.id)


def _refuse_private(instrument: Instrument, model: LanguageModel) -> None:
    """
    Raises:
        UsageError: it may not be sent to where the model is.
    """
    from assistant.language_model.disclosure import is_private
    from corpus.errors import UsageError
    from corpus.settings import PREFIX, settings

    if is_private([instrument], settings().llm_private, model):
        raise UsageError(
            f"{instrument.id} may not be sent to another machine ({PREFIX}LLM_PRIVATE); set a model on this machine"
        )


def _agree(estimate: Estimate, model: LanguageModel, price: tuple[float, float] | None, yes: bool) -> None:
    """Say what it takes and what is sent where, and go on only where the user agrees."""
    from assistant.language_model.base import Use
    from assistant.language_model.disclosure import disclose

    cost = f", for about {estimate.cost(price):.2f}" if price else ""
    screen.say(
        f"{estimate.provisions:,} provisions are to be written for by {model.name}: "
        f"about {estimate.read:,} tokens read and {estimate.written:,} written{cost}"
    )
    disclose(model, Use.QUESTIONS)
    screen.agree("Have the questions written?", yes, "sent")


def _write(enrichment: Enrichment, model: LanguageModel) -> None:
    """Have the questions written; where the model fails, say why and how to go on."""
    from assistant.language_model import Unwritten
    from assistant.language_model.wording import why

    try:
        with screen.watching() as watch:
            enrichment.write(model, lambda done, total: watch.show("provisions", done, total))
    except Unwritten as problem:
        left, total = len(enrichment.left), len(enrichment.provisions)
        screen.complain(
            f"stopped after {total - left:,} of {total:,} provisions: {why(problem)}; what was written stays, and the "
            "same command goes on"
        )
        raise typer.Exit(1) from None


def _keep(enrichment: Enrichment, service: Service, id: str) -> None:
    """Give the instrument its questions, from which the index then learns."""
    from dataclasses import replace

    from assistant.enrichment import forget

    found, now = enrichment.questions, service.added(id)
    fit = tuple(question for question in found if question.eid in now.instrument)
    with screen.watching() as watch:
        service.add([replace(now, questions=(*now.questions, *fit))], watch.show)
    forget(id)
    provisions = len({question.eid for question in fit})
    screen.say(f"{len(fit):,} questions for {provisions:,} provisions of {id}; lines dropped: {enrichment.dropped:,}")
