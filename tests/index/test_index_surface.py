"""The names that other programs may rely on."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import index

PUBLIC = [
    "Candidates",
    "Encoder",
    "Index",
    "Passage",
    "Plan",
    "Progress",
    "Source",
    "Stores",
    "VectorStore",
    "WordStore",
    "build",
    "load_encoder",
    "no_progress",
    "passages_of",
]


def test_the_public_names_are_these():
    assert index.__all__ == PUBLIC
    assert all(getattr(index, name) is not None for name in PUBLIC)
    assert (Path(index.__file__).parent / "py.typed").exists()


def test_another_name_is_not_there():
    with pytest.raises(AttributeError, match="has no attribute 'Builder'"):
        index.Builder  # noqa: B018


def test_submodules_are_imported_from_the_package_as_ever():
    assert importlib.import_module("index.builder").build is index.build


def test_the_package_itself_loads_no_engine(repository):
    program = "import sys, index; print(sorted({'faiss', 'numpy', 'onnxruntime', 'tantivy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
