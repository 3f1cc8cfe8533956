"""Pieces of a model file that remember where each of their characters stood, so that every fault can name its place."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from simulator.model.syntax import key_of, spelled

# A name in quotes, or a run of letters, digits, blanks, $ and ' that begins with a letter or digit.
# Source: Vensim Reference Manual, rules for names.
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\w[\w\s$\']*')


@dataclass(frozen=True, eq=False)
class FileText:
    """The text of a file. path: as the user wrote it."""

    path: Path
    text: str

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", self.text))]

    def offset(self, line: int, column: int) -> int:
        """Return the place of a character given by its line from 1 and its column from 0."""
        return self._lines[min(line, len(self._lines)) - 1] + column

    def line(self, offset: int) -> int:
        """Return the line of a place, from 1."""
        return bisect_right(self._lines, offset)

    def where(self, offset: int) -> str:
        """Name a place: path:line:column, counted from 1."""
        line = self.line(offset)
        return f"{self.path}:{line}:{offset - self._lines[line - 1] + 1}"

    def passage(self, begin: int, end: int) -> Passage:
        """Return some characters as they are."""
        return Passage(self, self.text[begin:end], array("q", range(begin, end + 1)))


@dataclass(frozen=True, eq=False)
class Passage:
    """A cleaned piece of a file. offsets: for each character, and one past the end, its place in the file."""

    file: FileText
    text: str
    offsets: array[int]

    @property
    def line(self) -> int:
        """The line of the file in which it begins, from 1."""
        return self.file.line(self.offsets[0])

    def where(self, position: int = 0) -> str:
        """Name the place of a character."""
        return self.file.where(self.offsets[min(max(position, 0), len(self.text))])

    def part(self, begin: int, end: int) -> Passage:
        """Return some characters as a passage of their own, without blanks round them."""
        while begin < end and self.text[begin].isspace():
            begin += 1
        while end > begin and self.text[end - 1].isspace():
            end -= 1
        return Passage(self.file, self.text[begin:end], self.offsets[begin : end + 1])

    def without(self, pattern: re.Pattern[str]) -> Passage:
        """Leave out what a pattern's first group matches."""
        text, offsets, done = "", array("q"), 0
        for found in pattern.finditer(self.text):
            text += self.text[done : found.start(1)]
            offsets += self.offsets[done : found.start(1)]
            done = found.end(1)
        return Passage(self.file, text + self.text[done:], offsets + self.offsets[done:])

    def names(self) -> Iterator[tuple[int, str]]:
        """Yield the position and text of every name and number in it."""
        for found in _TOKEN.finditer(self.text):
            yield found.start(), found.group().rstrip()

    def find(self, word: str) -> int | None:
        """Return the position of a name, function or other text, or None. The right side is looked at first."""
        found = [position for position, name in self._named(word)]
        if not found:
            position = self.text.lower().find(word.lower())
            return position if word and position >= 0 else None
        equals = self.text.find("=")
        return next((position for position in found if position > equals), found[0])

    def spelling(self, word: str) -> str:
        """Return a name as it is written here, or nothing where it is not."""
        return next((spelled(name) for _, name in self._named(word)), "")

    def _named(self, word: str) -> list[tuple[int, str]]:
        key = key_of(word.rstrip("!"))
        return [(position, name) for position, name in self.names() if key_of(name) == key]


class PassageBuilder:
    """Gathers characters with their places; a run of blanks becomes one."""

    def __init__(self, file: FileText) -> None:
        self._file = file
        self._characters: list[str] = []
        self._offsets = array("q")

    def add(self, character: str, offset: int) -> None:
        """Add a character, or several that stand for the one at a place."""
        for each in character:
            shown = " " if each.isspace() else each
            if shown == " " and (not self._characters or self._characters[-1] == " "):
                continue
            self._characters.append(shown)
            self._offsets.append(offset)

    def passage(self, end: int) -> Passage:
        """Return what was gathered. end: the place after it."""
        if self._characters and self._characters[-1] == " ":
            self._characters.pop()
            self._offsets.pop()
        return Passage(self._file, "".join(self._characters), self._offsets + array("q", [end]))
