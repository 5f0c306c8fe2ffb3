"""``python -m assistant.evaluation.training``; see the package."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Train the reader and the encoder.", no_args_is_help=True, add_completion=False)
EVERY = 50
"""Steps between two lines of progress."""


@app.command()
def lists(collection: Path, out: Path) -> None:
    """Gather lists from the bundled instruments and from a folder of other treaties and questions about them."""
    from assistant import Assistant
    from assistant.evaluation.training.lists import of_bundled, of_collection, write

    typer.echo(f"{write(chain(of_collection(collection), of_bundled(Assistant())), out)} lists in {out}")


@app.command()
def learn(
    lists: Path, out: Path, minutes: Annotated[float, typer.Option(help="How long, on cores that are free.")] = 40
) -> None:
    """Learn the reader from lists."""
    import torch

    from assistant.evaluation.training.learning import learn
    from assistant.evaluation.training.lists import read

    def told(step: int, loss: float) -> None:
        if step % EVERY == 0:
            typer.echo(f"step {step}: loss {loss:.3f}")

    torch.save(learn(read(lists), minutes, told).state_dict(), out)


@app.command()
def export(learned: Path, out: Path) -> None:
    """Put a reader that was learned into a file of 8 bits a weight."""
    import torch

    from assistant.evaluation.training.export import export
    from assistant.evaluation.training.network import Network

    network = Network()
    network.load_state_dict(torch.load(learned, weights_only=True))
    typer.echo(f"{out}: sha256 {export(network, 'score', out)}")


@app.command()
def tune(
    lists: Path, out: Path, rounds: Annotated[float, typer.Option(help="How often each bundled question is seen.")] = 3
) -> None:
    """Tune the encoder on the bundled questions and on lists about other treaties, into a file of 8 bits a weight."""
    from assistant.evaluation.training.examples import bundled
    from assistant.evaluation.training.export import export
    from assistant.evaluation.training.lists import read
    from assistant.evaluation.training.tuning import tune
    from corpus.shelf import bundle

    def told(step: int, steps: int, loss: float) -> None:
        if step % EVERY == 0:
            typer.echo(f"step {step} of {steps}: loss {loss:.3f}")

    encoder = tune(bundled([bundle.load(id) for id in bundle.BUNDLED]), read(lists), rounds, told)
    typer.echo(f"{out}: sha256 {export(encoder, 'states', out)}")


if __name__ == "__main__":
    app()
