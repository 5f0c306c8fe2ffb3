"""One instrument more, less or altered: what is there stays as it is, and the answers are those of an index anew."""

import numpy as np
import pytest
from small import BEES, TIDES, TIDES_ASKED, Hashing, instrument, plan

from corpus.settings import HOME
from index import builder, generations, segments
from index.parts import Held, Part
from index.plan import Source
from index.search import Index

ASKED = Source(TIDES, TIDES_ASKED)
QUESTIONS = ("who registers a hive", "honey in glass jars", "lamp of port 3")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    return tmp_path


def port(number, lamp="red"):
    return instrument(
        f"port-{number:03}", f"Article 1. Lamps\n\nThe {lamp} lamp of port {number} burns.\n\nArticle 2\n\nShips wait."
    )


def with_ports(*ports):
    return plan(ASKED, Source(BEES), *map(Source, ports))


def said(one, *ids):
    """What an index says of each provision."""
    opened = Index.open(one)
    found = [opened.candidates([question], ids) for question in QUESTIONS]
    return [
        {
            place: [round(float(arm[row]), 4) for arm in each.arms.values()]
            for row, place in enumerate(zip(each.instruments, each.eids, strict=True))
        }
        for each in found
    ]


def anew(one, place, monkeypatch):
    """What an index says that is built of nothing."""
    with monkeypatch.context() as patch:
        patch.setenv(HOME, str(place / "anew"))
        builder.build(one)
        return said(one), said(one, "bees", one.sources[-1].instrument.id)


def test_one_more_is_a_segment_and_all_else_is_shared():
    builder.build(before := with_ports(port(1)))
    encoder = Hashing()
    builder.build(after := plan(ASKED, Source(BEES), Source(port(1)), Source(port(2)), encoder=encoder))
    assert len(encoder.encoded) == len([p for p in port(2) if p.kind == "article"])
    old, new = (generations.place(one.contents) for one in (before, after))
    shared = {path.relative_to(old) for path in old.rglob("*.faiss")}
    assert shared
    assert all((old / name).samefile(new / name) for name in shared)
    assert len(generations.check(new).parts) == len(generations.check(old).parts) + 1
    generations.audit(old)


def test_many_additions_say_what_one_index_of_all_says(home, monkeypatch):
    ports = [port(number) for number in range(12)]
    for count in range(13):
        builder.build(one := with_ports(*ports[:count]))
    assert len(generations.check(generations.place(one.contents)).parts) < 9
    assert (said(one), said(one, "bees", "port-011")) == anew(one, home, monkeypatch)


def test_what_is_removed_or_altered_is_found_no_more():
    builder.build(with_ports(port(1), port(2), port(3)))
    builder.build(one := with_ports(port(1), port(3, lamp="violet")))
    for found in (said(one), said(one, "port-001", "port-002", "port-003")):
        assert not {id for each in found for id, _ in each} & {"port-002"}
    opened = Index.open(one)
    best = opened.candidates(["violet lamp"])
    assert best.instruments[int(np.argmax(best.arms["words"]))] == "port-003"
    assert "violet" in opened.vocabulary
    generations.audit(generations.place(one.contents))


def test_of_what_was_removed_an_index_that_is_built_anew_holds_no_word():
    gone = instrument("quays", "Article 1. Quaggas\n\nQuaggas graze.\n\nArticle 2\n\nThey wait.")
    builder.build(with_ports(port(1), gone))
    builder.build(with_ports(port(1)))
    builder.build(after := with_ports(port(1), port(2)))
    generations.forget(after.contents)
    files = [path for path in generations.folder().rglob("*") if path.is_file()]
    assert not any(b"quays" in path.read_bytes() for path in files)
    builder.rebuild(after)
    files = [path for path in generations.folder().rglob("*") if path.is_file()]
    assert not any(b"quaggas" in path.read_bytes() for path in files)
    assert {path.name for path in generations.folder().iterdir() if path.is_dir()} == {after.contents.key}


def test_a_large_segment_is_not_written_anew_for_what_goes(monkeypatch):
    monkeypatch.setattr(segments, "SMALL", 4)
    builder.build(before := with_ports(*map(port, range(4))))
    builder.build(after := with_ports(*map(port, range(1, 4))))
    old, new = (generations.place(one.contents) for one in (before, after))
    assert (old / "segment-1/passage_key.npy").samefile(new / "segment-1/passage_key.npy")
    assert not {id for each in said(after) for id, _ in each} & {"port-000"}


def test_segments_are_merged_on_demand(home, monkeypatch):
    builder.build(with_ports())
    builder.build(one := with_ports(port(1)))
    merged = builder.merge(one)
    assert len(merged.parts) == 2
    assert (said(one), said(one, "bees", "port-001")) == anew(one, home, monkeypatch)
    generations.audit(generations.place(one.contents))


def test_an_instrument_that_gets_questions_changes_its_part():
    builder.build(plan(Source(TIDES), Source(BEES)))
    encoder = Hashing()
    builder.build(plan(encoder=encoder))
    assert len(encoder.encoded) == len(TIDES_ASKED) + 2
    assert Index.open(plan()).candidates(["what colour do gauges have"], ["tides"]).arms["question-0"].any()


def part(size, name="s"):
    return Part(name, {f"i{size}": Held("d", (0, size), (0, size))}, size, size)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([5] * 7, [1] * 7),
        ([5] * 8, [8]),
        ([3000, *[5] * 8], [1, 8]),
        ([40_000, 100, 90, 30], [1, 1, 1, 1]),
        ([60] * 7 + [8] * 8, [15]),
        ([20_000] * 9, [1] * 9),
    ],
)
def test_small_neighbours_are_merged_when_they_are_many(sizes, expected):
    assert [len(group) for group in segments.settled([part(size) for size in sizes])] == expected
