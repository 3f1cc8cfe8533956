"""The layout of a Vensim .mdl file: equations with unit and comment, macros, subscript ranges; the sketch left out.

Source: Vensim Reference Manual, the .mdl text format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from simulator.errors import ModelError
from simulator.model.external import ExternalFault, is_reading, read_external
from simulator.model.limits import NO_LIMITS, Limits, split_limits
from simulator.model.passage import FileText, Passage, PassageBuilder
from simulator.model.source import Group, SubscriptRange
from simulator.model.syntax import spelled

SKETCH = "\\\\\\---///"
_MACRO = re.compile(r"(?P<before>\s*(?:\{[^{}]*\}\s*)*):MACRO:", re.IGNORECASE)
_MACRO_HEADER = re.compile(
    r"""\s*(?P<name>"(?:\\.|[^"\\])*"|[^("|~]+?)\s*\((?P<arguments>(?:"(?:\\.|[^"\\])*"|[^")|~])*)\)"""
)
_MACRO_END = re.compile(r":END OF MACRO:", re.IGNORECASE)
_CONTINUED = re.compile(r"\\\r?\n")
_FIELD_END = re.compile(r"[~|]")
_QUOTED = re.compile(r'"(?:\\[\s\S]|[^"\\])*"')
_RANGE = re.compile(r'\s*("(?:\\[\s\S]|[^"\\])*"|\w[\w\s$\']*?)\s*(:(?!=)|<->)')
_KEYWORD = re.compile(r":\s*[A-Za-z][A-Za-z ]*:")
_NUMERIC = re.compile(r"\(\s*(.*?)(\d+)\s*-\s*(.*?)(\d+)\s*\)\Z")
# The heading of a group: stars, a dot and its name, stars.
_GROUP = re.compile(r"\*+\s*\.(?P<name>[^*]+?)\s*\*+\s*\Z")
# More elements than any model has: a typing error in (A1-A99999999) must not fill the memory.
MOST_ELEMENTS = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One equation or range as the file writes it, with its unit, limits, comment and the group it stands in."""

    equation: Passage
    unit: str
    documentation: str
    limits: Limits = NO_LIMITS
    group: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class MacroText:
    """A macro: its name, its inputs, the outputs beside its value, its entries. passage: the header."""

    name: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    entries: tuple[Entry, ...]
    passage: Passage


class LayoutFault(Exception):
    """A fault of the layout, worded with its place."""


class VensimText:
    """Splits the text. entries, groups, macros and faults (worded) are what it finds.

    Raises: ModelError where a quote, comment or macro is not closed, so that the rest cannot be told apart, and where
    there is no equation at all.
    """

    def __init__(self, file: FileText) -> None:
        end = file.text.find(SKETCH)
        self._file = file
        self._text = file.text if end < 0 else file.text[:end]
        self.entries: list[Entry] = []
        self.groups: list[Group] = []
        self.macros: list[MacroText] = []
        self.faults: list[str] = []
        self._complete = False
        self._read(0)
        if not self._complete:
            raise ModelError(
                f"{file.path}: no equation in it. Expected a Vensim model, 'name = equation ~ unit ~ comment |'. "
                "Choose another file."
            )

    def _read(self, position: int) -> None:
        while position < len(self._text):
            position = self._entry(position)

    def _entry(self, position: int) -> int:
        """Read one entry up to its bar; return where the next begins."""
        text = self._text
        found = _MACRO.match(text, position)
        if found:
            return self._macro(found)
        try:
            equation, position = self._equation(position)
        except LayoutFault as fault:
            raise ModelError(*self.faults, str(fault)) from None
        fields = []
        while position < len(text) and text[position] == "~":
            ends = _FIELD_END.search(text, position + 1)
            end = ends.start() if ends else len(text)
            fields.append(" ".join(_CONTINUED.sub(" ", text[position + 1 : end]).split()))
            position = end
        if equation.text and not equation.text.startswith("*"):
            supplementary = fields[2][:1] in ("", ":") if len(fields) == 3 else len(fields) < 3
            complete = bool(fields) and supplementary and position < len(text)
            self._complete |= complete
            if not complete:
                self.faults.append(
                    f"{equation.where()}: {equation.text[:40]!r} has no end. "
                    "Expected 'name = equation ~ unit ~ comment |'. Complete it."
                )
            field, documentation = ([*fields, "", ""])[:2]
            unit, limits = split_limits(field)
            group = self.groups[-1].name if self.groups else ""
            self.entries.append(Entry(equation, unit, documentation, limits, group))
        elif heading := _GROUP.match(equation.text):
            self.groups.append(Group(spelled(heading["name"]), ([*fields, ""])[0]))
        return position + 1

    def _macro(self, found: re.Match[str]) -> int:
        """Read a macro and the entries inside it; return where the next entry begins."""
        where = self._file.where(found.end("before"))
        end = _MACRO_END.search(self._text, found.end())
        if not end:
            fault = f"{where}: a macro without an end. Expected :END OF MACRO:. Add it."
            raise ModelError(*self.faults, fault)
        header = _MACRO_HEADER.match(self._text, found.end(), end.start())
        if not header:
            self.faults.append(f"{where}: a macro without arguments. Expected :MACRO: NAME(input : output). Add them.")
            return end.end()
        whole, outside = self._text, self.entries
        self._text, self.entries = whole[: end.start()], []
        self._read(header.end())
        inside = tuple(self.entries)
        self._text, self.entries = whole, outside
        inputs, _, outputs = _split_outside_quotes(header["arguments"], ":")
        self.macros.append(
            MacroText(
                spelled(_CONTINUED.sub(" ", header["name"])),
                _named(inputs),
                _named(outputs),
                inside,
                self._file.passage(found.end("before"), header.end()),
            )
        )
        return end.end()

    def _equation(self, position: int) -> tuple[Passage, int]:
        """Gather an equation: comments in braces left out, names in quotes kept as they are."""
        text, builder = self._text, PassageBuilder(self._file)
        while position < len(text) and text[position] not in "~|":
            character = text[position]
            if character == "{":
                position = self._comment(position)
                builder.add(" ", position - 1)
            elif character == '"':
                found = _QUOTED.match(text, position)
                if not found:
                    where = self._file.where(position)
                    raise LayoutFault(f"{where}: a quote that is not closed. Expected a second quote. Close the name.")
                for place in range(position, found.end()):
                    self._add(builder, place)
                position = found.end()
            else:
                self._add(builder, position)
                position += 1
        return builder.passage(min(position, len(text))), position

    def _add(self, builder: PassageBuilder, place: int) -> None:
        """Add a character; a backslash at the end of a line only continues it."""
        continued = self._text[place] == "\\" and self._text[place + 1 : place + 2] in ("\n", "\r")
        builder.add(" " if continued else self._text[place], place)

    def _comment(self, position: int) -> int:
        """Return the place after a comment; comments nest."""
        depth = 0
        for place in range(position, len(self._text)):
            depth += {"{": 1, "}": -1}.get(self._text[place], 0)
            if depth == 0:
                return place + 1
        where = self._file.where(position)
        raise LayoutFault(f"{where}: a comment that is not closed. Expected a closing brace. Close it.")


