"""Questions about a text as a whole that its description answers: is it in force, when was it signed, who wrote it."""

from __future__ import annotations

from assistant.understanding.intents import Search
from assistant.understanding.notes import Described
from corpus import lexicon
from corpus.shelf.collection import Corpus

STATUS = lexicon.read("status")


def described(search: Search, corpus: Corpus) -> Search:
    """The search; with what the description of the instruments says, where it asks what that tells.

    The text is searched all the same: it may say when it enters into force, and for whom.
    """
    if search.heard.pinpoints or not STATUS.asked.search(search.heard.text):
        return search
    meant = search.heard.named or search.query.scope
    known = tuple(id for id in meant if corpus[id].about.status or corpus[id].about.adopted)
    return search.noting(Described(known)) if known else search
