import json
import re

import pytest
from evaluation_cases import INSTRUMENTS, at
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation import Item, misplaced_facts, read_benchmark
from assistant.evaluation.shipped import bundled
from corpus.errors import UsageError
from corpus.shelf.collection import Corpus

GOLD = [{"instrument": "alpha", "eid": "art_1__para_2"}]
QUESTION = {"id": "q1", "question": "May it be renewed?", "answerable": True, "gold": GOLD}
TURN = {"question": "And then?", "answerable": False}


@pytest.fixture
def written(tmp_path):
    def write(*lines):
        path = tmp_path / "set.jsonl"
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(texts), encoding="utf-8")
        return path

    return write


def read(path):
    return read_benchmark(path, INSTRUMENTS)


def test_the_readme_shows_the_form(written):
    readme = bundled("dev").with_name("README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```json\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    items = read_benchmark(written(*shown.splitlines()), Corpus.bundled())
    assert [(item.id, item.turn) for item in items] == [("ex-1", None), ("ex-2", 0), ("ex-2", 1)]
    assert not misplaced_facts(items, Corpus.bundled())


def test_reads_questions_and_conversations(written):
    full = QUESTION | {"also_ok": [], "facts": ["renew"], "style": "lay", "split": "dev", "topic": "orders"}
    talk = {"id": "c1", "split": "test", "topic": "t", "turns": [QUESTION | {"style": "first"}, TURN]}
    del talk["turns"][0]["id"]
    assert read(written(full, "", talk)) == (
        Item("q1", None, "May it be renewed?", True, (at("art_1__para_2"),), (), ("renew",), "lay", "dev", "orders"),
        Item("c1", 0, "May it be renewed?", True, (at("art_1__para_2"),), (), (), "first", "test", "t"),
        Item("c1", 1, "And then?", False, (), (), (), "", "test", "t"),
    )


def test_a_mark_of_byte_order_and_odd_line_separators_do_no_harm(written):
    path = written("\ufeff" + json.dumps(QUESTION | {"question": "a\u2028b"}, ensure_ascii=False) + "\r")
    assert read(path)[0].question == "a\u2028b"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1, 2]", "expected a JSON object"),
        ({"question": "?", "answerable": False}, "'id' must be there"),
        ({"id": 7, "question": "?", "answerable": False}, "'id' must be there and be a string"),
        ({"id": "a", "answerable": False}, "'question' must be there"),
        ({"id": "a", "question": "?"}, "'answerable' must be there"),
        (QUESTION | {"answerable": "yes"}, "'answerable' must be there and be true or false"),
        (QUESTION | {"golden": []}, "the field 'golden' is not known"),
        (QUESTION | {"gold": []}, "needs at least one provision in 'gold'"),
        (QUESTION | {"answerable": False}, "a question that is not answerable has no 'gold'"),
        (QUESTION | {"gold": "art_1"}, "'gold' must be a list"),
        (QUESTION | {"gold": ["art_1"]}, "gold 0: expected a JSON object"),
        (QUESTION | {"gold": [{"instrument": "gamma", "eid": "art_1"}]}, "no instrument is called 'gamma'"),
        (QUESTION | {"gold": [{"instrument": "alpha", "eid": "art_99"}]}, "Alpha has no provision 'art_99'"),
        (QUESTION | {"also_ok": [{"instrument": "beta", "eid": "art_3"}]}, "Beta has no provision 'art_3'"),
        (QUESTION | {"gold": [GOLD[0] | {"page": 3}]}, "the field 'page' is not known"),
        (QUESTION | {"facts": [""]}, "'facts' must be a list of strings"),
        (QUESTION | {"style": None}, "'style' must be there and be a string"),
        ({"id": "c", "turns": []}, "'turns' holds no turn"),
        ({"id": "c", "turns": [TURN, {"question": "?"}]}, "turn 1: 'answerable' must be there"),
        ({"id": "c", "turns": [TURN | {"id": "x"}]}, "turn 0: the field 'id' is not known"),
        ({"id": "c", "turns": [TURN], "question": "?"}, "the field 'question' is not known"),
        (QUESTION | {"id": "first"}, "the id 'first' is that of set.jsonl, line 1 too"),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong(written, line, said):
    path = written(QUESTION | {"id": "first"}, "", line)
    with pytest.raises(UsageError, match=r"set\.jsonl, line 3") as raised:
        read(path)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe\x00"])
def test_a_file_without_questions_is_refused(tmp_path, content):
    path = tmp_path / "set.jsonl"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"set\.jsonl"):
        read(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"none\.jsonl cannot be read"):
        read(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="cannot be read"):
        read(tmp_path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*QUESTION, "turns"]), inner),
    max_leaves=8,
)


@given(st.text(max_size=60) | st.dictionaries(st.sampled_from([*QUESTION, "facts", "turns"]), JSON).map(json.dumps))
def test_any_line_is_read_or_refused_in_one_line(tmp_path_factory, line):
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_text(line, encoding="utf-8", newline="")
    try:
        items = read(path)
    except UsageError as error:
        message = str(error)
        items = ()
    else:
        message = "any.jsonl"
    assert message.startswith("any.jsonl")
    assert all(one.answerable == bool(one.gold) for one in items)


def test_facts_must_stand_in_an_accepted_provision():
    def holding(fact, turn=None):
        return Item("q", turn, "?", True, (at("art_1__para_1__point_a"),), (at("art_2"),), (fact,))

    assert misplaced_facts([holding("its 'RECORDS'  for ninety\ndays"), holding("Costs lie")], INSTRUMENTS) == ()
    assert misplaced_facts([holding("its seals", turn=2)], INSTRUMENTS) == (
        "q, turn 2: no accepted provision says 'its seals'",
    )
