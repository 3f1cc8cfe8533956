"""Equations as a reader wants them: as the model writes them, with room round operators, long lists summed up."""

from __future__ import annotations

import re

from simulator.model.model import Variable
from simulator.report.describe.names import number_text
from simulator.report.words import Language, say

__all__ = ["equation_lines", "value_text"]

# Possessive, so that a long list that does not fit is not tried in every other way.
_NUMBER = r"(?>-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)"
_LIST = re.compile(rf"{_NUMBER}(?:\s*+[,;]\s*+{_NUMBER}){{11,}}+")
_POINTS = re.compile(rf"(?:\(\s*+{_NUMBER}\s*+,\s*+{_NUMBER}\s*+\)\s*+,?\s*+){{9,}}+")
_POINT = re.compile(rf"\(\s*({_NUMBER})\s*,\s*({_NUMBER})\s*\)")
_DRAWING = re.compile(r"\[\s*\([^()]*\)\s*-\s*\([^()]*\)\s*(?:,\s*\([^()]*\)\s*)*\]\s*,\s*")
# An operator between two operands: not in brackets of subscripts, not the sign of a number.
_TOKEN = re.compile(r'"[^"]*"|\[[^\]]*\]|(?<=[\w\])"])\s*(<>|<=|>=|[-+*/<>]|=)\s*(?=\S)')
_EXPONENT = re.compile(r"\b\d+\.?\d*[eE]\s?$")
WIDTH = 100
# Equations of one variable beyond which the rest is counted.
MOST = 12


def equation_lines(variable: Variable, place: str, language: Language) -> list[str]:
    """Write the equations of a variable. place: where a reader finds what is summed up."""
    lines: list[str] = []
    for text in variable.texts[:MOST]:
        lines += _wrapped(_summed(_DRAWING.sub("", text), place, language))
    if len(variable.texts) > MOST:
        lines.append(say("entry.more", language, count=len(variable.texts) - MOST, place=place))
    return lines


def value_text(variable: Variable, place: str, language: Language) -> str:
    """Write a number, several, or the points of a table on one line, without the name where there is one of them."""
    whole: list[str] = []
    for line in equation_lines(variable, place, language):
        if line.startswith("    ") and whole:
            whole[-1] += f" {line.strip()}"
        else:
            whole.append(line.strip())
    if len(whole) > 1:
        return "; ".join(whole)
    return "".join(whole).removeprefix(variable.name).removeprefix(" = ").strip()


def _summed(text: str, place: str, language: Language) -> str:
    """Sum up long lists of numbers and of points; give operators room."""

    def numbers(found: re.Match[str]) -> str:
        values = [float(each) for each in re.findall(_NUMBER, found.group())]
        low, high = number_text(min(values)), number_text(max(values))
        return f"⟨{say('entry.numbers', language, count=len(values), low=low, high=high, place=place)}⟩"

    def points(found: re.Match[str]) -> str:
        pairs = _POINT.findall(found.group())
        chosen = [pairs[0], pairs[1], None, pairs[-2], pairs[-1]]
        return ", ".join("…" if each is None else f"({each[0]}, {each[1]})" for each in chosen) + f" ⟨{len(pairs)}⟩"

    text = _POINTS.sub(points, text)
    return _LIST.sub(numbers, _spaced(text))


def _spaced(text: str) -> str:
    """Put blanks round operators, and one behind a comma outside subscripts."""

    def room(found: re.Match[str]) -> str:
        sign = found.group(1)
        if sign is None or (sign in "+-" and _EXPONENT.search(found.string[: found.start()])):
            return found.group()
        return f" {sign} "

    spaced = _TOKEN.sub(room, text)
    return re.sub(r",(?=\S)(?![^\[]*\])", ", ", spaced).strip()


def _wrapped(text: str) -> list[str]:
    """Break a long equation before operators and behind commas, never in a name."""
    pieces = re.split(r"(?<=, )|(?= [-+*/] )", text)
    lines, line = [], ""
    for piece in pieces:
        if line and len(line) + len(piece.rstrip()) > WIDTH:
            lines.append(line.rstrip())
            line = "    " + piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]