def _split_outside_quotes(text: str, sign: str) -> tuple[str, str, str]:
    """Split at the first of a sign."""
    place = _outside_quotes(text).find(sign)
    return (text, "", "") if place < 0 else (text[:place], sign, text[place + 1 :])


def _named(text: str) -> tuple[str, ...]:
    """Read names with commas between."""
    found, rest = [], _CONTINUED.sub(" ", text)
    while rest.strip():
        name, _, rest = _split_outside_quotes(rest, ",")
        found.append(spelled(name))
    return tuple(found)


def is_range(passage: Passage) -> bool:
    """Tell whether an entry defines a subscript range: name: elements, or name <-> name."""
    found = _RANGE.match(passage.text)
    bare = _QUOTED.sub("", passage.text)
    return bool(found) and "=" not in bare and not _KEYWORD.search(bare)


def is_reality_check(passage: Passage) -> bool:
    """Tell whether an entry only tests the model and takes no part in a run."""
    bare = _QUOTED.sub("", passage.text).upper()
    return ":THE CONDITION:" in bare or ":TEST INPUT:" in bare


def read_range(passage: Passage) -> SubscriptRange:
    """Read a definition of a subscript range.

    Raises: LayoutFault with the place.
    """
    found = _RANGE.match(passage.text)
    assert found
    name = spelled(found.group(1))
    if found.group(2) == "<->":
        other = spelled(passage.text[found.end() :])
        return SubscriptRange(name, (other,), ((other, ()),), passage)
    body = passage.part(found.end(), len(passage.text))
    arrow = _outside_quotes(body.text).find("->")
    listed = body if arrow < 0 else body.part(0, arrow)
    mapped = [] if arrow < 0 else [_mapping(item, name) for item in _items(body.part(arrow + 2, len(body.text)))]
    if is_reading(listed):
        try:
            return SubscriptRange(name, (), tuple(mapped), passage, read_external(listed, "", is_range=True))
        except ExternalFault as fault:
            raise LayoutFault(f"{listed.where(fault.position)}: range {name!r} has {fault}.") from None
    elements = tuple(chain.from_iterable(_elements(item, name) for item in _items(listed)))
    return SubscriptRange(name, elements, tuple(mapped), passage)


def _outside_quotes(text: str) -> str:
    """Blank what stands in quotes, every other character in its place."""
    return _QUOTED.sub(lambda found: "_" * len(found.group()), text)


def _items(passage: Passage) -> Iterable[Passage]:
    """Split at the commas outside brackets and quotes."""
    begin, depth = 0, 0
    for place, character in enumerate([*_outside_quotes(passage.text), ","]):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and (depth == 0 or place == len(passage.text)):
            yield passage.part(begin, place)
            begin = place + 1


def _elements(item: Passage, name: str) -> tuple[str, ...]:
    """Read one element, or a run such as (A1-A5)."""
    found = _NUMERIC.match(item.text)
    if not found:
        return (_element(item, name),)
    before, first, after, last = found.groups()
    if before.strip().lower() != after.strip().lower() or not 0 <= int(last) - int(first) < MOST_ELEMENTS:
        raise LayoutFault(
            f"{item.where()}: {item.text} in range {name!r}. Expected a rising run such as (A1-A5). Correct it."
        )
    return tuple(f"{before.strip()}{number}" for number in range(int(first), int(last) + 1))


def _element(item: Passage, name: str) -> str:
    if not re.fullmatch(r'"(?:\\[\s\S]|[^"\\])*"|\w[\w\s$\']*', item.text):
        shown = item.text or "nothing"
        raise LayoutFault(f"{item.where()}: {shown} in range {name!r}. Expected the name of an element. Correct it.")
    return spelled(item.text)


def _mapping(item: Passage, name: str) -> tuple[str, tuple[str, ...]]:
    """Read the name of a range, or (name: elements in order)."""
    if not (item.text.startswith("(") and item.text.endswith(")") and ":" in item.text):
        return _element(item, name), ()
    colon = item.text.index(":")
    listed = _items(item.part(colon + 1, len(item.text) - 1))
    return _element(item.part(1, colon), name), tuple(_element(each, name) for each in listed)
