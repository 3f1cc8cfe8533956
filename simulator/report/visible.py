"""Texts of model and scenario files, made harmless: nothing in them steers a terminal or breaks a line of a table."""

import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

__all__ = ["in_every_text", "visible"]

Record = TypeVar("Record")

_BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_STEERING = ("Cc", "Cf", "Cs")  # control characters, those that turn or hide text, halves of characters


def visible(text: str) -> str:
    """Write a text on one line: breaks and tabs as blanks, other control characters as their numbers, such as \\x1b."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text)).strip(" ")


def _visible(character: str) -> str:
    """Write one character."""
    if character in _BLANKS:
        return " "
    if unicodedata.category(character) in _STEERING:
        return ascii(character)[1:-1]
    return character


def in_every_text(record: Record, change: Callable[[str], str]) -> Record:
    """Put every text of a record, and of the records in it, through a function; the rest stays as it is."""
    changed: Any = record
    if isinstance(record, str):
        changed = change(record)
    elif isinstance(record, tuple):
        changed = tuple(in_every_text(each, change) for each in record)
    elif is_dataclass(record) and not isinstance(record, type):
        given = {each.name: getattr(record, each.name) for each in fields(record) if each.init}
        made = {name: in_every_text(value, change) for name, value in given.items()}
        changed = replace(record, **{name: value for name, value in made.items() if value is not given[name]})
    result: Record = changed
    return result
