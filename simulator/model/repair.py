"""A slip of XML that Stella and others let pass, put right so that the parser takes the file; each is told.

Only one, whose meaning is beyond doubt: a variable whose end is missing before the next one begins. Everything else
that is not well-formed is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARK = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?P<end>/?)(?P<tag>[\w.:-]+)(?P<rest>[^<>]*)>", re.DOTALL
)
# Variables: one never stands inside another.
_VARIABLES = ("stock", "flow", "aux")


@dataclass(frozen=True)
class Repaired:
    """Text that a parser may take. added: where characters were put in, in the repaired text, and how many so far.

    slips: the places, in the original text, of what was put right, and what it was.
    """

    text: str
    added: tuple[tuple[int, int], ...]
    slips: tuple[tuple[int, str], ...]

    def original(self, place: int) -> int:
        """Return the place in the original text of one in the repaired text."""
        number = bisect_right(self.added, place, key=lambda each: each[0])
        return place - (self.added[number - 1][1] if number else 0)


def repaired(text: str) -> Repaired:
    """End each variable before the next one begins."""
    slips: list[tuple[int, str]] = []
    pieces: list[str] = []
    added: list[tuple[int, int]] = []
    done = length = extra = 0
    for place, tag in _left_open(text):
        pieces += [text[done:place], f"</{tag}>"]
        length += place - done + len(tag) + 3
        extra += len(tag) + 3
        added.append((length, extra))
        slips.append((place, f"a <{tag}> without its end was read as ending before this variable"))
        done = place
    return Repaired("".join([*pieces, text[done:]]), tuple(added), tuple(slips))


def _left_open(text: str) -> list[tuple[int, str]]:
    """Return where a variable begins straight inside another, with the tag that should have ended before."""
    found: list[tuple[int, str]] = []
    stack: list[str] = []
    for mark in _MARK.finditer(text):
        tag = mark["tag"]
        if tag is None or mark["rest"].endswith("/"):
            continue
        if mark["end"]:
            if stack and stack[-1] == tag:
                stack.pop()
            continue
        if tag in _VARIABLES and "name" in mark["rest"] and stack and stack[-1] in _VARIABLES:
            found.append((mark.start(), stack.pop()))
        stack.append(tag)
    return found
