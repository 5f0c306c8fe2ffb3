"""What a user may set, all in one place: by environment variables, and in a file for what they leave open.

The file is ``treaty.toml`` in the data folder, or the one that ``TREATY_SETTINGS`` names. A setting has one name: the
variable ``TREATY_VECTOR_STORE`` is ``vector_store`` in the file. What is unknown is refused, so that a slip of the pen
does not pass for a choice; a store or writer of another maker keeps its own settings under another prefix.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
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
MOST_DIGITS = 9
LLM = f"{PREFIX}LLM"
"""The variable that names the language model."""
KEYS = (
    *("model", "vector_store", "word_store", "writer", "reranker"),
    *("database", "team", "oidc_issuer", "oidc_audience", "oidc_claim"),
    *("llm", "llm_timeout", "llm_retries", "llm_tokens", "llm_private", "llm_followups"),
    *("api_hosts", "api_keys", "api_rate", "api_body", "api_workers", "api_questions"),
)
"""What the file in the data folder may set; one that ``TREATY_SETTINGS`` names may set ``home`` as well."""
NUMBERS: Mapping[str, tuple[int, int]] = {
    "llm_timeout": (1, 3600),
    "llm_retries": (0, 10),
    "llm_tokens": (16, 100_000),
}
"""Settings that are whole numbers, with the least and the greatest."""
POSTGRESQL = "postgresql+psycopg://"
"""How the address of a database begins."""
LISTS = ("model", "api_hosts", "llm_private")
"""Settings that are lists of names."""


@dataclass(frozen=True)
class Settings:
    """What was chosen, and where nothing was, what comes with the package."""

    home: Path
    """The data folder: indexes, added instruments, conversations."""
    encoders: tuple[str, ...] = ("bge-small-en-v1.5", "treaty-minilm")
    """Models that texts are embedded by; ``model`` in the file, a list or names parted by commas."""
    vector_store: str = "faiss"
    """The engine that searches vectors."""
    word_store: str = "tantivy"
    """The engine that searches words."""
    writer: str = "extractive"
    """What writes an answer from the provisions found."""
    reranker: str = "none"
    """What reads the first provisions again before one is chosen."""
    database: str = ""
    """The PostgreSQL database that keeps conversations, opinions and keys; empty for files in the data folder."""
    team: bool = False
    """Whether people sign in, and what is theirs is theirs alone."""
    oidc_issuer: str = ""
    """The provider of identities whose tokens programs may show; empty where keys alone are taken."""
    oidc_audience: str = ""
    """Whom such a token must be made for."""
    oidc_claim: str = "email"
    """The claim that names a person."""
    api_hosts: tuple[str, ...] = ()
    """Names by which programs may ask for the server, besides those of this machine for itself."""
    api_keys: bool = False
    """Whether programs need a key."""
    api_rate: int = 600
    """Requests that one caller may make in a minute."""
    api_body: int = 1_000_000
    """Bytes that a request may hold."""
    api_workers: int = 4
    """Requests that are worked on at once; others wait."""
    api_questions: bool = False
    """Whether the log of the server holds what was asked."""
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
    llm_followups: bool = False
    """Whether it puts turns of a dialogue into questions that stand alone, beside what the rules read."""


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
    typed: dict[str, Any] = {key: _TYPED[key](key, value) if key in _TYPED else value for key, value in chosen.items()}
    return replace(Settings(home, encoders or Settings.encoders), **typed)


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
    values = {key: _as_variable(key, value) for key, value in content.items()}
    texts = {key: value for key, value in values.items() if isinstance(value, str)}
    if wrong := [key for key in values if key not in texts]:
        raise UsageError(f"{path}: {wrong[0]} must be text in quotes")
    return {key: value for key, value in texts.items() if value}


def _as_variable(key: str, value: object) -> object:
    """A value of the file as a variable would have it; as it is where the key takes no such value."""
    if key in LISTS and isinstance(value, list) and all(isinstance(name, str) for name in value):
        return ",".join(value)
    if _TYPED.get(key) is _switch and isinstance(value, bool):
        return "on" if value else "off"
    if _TYPED.get(key) in (_count, _bounded) and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


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


def _hosts(_: str, setting: str) -> tuple[str, ...]:
    return tuple(name.casefold() for name in _names(setting))


def _database(key: str, setting: str) -> str:
    """An address, which is not repeated in a message: it may hold a password."""
    if not setting.startswith(POSTGRESQL):
        raise UsageError(
            f"{PREFIX}{key.upper()} is no address of a database; write {POSTGRESQL}USER:PASSWORD@HOST/NAME"
        )
    return setting


def _switch(key: str, setting: str) -> bool:
    if setting.casefold() not in ("on", "off"):
        raise UsageError(f"the setting {key} is {setting!r}; it is on or off")
    return setting.casefold() == "on"


def _count(key: str, setting: str) -> int:
    if not (setting.isascii() and setting.isdecimal() and 0 < len(setting.lstrip("0")) <= MOST_DIGITS):
        raise UsageError(
            f"the setting {key} is {setting!r}; give a whole number above 0, of {MOST_DIGITS} digits at most"
        )
    return int(setting)


def _bounded(key: str, setting: str) -> int:
    least, most = NUMBERS[key]
    if setting.strip().isascii() and setting.strip().isdecimal() and least <= int(setting) <= most:
        return int(setting)
    raise UsageError(f"{PREFIX}{key.upper()} is {setting!r}; give a whole number from {least} to {most}")


def _listed(_: str, setting: str) -> tuple[str, ...]:
    return _names(setting)


_TYPED: Mapping[str, Callable[[str, str], object]] = {
    "database": _database,
    "team": _switch,
    "api_hosts": _hosts,
    "api_keys": _switch,
    "api_rate": _count,
    "api_body": _count,
    "api_workers": _count,
    "api_questions": _switch,
    "llm_private": _listed,
    "llm_followups": _switch,
    **dict.fromkeys(NUMBERS, _bounded),
}
"""Settings that are no texts, and how each is read."""
