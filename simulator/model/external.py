"""Equations of Vensim that read a file: GET XLS/DIRECT CONSTANTS, DATA, LOOKUPS and SUBSCRIPT, and data variables.

Source: Vensim Reference Manual, GET DIRECT functions and data equations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.model.passage import Passage
from simulator.model.syntax import External, key_of

_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')
_GET = re.compile(r"GET[\s_]+(XLS|DIRECT|123|VDF)[\s_]+(CONSTANTS?|DATA|LOOKUPS?|SUBSCRIPTS?)[\s_]*\(", re.IGNORECASE)
_BETWEEN = re.compile(r":\s*(INTERPOLATE|HOLD[\s_]+BACKWARD|LOOK[\s_]+FORWARD|RAW)\s*:", re.IGNORECASE)
_ARGUMENT = re.compile(r"\s*'([^']*)'\s*(,|\Z)")
_NICKNAME = re.compile(r"^30:(\?[^=\r\n]+)=([^\r\n]+)", re.MULTILINE)
# The names of the arguments of each function, as messages write them.
_ARGUMENTS = {
    "constants": ("file", "sheet", "cell"),
    "data": ("file", "sheet", "row or column of times", "first cell"),
    "lookups": ("file", "sheet", "row or column of x", "first cell"),
    "subscript": ("file", "sheet", "first cell", "last cell", "prefix"),
}


class ExternalFault(Exception):
    """A reading of a file that is not written right. position: in the passage."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


@dataclass(frozen=True)
class LeftSide:
    """The left side of an equation. end: where its name and subscripts end; right: where the right side begins.

    between:  how a data variable is read between its points. is_series: := stands for =, or nothing follows.
    """

    end: int
    right: int
    between: str
    is_series: bool


def left_side(passage: Passage) -> LeftSide | None:
    """Tell the left side of an equation that may read a file; None when it is an equation of another kind."""
    bare = _QUOTED.sub(lambda found: "_" * len(found.group()), passage.text)
    keyword = _BETWEEN.search(bare)
    sign = re.search(r":?\s*=|\(", bare)
    begin = sign.start() if sign else len(bare)
    before = keyword.start() if keyword and keyword.start() < begin else None
    if sign is None or before is not None or sign.group()[0] == ":":
        between = key_of(keyword.group(1)) if keyword and before is not None else "interpolate"
        end = before if before is not None else begin
        return LeftSide(end, sign.end() if sign else len(bare), between, True)
    if _GET.match(bare[sign.end() :].lstrip(" (")):
        return LeftSide(begin, sign.end(), "interpolate", False)
    return None


def is_reading(passage: Passage) -> bool:
    """Tell whether a text begins with the reading of a file."""
    return bool(_GET.match(passage.text))


def read_external(right: Passage, between: str, is_range: bool = False) -> External:
    """Read the right side of an equation that reads a file; nothing stands for the files of data.

    is_range: whether it is to give the elements of a subscript range.
    Raises:   ExternalFault.
    """
    text = right.text
    while text.startswith("(") and text.endswith(")"):  # the brackets of name( GET ... )
        right = right.part(1, len(text) - 1)
        text = right.text
    if text.endswith("))"):  # the bracket before it belongs to the left side
        right = right.part(0, len(text) - 1)
        text = right.text
    if not text:
        return External("data", (), between)
    found = _GET.match(text)
    if found is None:
        raise ExternalFault(
            "a data equation that reads no file, which this release does not run. "
            "Nearest: an equation with = in place of :=. Rewrite it",
            0,
        )
    if not text.endswith(")"):
        raise ExternalFault("more than the reading of a file. Expected it alone. Give it a variable of its own", 0)
    function = found.group(2).lower().rstrip("s") + ("s" if found.group(2)[0] in "CcLl" else "")
    if (function == "subscript") is not is_range:
        expected = "GET DIRECT SUBSCRIPT" if is_range else "GET DIRECT CONSTANTS, DATA or LOOKUPS"
        raise ExternalFault(f"{text[: found.end() - 1].strip()} here. Expected {expected}. Correct it", 0)
    arguments = tuple(_arguments(right, found.end()))
    names = _ARGUMENTS[function]
    if len(arguments) != len(names):
        plural = "" if len(arguments) == 1 else "s"
        raise ExternalFault(
            f"{len(arguments)} argument{plural}. Expected {len(names)} in quotes: {', '.join(names)}. Correct them", 0
        )
    return External(function, arguments, between)


def _arguments(right: Passage, begin: int) -> list[str]:
    inside, found, place = right.text[begin:-1], [], 0
    while place < len(inside):
        one = _ARGUMENT.match(inside, place)
        if one is None:
            raise ExternalFault(
                f"{inside[place:].strip()[:40]!r} among its arguments. Expected texts in single quotes. Correct it",
                begin + place,
            )
        found.append(one.group(1))
        place = one.end()
    return found


def nicknames(text: str) -> dict[str, str]:
    """Read the files for which names such as ?data stand: lines 30 of the settings at the end of a Vensim file."""
    return {name.strip(): file.strip() for name, file in _NICKNAME.findall(text)}
