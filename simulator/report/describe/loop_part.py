"""What the document says of feedback loops."""

from __future__ import annotations

from collections import Counter

import numpy as np

from simulator.report.describe.names import Names, number_text
from simulator.report.describe.outcome import Description
from simulator.report.describe.table import plain, table_lines
from simulator.report.words import choose, say
from simulator.structure.found import Dominance, FoundLoop

__all__ = ["delay_text", "dominance_lines", "loop_lines", "loop_title", "sign_text"]

# Loops of a variable that are told apart.
MOST_LOOPS = 6
# Times of a table of shares.
MOST_TIMES = 8


def loop_lines(description: Description, names: Names) -> list[str]:
    """Write the loops: those with a name, then the shortest independent ones."""
    structure, language = description.structure, names.language
    lines = ['<a id="loops"></a>', "", f"## {say('part.loops', language)}", ""]
    if not structure.groups:
        return [*lines, say("loops.none", language), ""]
    lines += [say("loops.told", language, count=len(structure.course.times)), ""]
    if structure.named:
        lines += [f"### {say('part.named', language)}", "", say("loops.named_told", language), ""]
        lines += table_lines(_headings(names, "loop", "expected", "sign", "delay", "way"), _named_rows(names))
    listed = {each.id for each in structure.named}
    unlisted = [identity for identity in structure.marks if identity not in listed]
    if unlisted:
        lines += [say("loops.unlisted", language, names=", ".join(unlisted)), ""]
    counts = Counter(each.polarity for each in structure.loops)
    told = ", ".join(f"{counts[each]} {each}" for each in ("R", "B", "?", "0") if counts[each])
    lines += [f"### {say('part.found', language)}", ""]
    lines += [say("loops.found_told", language, count=len(structure.loops), counts=told), ""]
    rows = [
        (str(number), sign_text(each, names), delay_text(each, description, names), names.way(each.way, short=True))
        for number, each in enumerate(structure.loops, start=1)
    ]
    return [*lines, *table_lines(_headings(names, "loop", "sign", "delay", "way"), rows)]


def _headings(names: Names, *keys: str) -> list[str]:
    return [say(f"loops.{key}", names.language) for key in keys]


def _named_rows(names: Names) -> list[tuple[str, ...]]:
    description = names.description
    found = description.structure
    rows: list[tuple[str, ...]] = []
    for own, each in zip(found.named, found.named_loops, strict=True):
        title = f'<a id="loop-{own.id}"></a>**{own.id}** {plain(choose(own.en, own.zh, names.language))}'
        marked = found.marks.get(own.id, ())
        way = names.way(each.way) + (f" · {names.listed(marked)}" if marked and not set(marked) & set(each.way) else "")
        rows.append((title, own.polarity, sign_text(each, names), delay_text(each, description, names), way))
    return rows


def sign_text(loop: FoundLoop, names: Names) -> str:
    """Write the polarity of a loop as found."""
    if loop.polarity != "?":
        return loop.polarity
    return f"? ({say('loops.reinforcing', names.language, share=f'{100 * loop.balance:.0f} %')})"


def delay_text(loop: FoundLoop, description: Description, names: Names) -> str:
    """Write the delay of a loop, in the model's time unit."""
    shown = [each for each in loop.delay.gathering if not description.model.variables[each].hidden]
    stocks = ", ".join(names.of(each) for each in shown)
    time = f"{number_text(loop.delay.known)}"
    if not shown:
        return time
    key = "loops.gathers" if loop.delay.known else "loops.only_gathers"
    return say(key, names.language, time=time, stocks=stocks)


def loop_title(loop: FoundLoop, names: Names) -> str:
    """Name a loop: by its id, else by its way."""
    way = names.way(loop.way, short=True)
    return f"{loop.name}: {way}" if loop.name else way


def dominance_lines(found: Dominance | None, variable: int, names: Names) -> list[str]:
    """Write which loops drive a variable over time, as a table of shares in percent."""
    language = names.language
    shown = names.of(variable)
    if found is None:
        return [say("matter.no_loop", language, variable=shown), ""]
    at = names.of(found.at)
    lines = [say("matter.told", language, variable=at), ""]
    if found.at != variable:
        lines += [say("matter.through", language, variable=shown, at=at), ""]
    scores = found.scores.largest(MOST_LOOPS)
    told = np.flatnonzero(np.isfinite(scores.relative).all(axis=1))
    if not len(told):
        return [*lines, say("matter.quiet", language, at=at), ""]
    ways = {each.way: each for each in found.loops}
    chosen = told[np.unique(np.linspace(0, len(told) - 1, MOST_TIMES).round().astype(int))]
    headings = [say("loops.loop", language), *(f"{scores.times[each]:.1f}" for each in chosen)]
    rows = [
        (loop_title(ways[way], names), *(f"{100 * scores.relative[each, place]:+.0f} %" for each in chosen))
        for place, way in enumerate(scores.loops)
        if (np.abs(scores.relative[chosen, place]) >= 0.005).any()
    ]
    return [*lines, *table_lines(headings, rows)]
