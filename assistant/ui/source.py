"""The source beside the answer: the article that holds a citation, and ways on from there."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from assistant.conversation import Place
from assistant.ui.crossing import citing_from_elsewhere, definitions_of, terms_in
from assistant.ui.desk import Desk, Opened, desk
from assistant.ui.markup import escape, tag
from assistant.ui.provision import address, capital, link, name, neighbours, opens, text_of
from assistant.ui.reader import Action, reader
from assistant.ui.resources import corpus, references
from corpus.citations.labels import Form, label
from corpus.model import Instrument, Provision

FORMS: dict[Form, str] = {"un": "UN", "oscola": "OSCOLA", "bluebook": "Bluebook"}


def show() -> None:
    """The open source, if there is one."""
    place = desk().source
    if place is None:
        return
    with st.container(key="source"):
        blocks = {"head": _head(place, desk()), **blocks_of(place)}
        focus = "mark, .target" if place.end else ".target"
        options = {"stamp": desk().steps, "focus": focus, "block": "center", "escape": "close"}
        reader("source_text", blocks, act, label="Source", **options)


def act(action: Action) -> None:
    """Do what was clicked in an answer or in a source."""
    match action.get("do"):
        case "open":
            desk().open(Opened.of(action))
        case "back":
            desk().back()
        case "close":
            desk().close()


def blocks_of(place: Opened) -> dict[str, str]:
    """What is shown of a place: what it is, ways to cite it, its text, and what cites it."""
    instrument = corpus()[place.instrument]
    return {
        "facts": tag("p", escape(_facts(instrument)), class_="facts"),
        "cite": cite(instrument, instrument[place.eid]),
        "text": text_of(place),
        "cited": _cited_by(instrument, instrument.article_of(instrument[place.eid])),
        "terms": _terms_elsewhere(instrument, instrument.article_of(instrument[place.eid])),
        "steps": steps(place),
    }


def cite(instrument: Instrument, provision: Provision) -> str:
    """Buttons that copy a citation in each form, and the link."""
    title = escape(capital(label(instrument, provision)))
    copies = (
        tag("button", shown, data_copy=citation(instrument, provision, form), title=f"Copy the {shown} citation")
        for form, shown in FORMS.items()
    )
    place = Opened(instrument.id, provision.eid)
    copy_link = tag("button", "Link", data_link=address(place), title="Copy the address of this provision")
    row = tag("div", f'<span class="small">Copy: {title}</span>{"".join(copies)}{copy_link}', class_="row bar")
    return tag("div", row, role="group", aria_label="Copy the citation")


def citation(instrument: Instrument, provision: Provision, form: Form) -> str:
    """A citation that stands alone; the UN form gets the title that its label leaves out."""
    cited = label(instrument, provision, form)
    return f"{instrument.about.title}, {cited}" if form == "un" else cited


def steps(place: Opened) -> str:
    """Buttons to the articles before and after."""
    before, after = neighbours(place)
    return tag("nav", _step("← Previous", before) + _step("Next →", after), class_="row bar", aria_label="Articles")


def _step(text: str, place: Opened | None) -> str:
    attributes = opens(place) if place else {"disabled": ""}
    return tag("button", text, **attributes)


def _head(place: Opened, on: Desk) -> str:
    instrument = corpus()[place.instrument]
    unit = instrument.article_of(instrument[place.eid])
    title = tag("h2", escape(instrument.about.short_title))
    here = tag("p", escape(name(instrument, unit)), class_="small here")
    back = tag("button", "← Back", data_do="back", id="source-back") if len(on.sources) > 1 else ""
    close = tag("button", "✕ Close", data_do="close", id="source-close")
    return tag("div", back + close, class_="row bar") + title + here


def _facts(instrument: Instrument) -> str:
    about = instrument.about
    return ". ".join(filter(None, (about.title, about.status))) + "."


def _cited_by(instrument: Instrument, unit: Provision) -> str:
    """A list of the articles that refer to a unit; nothing where none does."""
    items = [tag("li", link(Opened(instrument.id, p.eid), name(instrument, p))) for p in citing(instrument, unit)]
    items += [tag("li", _elsewhere(place)) for place in citing_from_elsewhere(instrument, unit, corpus())]
    if not items:
        return ""
    count = f"{len(items)} other article{'s' if len(items) > 1 else ''}"
    return tag("details", tag("summary", f"Referred to by {count}") + tag("ul", "".join(items)))


def _elsewhere(place: Place) -> str:
    """A link into another instrument, which is named."""
    other = corpus()[place[0]]
    return link(Opened(*place), f"{name(other, other[place[1]])} ({other.about.short_title})")


def _terms_elsewhere(instrument: Instrument, unit: Provision) -> str:
    """The terms of a unit that other instruments define too; nothing where there are none."""
    items = []
    for term in terms_in(instrument, unit):
        others = [place for place in definitions_of(term, corpus()) if place[0] != instrument.id]
        items += [tag("li", f"“{escape(term)}”: {_elsewhere(place)}") for place in others]
    if not items:
        return ""
    return tag("details", tag("summary", "Also defined in other instruments") + tag("ul", "".join(items)))


def citing(instrument: Instrument, unit: Provision) -> Iterator[Provision]:
    """The units that refer to a unit, in reading order."""
    sources = (reference.source for reference in references(instrument.id).to(unit.eid))
    found = {instrument.article_of(instrument[source]).eid for source in sources} - {unit.eid}
    yield from sorted((instrument[eid] for eid in found), key=lambda p: p.start)
