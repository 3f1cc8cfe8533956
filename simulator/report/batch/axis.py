"""How an input is named and its numbers are written where it is an axis of a figure."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.ticker import FuncFormatter

from simulator.report.digits import printed
from simulator.report.unit_words import unit_text
from simulator.report.words import Language, choose, say
from simulator.scenario.batch import Input

__all__ = ["axis_formatter", "axis_scale", "axis_text", "input_name"]

_YEARS = ("year", "years", "年")


def input_name(given: Input, language: Language) -> str:
    """Name an input; its own name where it has no label."""
    return choose(given.en, given.zh, language) or given.name


def axis_scale(given: Input) -> float:
    """Factor from an input's numbers to those of its axis: a growth is told in % a year."""
    return 100.0 if given.act == "growth" else 1.0


def axis_formatter(given: Input) -> FuncFormatter:
    """Write the numbers of an axis; a year without the sign between thousands."""
    separator = "" if given.unit.casefold() in _YEARS and given.act == "value" else ","
    return FuncFormatter(lambda value, _: printed(round(value, 8)).replace(",", separator))


def axis_text(given: Input, language: Language, others: Sequence[Input] = ()) -> str:
    """Name an axis: what its numbers do to the scenario. others: inputs that are swept together with this one."""
    name, unit = input_name(given, language), unit_text(given.unit, language)
    if given.act == "value":
        text = say("batch.axis_value", language, name=name, unit=unit) if unit else name
    else:
        text = say(f"batch.axis_{given.act}", language, name=name)
        if given.act == "add" and unit:
            text = say("batch.axis_value", language, name=text, unit=unit)
    if not others:
        return text
    names = say("note.and", language).join(input_name(other, language) for other in others)
    return say("batch.axis_with", language, axis=text, others=names)
