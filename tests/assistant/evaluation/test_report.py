import re
from html.parser import HTMLParser

import pytest
from evaluation_cases import declined, evaluate, guesser, item, many, oracle

from assistant.evaluation import compare, report, write_report
from assistant.evaluation.svg import Axis, Bar, Group, Line, bar_chart, line_chart
from corpus.errors import UsageError

VOID = {"meta", "br", "hr"}
HOSTILE = "<script>alert('x')</script> & \"more\" <img src=x onerror=y>"


class Checker(HTMLParser):
    """Collects the tags of a page and fails where they do not nest."""

    def __init__(self, page):
        super().__init__()
        self.open, self.seen, self.attributes, self.said = [], [], [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said.append(data)


@pytest.fixture(scope="module")
def page():
    asked = [*many(40), item(id=HOSTILE, style=HOSTILE, split=HOSTILE)]
    perfect, chance = evaluate(asked, oracle(asked), HOSTILE), evaluate(asked, guesser(asked), "chance & co")
    return report(chance, [perfect], compare(perfect, chance))


def test_the_page_stands_alone_and_runs_nothing(page):
    checked = Checker(page)
    assert not {"script", "img", "link", "iframe", "object"} & set(checked.seen)
    assert not [name for name, _ in checked.attributes if name in ("src", "href") or name.startswith("on")]
    assert "url(" not in page
    assert not re.search(r"https?://", page)
    assert "default-src 'none'" in page


def test_questions_are_shown_as_they_are(page):
    assert HOSTILE in Checker(page).said


def test_the_page_has_every_chart_and_table(page):
    checked = Checker(page)
    assert checked.seen.count("svg") == 6
    said = set(checked.said)
    assert said >= {
        *("Right answers by style", "Right answers by instrument", "Score against rank", "Latency"),
        *("Reliability of the confidence", "Risk against coverage", "Compared with the baseline", "What went wrong"),
        *("By style", "By instrument", "By split", "By form", "What the figures mean"),
    }
    assert "prefers-color-scheme: dark" in page


@pytest.mark.parametrize("asked", [[], [item()]])
def test_little_makes_a_page_too(asked):
    Checker(report(evaluate(asked, [declined()] * len(asked))))


def test_writing(tmp_path):
    results = evaluate([item()], [declined()])
    write_report(results, (), tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == report(results)
    with pytest.raises(UsageError, match="cannot be written"):
        write_report(results, (), tmp_path / "none" / "r.html")


def test_charts_place_values_where_they_belong():
    axis = Axis("a", {0.0: "0", 1.0: "1"})
    assert [axis.share(value) for value in (-1, 0, 0.25, 1, 2)] == [0, 0, 0.25, 1, 1]
    points = re.search(r'points="([^"]*)"', line_chart("t", axis, axis, [Line("l", [(0, 0), (1, 1)])]))
    (left, bottom), (right, top) = (map(float, pair.split(",")) for pair in points.group(1).split())
    assert left < right
    assert top < bottom


def test_bars_are_as_long_as_their_values():
    chart = bar_chart("t", [Group("g", [Bar(0.5, 0.4, 0.6), None]), Group("h" * 99, [Bar(1, 1, 1), None])], ["a", "b"])
    half, whole = (float(width) for width in re.findall(r'class="s0"[^>]* width="([\d.]+)"', chart))
    assert whole == pytest.approx(2 * half, abs=0.1)
    assert 's1"' not in chart
    assert "h" * 60 + "…" in chart
