"""What can be told of an equation from its text alone: brackets that do not match, calls with too few arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.model.passage import Passage
from simulator.model.syntax import key_of

_VENSIM_CALL = re.compile(r""""(?:\\.|[^"\\])*"|(?P<name>\w[\w\s$']*?)\s*(?P<open>\()|(?P<sign>[()\[\],])""")
_XMILE_CALL = re.compile(r""""(?:\\.|[^"\\])*"|(?P<name>\w[\w.$']*)\s*(?P<open>\()|(?P<sign>[()\[\],])""")
_PAIRS = {"(": ")", "[": "]"}

# How many arguments the functions take that the translator turns into structures: it cannot say so itself.
VENSIM_ARGUMENTS: Mapping[str, tuple[int, ...]] = {
    "integ": (2,),
    "initial": (1,),
    "smooth": (2,),
    "smoothi": (3,),
    "smooth3": (2,),
    "smooth3i": (3,),
    "smooth n": (4,),
    "delay1": (2,),
    "delay1i": (3,),
    "delay3": (2,),
    "delay3i": (3,),
    "delay n": (4,),
    "trend": (3,),
    "pulse train": (4,),
    "delay fixed": (3,),
    "forecast": (3,),
    "sample if true": (3,),
    "game": (1,),
    "npv": (4,),
    "get time value": (3,),
}
XMILE_ARGUMENTS: Mapping[str, tuple[int, ...]] = {
    "init": (1,),
    "delay": (2, 3),
    "delay1": (2, 3),
    "delay3": (2, 3),
    "delayn": (3, 4),
    "smth1": (2, 3),
    "smth3": (2, 3),
    "smthn": (3, 4),
    "trend": (2, 3),
    "forcst": (3, 4),
    "safediv": (2, 3),
    "ramp": (2, 3),
    "pulse": (2, 3),
    "max": (1, 2),
    "min": (1, 2),
}


@dataclass(frozen=True)
class Called:
    """A call: the key of the function, its position, how many arguments."""

    function: str
    position: int
    arguments: int


class BracketFault(Exception):
    """Brackets that do not match. position: in the passage."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


@dataclass
class _Open:
    """A bracket that is open. position: of the function's name or of the bracket. begin: of what is inside."""

    sign: str
    function: str
    position: int
    begin: int
    commas: int = 0


def calls_of(passage: Passage, blanks_in_names: bool) -> Iterator[Called]:
    """Yield the calls of an equation, inner ones first. Raises: BracketFault."""
    stack: list[_Open] = []
    for found in (_VENSIM_CALL if blanks_in_names else _XMILE_CALL).finditer(passage.text):
        sign = found.group("open") or found.group("sign") or ""
        if sign in _PAIRS:
            stack.append(_Open(sign, found.group("name") or "", found.start(), found.end()))
        elif sign == "," and stack:
            stack[-1].commas += 1
        elif sign in (")", "]"):
            if not stack or _PAIRS[stack[-1].sign] != sign:
                raise BracketFault(
                    f"{sign!r} without the bracket that opens it. Expected pairs. Remove it", found.start()
                )
            opened = stack.pop()
            empty = not passage.text[opened.begin : found.start()].strip()
            if opened.function:
                yield Called(key_of(opened.function), opened.position, 0 if empty else opened.commas + 1)
    if stack:
        sign = stack[-1].sign
        raise BracketFault(f"{sign!r} that is not closed. Expected {_PAIRS[sign]!r}. Close it", stack[-1].begin - 1)


def count_faults(passage: Passage, blanks_in_names: bool) -> Iterator[tuple[int, str]]:
    """Yield the position and words of every call with a wrong number of arguments. Raises: BracketFault."""
    expected = VENSIM_ARGUMENTS if blanks_in_names else XMILE_ARGUMENTS
    for call in calls_of(passage, blanks_in_names):
        wanted = expected.get(call.function)
        if wanted and call.arguments not in wanted:
            counts = " or ".join(map(str, wanted))
            yield call.position, wrong_count(call.function, call.arguments, counts)


def wrong_count(function: str, given: int, expected: object) -> str:
    """Word a call with the wrong number of arguments."""
    plural = "" if given == 1 else "s"
    return f"{function.upper()} with {given} argument{plural}. Expected {expected}"
