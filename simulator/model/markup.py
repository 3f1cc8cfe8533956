"""XML with the place of every character. Source: XML 1.0; the parser is expat, without namespaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from simulator.errors import ModelError
from simulator.model.passage import FileText, Passage, PassageBuilder
from simulator.model.repair import Repaired, repaired

# A comment; what looks like one inside CDATA is text.
_COMMENT = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--(?P<inside>.*?)-->", re.DOTALL)
# Deeper than any model file, far below the depth that Python's own recursion bears.
MOST_NESTED = 200


@dataclass(eq=False)
class Element:
    """An element. tag: without prefix, in small letters. pieces: its own text in pieces with their places."""

    file: FileText
    tag: str
    attributes: dict[str, str]
    offset: int
    children: list[Element] = field(default_factory=list)
    pieces: list[tuple[str, int]] = field(default_factory=list)
    end: int = 0

    def all(self, *tags: str) -> Iterator[Element]:
        """Yield the children with one of some tags."""
        return (child for child in self.children if child.tag in tags)

    def one(self, tag: str) -> Element | None:
        """Return the first child with a tag, or None."""
        return next(self.all(tag), None)

    def text_of(self, tag: str) -> str:
        """Return the text of the first child with a tag, or nothing."""
        child = self.one(tag)
        return " ".join("".join(piece for piece, _ in child.pieces).split()) if child else ""

    def passage(self) -> Passage:
        """Return its own text with comments in braces left out; a brace in a name in quotes is none."""
        characters = "".join(piece for piece, _ in self.pieces)
        offsets = [offset + place for piece, offset in self.pieces for place in range(len(piece))]
        builder, done = PassageBuilder(self.file), 0
        for begin, end in _comments(characters):
            for place in range(done, begin):
                builder.add(characters[place], offsets[place])
            builder.add(" ", offsets[begin])
            done = end
        for place in range(done, len(characters)):
            builder.add(characters[place], offsets[place])
        return builder.passage(self.end or self.offset)

    def where(self) -> str:
        """Name the place where it begins."""
        return self.file.where(self.offset)

    def walk(self) -> Iterator[Element]:
        """Yield it and everything inside."""
        yield self
        for child in self.children:
            yield from child.walk()


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield where comments in braces begin and end; they nest. One that is not closed is none, so that it is seen."""
    depth, begin, quoted = 0, 0, False
    for place, character in enumerate(text):
        if character == '"' and depth == 0 and text[place - 1 : place] != "\\":
            quoted = not quoted
        elif character == "{" and not quoted:
            begin = begin if depth else place
            depth += 1
        elif character == "}" and depth:
            depth -= 1
            if depth == 0:
                yield begin, place + 1


def _without_dashes(found: re.Match[str]) -> str:
    """Blank the dashes inside a comment, which XML does not allow side by side, but many writers and readers do."""
    inside: str | None = found["inside"]
    return found.group() if inside is None else f"<!--{inside.replace('-', ' ')}-->"


def read_markup(file: FileText) -> tuple[Element, tuple[str, ...]]:
    """Parse XML.

    Returns: the root element, and what was put right on reading, worded.
    Raises:  ModelError where it is not well-formed, declares a document type, or nests without end.
    """
    text = _COMMENT.sub(_without_dashes, file.text)
    try:
        return _parsed(file, Repaired(text, (), ())), ()
    except _NotWellFormed as first:
        mended = repaired(text)
        try:
            root = _parsed(file, mended)
        except _NotWellFormed:
            raise ModelError(f"{first}. Expected XMILE. Export the model again.") from None
        return root, tuple(f"{file.where(place)}: {told}." for place, told in mended.slips)


class _NotWellFormed(Exception):
    """What the parser says, with the place."""


def _parsed(file: FileText, source: Repaired) -> Element:
    """Parse a text whose places are those of a file. Raises: _NotWellFormed, ModelError."""
    root = Element(file, "", {}, 0)
    lines = FileText(file.path, source.text)
    stack = [root]
    parser = expat.ParserCreate()

    def here() -> int:
        return source.original(lines.offset(parser.CurrentLineNumber, parser.CurrentColumnNumber))

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(stack) > MOST_NESTED:
            raise ModelError(
                f"{file.where(here())}: elements nested {MOST_NESTED} deep. Expected XMILE. Export it again."
            )
        bare = {name.rpartition(":")[2].lower(): value for name, value in attributes.items()}
        element = Element(file, tag.rpartition(":")[2].lower(), bare, here())
        stack[-1].children.append(element)
        stack.append(element)

    def stop(_: str) -> None:
        stack.pop().end = here()

    def text(characters: str) -> None:
        stack[-1].pieces.append((characters, here()))

    def document_type(*_: object) -> None:
        raise ModelError(f"{file.where(here())}: a document type. Expected XMILE without DOCTYPE. Remove it.")

    parser.StartElementHandler, parser.EndElementHandler = start, stop
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, document_type
    try:
        parser.Parse(source.text, True)
    except expat.ExpatError as error:
        said = expat.errors.messages.get(error.code, "not well-formed")
        where = file.where(source.original(lines.offset(error.lineno, error.offset)))
        raise _NotWellFormed(f"{where}: not XML ({said})") from None
    return root.children[0]
