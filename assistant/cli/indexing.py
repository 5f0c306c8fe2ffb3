"""``treaty index``: what is built from the instruments so that questions find their provisions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli import screen
from assistant.cli.options import Json, examples
from corpus.errors import DamagedIndex

if TYPE_CHECKING:
    from index.generations import Contents, Manifest

app = typer.Typer(no_args_is_help=True, help="Build the index of the instruments, or look at it.")

Force = Annotated[bool, typer.Option("--force", help="Build it again, even where a sound one is there.")]


@app.command(epilog=examples("index build"))
def build(force: Force = False) -> None:
    """Build the index unless a sound one is there. Asking does so too, on first use."""
    from assistant.holdings import default_plan
    from index import builder, generations

    plan = default_plan()
    with screen.watching() as watch:
        manifest = (builder.rebuild if force else builder.build)(plan, watch.build)
    screen.say(f"{_holds(manifest)}, built in {manifest.seconds:.0f} s")
    screen.say(str(generations.place(plan.contents)))


@app.command(epilog=examples("index merge"))
def merge() -> None:
    """Make few large segments of many small ones, so that a question is answered sooner.

    Each addition writes a segment of its own. Small ones are merged as they come, and all at the end of an addition of
    many; this is for after many additions of one.
    """
    from assistant import holdings

    with screen.watching() as watch:
        manifest = holdings.merge(watch.build)
    screen.say(f"{_holds(manifest)}, in {len(manifest.parts)} segments")


@app.command(epilog=examples("index status"))
def status(json: Json = False) -> None:
    """Say where the index is, what it holds, which engines keep it, how large it is, and whether it is sound.

    Exits with 0 where it is sound, and 1 where it is missing or damaged: asking then builds it.
    """
    from assistant.holdings import default_plan

    state = _state(default_plan().contents)
    if json:
        screen.say_json(state)
    else:
        for name, value in state.items():
            screen.say(f"{name.replace('_', ' ')}: {_shown(value)}")
    raise typer.Exit(0 if state["sound"] else 1)


def _state(contents: Contents) -> dict[str, Any]:
    from corpus.storage import is_there
    from index import generations

    place = generations.place(contents)
    built = is_there(place)
    described = {"place": str(place), "instruments": list(contents.instruments), "encoders": list(contents.encoders)}
    try:
        manifest = generations.audit(place)
    except DamagedIndex as problem:
        fault = str(problem) if built else "it is not built yet"
        return {**described, "size_mb": _megabytes(place), "sound": False, "fault": fault}
    known = {**described, **_engines(manifest), **manifest.counts}
    return {
        **known,
        "segments": len(manifest.parts),
        "size_mb": _megabytes(place),
        "built_in_s": manifest.seconds,
        "sound": True,
    }


def _engines(manifest: Manifest) -> dict[str, str]:
    """Which engines keep the vectors and the words of an index."""
    stores = manifest.contents["stores"]
    return {"vector_store": stores["vectors"], "word_store": stores["words"]}


def _holds(manifest: Manifest) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in manifest.counts.items())


def _megabytes(place: Path) -> float:
    return round(sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) / 1e6, 1)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)
