"""What the writer of quotes makes of provisions, and how a writer is chosen."""

import re
from dataclasses import replace

import pytest
from conversation_cases import CIS, CORPUS, UN
from markdown_it import MarkdownIt

from assistant.answering.writers import Quoted, writer_of
from assistant.answering.writers.extractive import Extractive
from corpus.errors import UsageError
from corpus.model import About, Instrument, collapse
from corpus.parsing.parser import parse
from corpus.readers.markdown import lines


def quoted(eid, id=UN):
    provision = CORPUS[id][eid]
    return Quoted(CORPUS[id], provision, (provision.body, provision.end))


def prose(*parts):
    return Extractive().write("What does it say?", parts, "un")


def test_every_statement_says_where_it_stands_and_ends_in_its_marker():
    first, second = re.split(r"\n\n(?=\*\*)", prose(quoted("art_59__para_6"), quoted("art_12", id=CIS)))
    assert first.startswith("**Article 59, paragraph 6** (UN draft convention):\n> ")
    assert first.endswith(" [1]")
    assert second.startswith("**Article 12** (CIS Agreement):\n> ")
    assert second.endswith(" [2]")


def test_a_point_shows_what_it_hangs_on():
    said = prose(quoted("art_1__point_b", id=CIS))
    assert "> For the purposes of this Agreement: … “Computer information” shall mean" in said


def test_a_list_is_quoted_line_by_line():
    said = prose(quoted("art_5", id=CIS))
    assert "\n> \n> (a)" in said
    assert all(line.startswith((">", "**")) for line in said.splitlines())


def shown(markdown):
    """The words that a Markdown reader shows, and the tags that it makes."""
    html = MarkdownIt().enable("strikethrough").render(markdown)
    text = re.sub(r"<[^>]+>", " ", html)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return collapse(text), set(re.findall(r"<(\w+)", html))


ODD = [
    "<script>alert(1)</script> and <b>bold</b>",
    "*stars* and **more** and _lines_ and __more__",
    "[a link](https://example.org) and ![a picture](x.png) and [1]",
    "`code` and \\*escaped\\* and back\\slash",
    "a | table | of | bars",
]


@pytest.mark.parametrize("words", ODD)
def test_markdown_in_a_text_is_shown_as_it_stands(words):
    plain = parse(lines("Article 1. Odd\n\nPlain."), About(id="own", title="Own Treaty", short_title="Own"))
    text = f"{plain.text}\n{words}"
    article = replace(plain["art_1"], end=len(text))
    odd = Instrument(plain.about, text, {"art_1": article})
    found, tags = shown(prose(Quoted(odd, article, (article.body, len(text)))))
    assert collapse(words) in found
    assert tags <= {"p", "strong", "blockquote"}


def test_the_writer_of_quotes_is_chosen_by_its_name_and_another_is_refused():
    assert isinstance(writer_of("extractive"), Extractive)
    with pytest.raises(UsageError, match="there is no answer writer 'poet'; there are: extractive"):
        writer_of("poet")
