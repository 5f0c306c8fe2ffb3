"""What the pages say is so: their programs run and print what they say, their tables and links are right."""

import contextlib
import importlib
import io
import os
import re
import sys
import tomllib
from dataclasses import fields
from unittest.mock import patch

import command_line
import pytest
from pages import IN_A_COPY, PAGES, ROOT, blocks, name_of

import assistant
import corpus
import index
from corpus.settings import KEYS, Settings

RUN = [page for page in PAGES if name_of(page) not in IN_A_COPY and "```python" in page.read_text(encoding="utf-8")]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
LONGEST = 120
"""Lines of a page that is written by hand, at most."""


@pytest.fixture
def scratch(tmp_path, monkeypatch, home):  # noqa: ARG001  # questions are answered from its index
    """An empty folder, as a reader begins in, from which Python imports."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)
    with patch.dict(os.environ):
        yield tmp_path
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(tmp_path)):
            del sys.modules[name]


def install(folder, project):
    """What `pip install` would leave of a project for those who look for entry points."""
    told = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    groups = (
        f"[{group}]\n" + "".join(f"{name} = {place}\n" for name, place in offered.items())
        for group, offered in project.get("entry-points", {}).items()
    )
    (told / "entry_points.txt").write_text("\n".join(groups))
    importlib.invalidate_caches()


def write(folder, block):
    """A file that the page has its reader write."""
    path = folder / block.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.content, encoding="utf-8")
    if path.name == "pyproject.toml":
        install(folder, tomllib.loads(block.content)["project"])


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_its_programs_run_and_print_what_it_says(page, scratch):
    names, printed = {"__name__": "page"}, ""
    for block in blocks(page):
        if block.file:
            write(scratch, block)
        elif block.language == "python":
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile("\n" * block.line + block.content, str(page), "exec"), names)  # noqa: S102
            printed = out.getvalue()
        elif block.language == "text" and printed:
            assert printed.strip() == block.content.strip(), f"line {block.line}"


def test_the_page_on_the_command_line_is_that_of_the_commands():
    assert command_line.PAGE.read_text(encoding="utf-8") == command_line.page(), "run python -m docs.command_line"


def shown(default):
    """A default as it would be set."""
    if isinstance(default, tuple):
        return ", ".join(default) or "none"
    return {True: "on", False: "off"}[default] if isinstance(default, bool) else "none" if default == "" else default


def test_the_page_on_settings_lists_them_all_with_their_defaults():
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (`TREATY_\w+`) \|(.*)$", page, re.MULTILINE))
    assert set(rows) == {f"`TREATY_{key.upper()}`" for key in (*KEYS, "home", "settings")}
    defaults = {"model" if field.name == "encoders" else field.name: field.default for field in fields(Settings)}
    for key in KEYS:
        value = shown(defaults[key])
        assert rows[f"`TREATY_{key.upper()}`"].startswith(f" `{key}` | `{value}` |")


@pytest.mark.parametrize("package", [assistant, corpus, index], ids=lambda package: package.__name__)
def test_the_reference_describes_all_that_is_public(package):
    page = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    described = re.findall(rf"^\.\. auto\w+:: {package.__name__}\.(\w+)$", page, re.MULTILINE)
    homes = {name: getattr(package, name).__module__ for name in package.__all__}
    assert sorted(described) == sorted(name for name, home in homes.items() if home.startswith(package.__name__))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_is_short_and_its_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    assert [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []
    assert text.count("\n") <= LONGEST or page == command_line.PAGE
