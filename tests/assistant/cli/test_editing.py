"""What a user says of an added instrument for its citations: at ``treaty add``, and with ``treaty edit``."""

import json

import pytest
from cli_cases import run

RAIN = "Treaty on Rain\n\nArticle 1 Buckets\n\nEach party shall keep forty buckets for the rain.\n"


@pytest.fixture(scope="module")
def rain(home, tmp_path_factory):
    """A library with one added instrument, whose index is not needed before it is asked."""
    import shutil

    from corpus.settings import HOME

    folder, file = tmp_path_factory.mktemp("library"), tmp_path_factory.mktemp("files") / "rain.md"
    shutil.copytree(home / "indexes", folder / "indexes")
    file.write_text(RAIN, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME, str(folder))
        run("add", file, "--adopted", "Bergen, 3 May 1999", "--symbol", "NTS 7", "--yes")
        yield file


def test_dates_and_symbol_are_given_with_a_file_and_changed_later(rain):  # noqa: ARG001
    assert (
        "Treaty on Rain (adopted 3 May 1999) NTS 7 art 1"
        in run("show", "treaty-on-rain", "1", "--cite", "oscola").stdout
    )
    edited = run("edit", "treaty-on-rain", "--status", "In force since 1 July 2004")
    assert "status: In force since 1 July 2004" in edited.stdout
    assert (
        "(adopted 3 May 1999, entered into force 1 July 2004) NTS 7 art 1"
        in run("show", "treaty-on-rain", "1", "--cite", "oscola").stdout
    )
    answer = json.loads(run("ask", "--json", "What does article 1 of the Treaty on Rain say?").stdout)
    assert answer["citations"][0]["text_status"] == "in_force"
    assert answer["citations"][0]["text_date"] == "2004-07-01"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("edit", "treaty-on-rain"), "nothing was said of it"),
        (("edit", "treaty-on-rain", "--symbol", "…"), "is no name"),
        (("edit", "un-convention", "--symbol", "A/1"), "comes with the package"),
    ],
)
def test_an_edit_that_cannot_be_made_is_told(rain, words, said):  # noqa: ARG001
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
