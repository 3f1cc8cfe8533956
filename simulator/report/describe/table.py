"""Tables, code and texts of a model in Markdown, so that they are shown as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape

__all__ = ["code", "fenced", "plain", "remark", "table_lines", "unmarked"]

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
# What begins or ends mark-up; a _ inside a word does not.
_MARKS = re.compile(r"[\\`\[\]#*~]|(?<!\w)_|_(?!\w)")
_LIST = re.compile(r"^(\d+)([.)])(?=\s)|^([-+])(?=\s)")


def plain(text: str) -> str:
    """Write a text of a model so that Markdown shows it as it stands: on one line, no mark-up, no link, no heading."""
    marked = _MARKS.sub(lambda found: f"\\{found.group()}", " ".join(text.split()))
    marked = _LIST.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", marked)
    return re.sub(r"[&<>|]", lambda found: _ESCAPED[found.group()], marked)


def remark(text: str) -> str:
    """Write a text of a table as `plain` does, but names between ` as code."""
    return re.sub(r"\\`([^`]*)\\`", lambda found: code(unmarked(found[1])), plain(text))


def unmarked(text: str) -> str:
    """Take out what `plain` put in, for the screen."""
    return unescape(re.sub(r"\\([\\`\[\]#*~_.)+-])", r"\1", text))


def code(text: str) -> str:
    """Write a name or a unit as code, also where it holds the sign of code itself."""
    line = " ".join(text.split())
    ticks = "`" * (1 + max(map(len, re.findall("`+", line)), default=0))
    room = " " if "`" in line else ""
    return f"{ticks}{room}{line}{room}{ticks}"


def fenced(lines: Sequence[str]) -> list[str]:
    """Write lines as a block of code, its fence longer than any in it."""
    longest = max((len(found) for line in lines for found in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}text", *lines, fence, ""]


def table_lines(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Write a table, with an empty line behind it; a bar in a cell is kept from ending it."""
    lines = [_line(headings), _line(["---"] * len(headings))]
    return [*lines, *(_line(row) for row in rows), ""]


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(each.replace("|", "\\|").replace("\n", " ") for each in cells) + " |"
