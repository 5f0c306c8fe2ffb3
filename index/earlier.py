"""An earlier index, of which the next takes over what has not changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DamagedIndex
from corpus.storage import link, share
from index import generations, layout
from index.parts import Part, parts_of
from index.plan import Plan


@dataclass(frozen=True)
class Earlier:
    """A sound index, made by the same encoders, settings and stores."""

    folder: Path
    manifest: generations.Manifest
    parts: tuple[Part, ...]

    @classmethod
    def find(cls, plan: Plan) -> Earlier | None:
        """The newest index of which a build of the plan can take over parts: that of these very contents, if any."""
        contents = plan.contents
        for folder in (generations.place(contents), *generations.lenders(contents)):
            try:
                manifest = generations.check(folder)
                if _made_alike(manifest, contents):
                    return cls(folder, manifest, parts_of(manifest.parts))
            except (DamagedIndex, ValueError, TypeError, KeyError):
                continue
        return None

    def share_asked(self, folder: Path) -> None:
        """Put the part of the asked instruments into another index."""
        ours = (path for path in self.folder.iterdir() if not path.name.startswith(_OTHERS))
        _share_all(ours, folder)

    def share_words(self, folder: Path) -> None:
        """Put the words of all other instruments into another index."""
        _share_all(self.folder.glob(f"{layout.UNASKED}*"), folder)


_OTHERS = (generations.MANIFEST, layout.UNASKED, "segment-", ".")
"""How the names begin of what is no part of the asked instruments."""


def _share_all(paths: Iterable[Path], folder: Path) -> None:
    for path in paths:
        if path.is_dir():
            share(path, folder / path.name)
        else:
            link(path, folder / path.name)


def _made_alike(manifest: generations.Manifest, contents: generations.Contents) -> bool:
    made = manifest.contents
    return (
        list(made["encoders"].items()) == list(contents.encoders.items())
        and made["recipe"] == json.loads(json.dumps(dict(contents.recipe)))
        and made["stores"] == contents.stores
    )


def asked_of(plan: Plan) -> str:
    """Digest of all that the part of the asked instruments is made from."""
    contents = plan.contents
    ids = [source.instrument.id for source in plan.sources if source.learned]
    made = [
        [(id, contents.instruments[id], contents.questions[id]) for id in ids],
        contents.questions.get("", ""),
    ]
    return hashlib.sha256(json.dumps(made).encode()).hexdigest()
