"""The evaluation stands outside of what it measures: it uses nothing that another package keeps to itself."""

import ast
from pathlib import Path

import pytest

from assistant import evaluation

FOLDER = Path(evaluation.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))


def is_private(name):
    return name.startswith("_") and not name.startswith("__")


def private_uses(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("assistant.evaluation"):
            names = (*(node.module or "").split("."), *(alias.name for alias in node.names))
            yield from filter(is_private, names)
        elif isinstance(node, ast.Attribute) and is_private(node.attr) and ast.unparse(node.value) != "self":
            yield node.attr


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FOLDER)))
def test_it_uses_public_names_alone(file):
    assert list(private_uses(ast.parse(file.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from assistant.answering import _span", ["_span"]),
        ("from assistant._inner import span", ["_inner"]),
        ("answering._weighed(1)", ["_weighed"]),
        ("self._own(); from assistant.evaluation.text import fold; x.__class__", []),
    ],
)
def test_what_is_private_is_seen(code, found):
    assert list(private_uses(ast.parse(code))) == found
