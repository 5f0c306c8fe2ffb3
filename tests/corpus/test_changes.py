"""What changed between two versions of an instrument."""

from __future__ import annotations

from corpus.model import About, Instrument
from corpus.parsing.parser import parse
from corpus.readers.markdown import lines
from corpus.shelf.library import Corpus
from corpus.shelf.versions import Change, What, changes

USE = "Article {} Use\n\nThe harbour is open to all ships."
DUE = "2. Fees are due on leaving:\n\n(a) in coin;\n\n(b) in kind."
FEES = f"Article {{}} Fees\n\n1. Ships pay a fee of ten crowns a day.\n\n{DUE}"
PEACE = "Article {} Peace\n\nShips keep the peace of the harbour at all times and in all waters."
DISPUTES = "Article {} Disputes\n\nAny dispute is settled by the master of the port within ten days."


def version(*articles: str, chapter: str = "") -> Instrument:
    """A convention of these articles, numbered as they come."""
    numbered = [article.format(number) for number, article in enumerate(articles, 1)]
    return parse(lines("\n\n".join(["Convention on Harbours", chapter, *numbered])), About("h", "H", "H"))


OLD = version(USE, FEES, DISPUTES)


def moves(old: Instrument, new: Instrument) -> list[tuple[What, str, str]]:
    return [(change.what, change.before, change.after) for change in changes(old, new)]


def test_nothing_changed() -> None:
    assert changes(OLD, OLD) == ()
    assert all(changes(instrument, instrument) == () for instrument in Corpus.bundled().values())


def test_a_new_chapter_heading_changes_no_provision() -> None:
    assert changes(OLD, version(USE, FEES, DISPUTES, chapter="CHAPTER I\n\nGeneral")) == ()


def test_a_word_changed() -> None:
    new = version(USE, FEES.replace("ten crowns", "twelve crowns"), DISPUTES)
    assert changes(OLD, new) == (
        Change(
            What.REWORDED,
            "art_2__para_1",
            "art_2__para_1",
            "Ships pay a fee of ten crowns a day.",
            "Ships pay a fee of twelve crowns a day.",
        ),
    )


def test_an_article_came_between_and_the_rest_moved_along() -> None:
    assert moves(OLD, version(USE, PEACE, FEES, DISPUTES)) == [
        (What.ADDED, "", "art_2"),
        (What.RENUMBERED, "art_2", "art_3"),
        (What.RENUMBERED, "art_3", "art_4"),
    ]


def test_an_article_went() -> None:
    assert moves(OLD, version(USE, DISPUTES)) == [
        (What.RENUMBERED, "art_3", "art_2"),
        (What.REMOVED, "art_2", ""),
    ]


def test_an_article_moved_and_was_reworded() -> None:
    new = version(USE, PEACE, FEES.replace("ten crowns", "twelve crowns") + "\n\n(c) by letter.", DISPUTES)
    assert moves(OLD, new) == [
        (What.ADDED, "", "art_2"),
        (What.RENUMBERED, "art_2", "art_3"),
        (What.REWORDED, "art_2__para_1", "art_3__para_1"),
        (What.ADDED, "", "art_3__para_2__point_c"),
        (What.RENUMBERED, "art_3", "art_4"),
    ]


def test_articles_that_changed_places_and_a_heading_that_changed() -> None:
    assert moves(OLD, version(FEES, USE, DISPUTES.replace("Disputes", "Settlement of disputes"))) == [
        (What.RENUMBERED, "art_2", "art_1"),
        (What.RENUMBERED, "art_1", "art_2"),
        (What.REWORDED, "art_3", "art_3"),
    ]


def test_every_difference_is_told_in_texts_that_share_nothing() -> None:
    found = changes(version(USE, FEES), Corpus.bundled()["cis-agreement"])
    told = {change.before for change in found if change.what is What.REMOVED}
    assert "art_2__para_2" in told or any(change.before == "art_2" for change in found)
    assert {change.what for change in found} >= {What.ADDED}
