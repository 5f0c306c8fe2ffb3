"""Writes the page on the command line from the commands themselves: ``python -m docs.command_line``.

A test holds the committed page against what this gives.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from typer import Typer
from typer.models import ArgumentInfo, OptionInfo

from assistant.cli import app

PAGE = Path(__file__).with_name("command-line.md")
OPENING = """\
# The command line

This page is written by `python -m docs.command_line` from the commands themselves. Every command has `--help`, which
says the same. Exit codes: 0 done or answered, 3 not found, 2 a question or option that makes no sense, 1 anything else.
"""
PLACEHOLDERS = {Path: "PATH", int: "NUMBER", str: "TEXT"}
"""What stands for a value of that type where a command gives it no name."""


def page() -> str:
    """The page, Markdown."""
    return "\n".join((OPENING, *_commands(app, "treaty")))


def _commands(group: Typer, path: str) -> Iterator[str]:
    for command in group.registered_commands:
        if function := command.callback:
            yield from _command(function, f"{path} {command.name or function.__name__}", command.epilog)
    for inner in group.registered_groups:
        if inner.typer_instance:
            yield from _commands(inner.typer_instance, f"{path} {inner.name}")


def _command(function: Any, path: str, epilog: str | None) -> Iterator[str]:
    yield f"## `{path}`\n\n{inspect.getdoc(function)}\n"
    hints = get_type_hints(function, include_extras=True)
    lines = [_line(parameter, hints[name]) for name, parameter in inspect.signature(function).parameters.items()]
    if lines:
        yield "\n".join(lines) + "\n"
    if epilog:
        shown = "\n".join(line.strip() for line in epilog.splitlines()[1:])
        yield f"```console\n{shown}\n```\n"


def _line(parameter: inspect.Parameter, hint: Any) -> str:
    """An argument or option with what it is for."""
    kind, *said = get_args(hint)
    info = next(one for one in said if isinstance(one, ArgumentInfo | OptionInfo))
    default = parameter.default
    told = f" By default `{default}`." if default not in (None, False, "", inspect.Parameter.empty) else ""
    return f"- `{_usage(parameter, kind, info)}`: {info.help}{told}"


def _usage(parameter: inspect.Parameter, kind: Any, info: ArgumentInfo | OptionInfo) -> str:
    """What is typed for it: ``-n, --limit NUMBER``, ``[PROVISION]...``."""
    value = info.metavar or _placeholder(kind)
    if isinstance(info, ArgumentInfo):
        value = value if parameter.default is inspect.Parameter.empty else f"[{value}]"
        return f"{value}..." if "list" in str(kind) and "..." not in value else value
    declared = (info.default, *(info.param_decls or ()))  # in an annotation, the first name stands for the default
    names = [name for name in declared if isinstance(name, str)] or [f"--{parameter.name.replace('_', '-')}"]
    return " ".join(filter(None, (", ".join(sorted(names, key=len)), value)))


def _placeholder(kind: Any) -> str:
    """What stands for a value of that type; nothing for a switch."""
    if get_origin(kind) is Annotated:
        return _placeholder(get_args(kind)[0])
    if get_origin(kind) is Literal:
        return "|".join(get_args(kind))
    if get_origin(kind) in (Union, UnionType, list):
        return _placeholder(next(inner for inner in get_args(kind) if inner is not NoneType))
    return PLACEHOLDERS.get(kind, "")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
