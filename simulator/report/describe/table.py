"""Tables in Markdown, and texts of a model in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["plain", "table_lines"]

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}


def plain(text: str) -> str:
    """Write a text of a model so that Markdown shows it as it stands: on one line, no mark-up, no link, no heading."""
    marked = re.sub(r"[\\`\[\]#]", lambda found: f"\\{found.group()}", " ".join(text.split()))
    return re.sub(r"[&<>|]", lambda found: _ESCAPED[found.group()], marked)


def table_lines(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Write a table, with an empty line behind it; a bar in a cell is kept from ending it."""
    lines = [_line(headings), _line(["---"] * len(headings))]
    return [*lines, *(_line(row) for row in rows), ""]


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(each.replace("|", "\\|").replace("\n", " ") for each in cells) + " |"
