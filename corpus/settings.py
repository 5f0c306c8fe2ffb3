"""What a user may set, all in one place: by environment variables, and in a file for what they leave open.

The file is ``treaty.toml`` in the data folder, or the one that ``TREATY_SETTINGS`` names. A setting has one name: the
variable ``TREATY_VECTOR_STORE`` is ``vector_store`` in the file. What is unknown is refused, so that a slip of the pen
does not pass for a choice; a store or writer of another maker keeps its own settings under another prefix.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from corpus.errors import UsageError

APP = "treaty-assistant"
"""The folder in the user's data folder where nothing else is set."""
PREFIX = "TREATY_"
"""What the name of each variable begins with."""
MODEL = f"{PREFIX}MODEL"
HOME = f"{PREFIX}HOME"
"""The variable that names the data folder."""
FILE = "treaty.toml"
"""The file of settings in the data folder."""
LLM = f"{PREFIX}LLM"
"""The variable that names the language model."""
KEYS = (
    *("model", "vector_store", "word_store", "writer", "reranker"),
    *("llm", "llm_timeout", "llm_retries", "llm_tokens", "llm_private"),
)
"""What the file in the data folder may set; one that ``TREATY_SETTINGS`` names may set ``home`` as well."""
NUMBERS: Mapping[str, tuple[int, int]] = {
    "llm_timeout": (1, 3600),
    "llm_retries": (0, 10),
    "llm_tokens": (16, 100_000),
}
"""Settings that are whole numbers, with the least and the greatest."""
LISTS = ("model", "llm_private")
"""Settings that are lists of names."""


@dataclass(frozen=True)
class Settings:
    """What was chosen, and where nothing was, what comes with the package."""

    home: Path
    """The data folder: indexes, added instruments, conversations."""
    encoders: tuple[str, ...] = ("bge-small-en-v1.5", "all-MiniLM-L6-v2")
    """Models that texts are embedded by; ``model`` in the file, a list or names parted by commas."""
    vector_store: str = "faiss"
    """The engine that searches vectors."""
    word_store: str = "tantivy"
    """The engine that searches words."""
    writer: str = "extractive"
    """What writes an answer from the provisions found."""
    reranker: str = "none"
    """What reads the first provisions again before one is chosen."""
    llm: str = ""
    """The language model that writes prose where that is wanted; empty for none."""
    llm_timeout: int = 120
    """Seconds that it may take for an answer, all in all."""
    llm_retries: int = 1
    """How often it is asked again where its server is busy or does not answer."""
    llm_tokens: int = 400
    """Tokens that it may write for an answer."""
    llm_private: tuple[str, ...] = ()
    """Instruments of which nothing is sent to another machine, by identifier or name; ``*`` for all."""


def settings() -> Settings:
    """The settings as they are now: variables first, then the file, then what comes with the package.

    Raises:
        UsageError: a variable or a key is unknown, a place means nothing, or the file cannot be read or is not of
            that form.
    """
    chosen = _variables()
    named = chosen.pop("settings", "")
    if named:
        chosen = _read(_place(f"{PREFIX}SETTINGS", named), ("home", *KEYS)) | chosen
    home = _home(chosen.pop("home", ""))
    if not named and _is_there(home / FILE):
        chosen = _read(home / FILE, KEYS) | chosen
    encoders = _names(chosen.pop("model", ""))
    private = _names(chosen.pop("llm_private", ""))
    typed: dict[str, Any] = dict(chosen)
    typed |= {key: _count(key, chosen[key], *NUMBERS[key]) for key in NUMBERS if key in chosen}
    return Settings(home, encoders or Settings.encoders, llm_private=private, **typed)


def _variables() -> dict[str, str]:
    """What the environment sets; an empty variable sets nothing."""
    set_here = {name.removeprefix(PREFIX): value for name, value in os.environ.items() if name.startswith(PREFIX)}
    known = [key.upper() for key in ("settings", "home", *KEYS)]
    _refuse_unknown("the environment", set_here, known, PREFIX)
    return {name.lower(): value for name, value in set_here.items() if value}


def _home(chosen: str) -> Path:
    return _place(HOME, chosen) if chosen else platformdirs.user_data_path(APP, appauthor=False)


def _place(setting: str, chosen: str) -> Path:
    try:
        return Path(chosen).expanduser()
    except RuntimeError as error:  # "~nobody"
        raise UsageError(f"{setting} is {chosen!r}, and there is no such folder; write the path in full") from error


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except PermissionError:  # who writes to such a folder is told what is wrong with it
        return False


def _read(path: Path, known: Collection[str]) -> dict[str, str]:
    """What a file sets; an empty text sets nothing."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            f"the settings {path} cannot be read ({error.strerror or error}); name another file, or none"
        ) from error
    except ValueError as error:  # of the encoding, or of TOML
        raise UsageError(f"the settings {path} are not TOML ({error})") from error
    _refuse_unknown(str(path), content, known)
    texts = {key: _text(key, value) for key, value in content.items()}
    if wrong := [key for key, value in texts.items() if not isinstance(value, str)]:
        raise UsageError(f"{path}: {wrong[0]} must be text in quotes")
    return {key: value for key, value in texts.items() if value}


def _text(key: str, value: Any) -> Any:
    """What a variable of that name would hold; what cannot stand in one is given back as it is."""
    if _is_list(key, value):
        return ",".join(value)
    return str(value) if key in NUMBERS and type(value) is int else value


def _count(key: str, text: str, least: int, most: int) -> int:
    if text.strip().isascii() and text.strip().isdecimal() and least <= int(text) <= most:
        return int(text)
    raise UsageError(f"{PREFIX}{key.upper()} is {text!r}; give a whole number from {least} to {most}")


def _is_list(key: str, value: object) -> bool:
    return key in LISTS and isinstance(value, list) and all(isinstance(name, str) for name in value)


def _refuse_unknown(where: str, found: Mapping[str, object], known: Collection[str], prefix: str = "") -> None:
    unknown = next((name for name in found if name not in known), None)
    if unknown is None:
        return
    from difflib import get_close_matches

    near = get_close_matches(unknown, known, 1)
    hint = f"did you mean {prefix}{near[0]}?" if near else f"known are {', '.join(prefix + name for name in known)}"
    raise UsageError(f"{where} sets {prefix}{unknown}, which is no setting; {hint}")


def _names(setting: str) -> tuple[str, ...]:
    """The names in a setting, each once."""
    return tuple(dict.fromkeys(name.strip() for name in setting.split(",") if name.strip()))
