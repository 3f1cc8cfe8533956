"""What the document says of feedback loops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from simulator.report.describe.names import Names, number_text
from simulator.report.describe.outcome import Description
from simulator.report.describe.table import plain, table_lines
from simulator.report.words import choose, say
from simulator.structure.found import Dominance, FoundLoop

__all__ = ["agreed_text", "delay_text", "dominance_lines", "loop_lines", "loop_titles", "loop_ways", "sign_text"]

# Loops of a variable that are told apart.
MOST_LOOPS = 6
# Times of a table of shares.
MOST_TIMES = 8


def loop_lines(description: Description, names: Names) -> list[str]:
    """Write the loops: those with a name, then the shortest independent ones."""
    structure, language = description.structure, names.language
    lines = [f'## <a id="loops"></a>{say("part.loops", language)}', ""]
    if not structure.groups:
        return [*lines, say("loops.none", language), ""]
    lines += [say("loops.told", language, count=len(structure.course.times)), ""]
    if structure.named:
        lines += [
            f"### {say('part.named', language)}",
            "",
            f"{say('loops.named_told', language)} {agreed_text(names)}",
            "",
        ]
        lines += table_lines(_headings(names, "loop", "expected", "sign", "delay", "way"), _named_rows(names))
    listed = {each.id for each in structure.named}
    unlisted = [identity for identity in structure.marks if identity not in listed]
    if unlisted:
        lines += [say("loops.unlisted", language, names=", ".join(unlisted)), ""]
    counts = Counter(each.polarity for each in structure.loops)
    told = ", ".join(f"{counts[each]} {each}" for each in ("R", "B", "?", "0") if counts[each])
    lines += [f"### {say('part.found', language)}", ""]
    lines += [say("loops.found_told", language, count=len(structure.loops), counts=told), ""]
    ways = loop_ways(structure.loops, names)
    rows = [
        (str(number), sign_text(each, names), plain(delay_text(each, names)), plain(way))
        for number, (each, way) in enumerate(zip(structure.loops, ways, strict=True), start=1)
    ]
    return [*lines, *table_lines(_headings(names, "loop", "sign", "delay", "way"), rows)]


def agreed_text(names: Names) -> str:
    """Say how many of the loops with a name are found with the sign expected, and which are not."""
    structure, language = names.description.structure, names.language
    pairs = list(zip(structure.named, structure.named_loops, strict=True))
    others = [f"{own.id} ({own.polarity} → {each.polarity})" for own, each in pairs if own.polarity != each.polarity]
    listed = (", " if language == "en" else "、").join(others)
    key = "loops.differ" if others else "loops.agree"
    return say(key, language, count=len(pairs), agreed=len(pairs) - len(others), others=listed)


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
        rows.append((title, own.polarity, sign_text(each, names), plain(delay_text(each, names)), way))
    return rows


def sign_text(loop: FoundLoop, names: Names) -> str:
    """Write the polarity of a loop as found."""
    if loop.polarity != "?":
        return loop.polarity
    return f"? ({say('loops.reinforcing', names.language, share=f'{100 * loop.balance:.0f} %')})"


def delay_text(loop: FoundLoop, names: Names) -> str:
    """Write the delay of a loop, in the model's time unit."""
    shown = [each for each in loop.delay.gathering if not names.description.model.variables[each].hidden]
    stocks = ", ".join(names.of(each) for each in shown)
    time = f"{number_text(loop.delay.known)}"
    if not shown:
        return time
    key = "loops.gathers" if loop.delay.known else "loops.only_gathers"
    return say(key, names.language, time=time, stocks=stocks)


def loop_ways(loops: Sequence[FoundLoop], names: Names) -> list[str]:
    """Write the way of each loop; of those that read alike, what tells them apart: through which smooth or delay.

    Two loops read alike where a variable follows another both directly and through the inside of a smooth.
    """
    ways = [names.way(each.way, short=True) for each in loops]
    told = []
    for loop, way in zip(loops, ways, strict=True):
        alike = [set(other.way) for other, own in zip(loops, ways, strict=True) if own == way]
        through = [each for each in loop.way if not all(each in other for other in alike)]
        inside = ", ".join(names.of(each) for each in through)
        key = "loops.through" if inside else "loops.directly"
        told.append(way if len(alike) == 1 else say(key, names.language, way=way, inside=inside))
    return told


def loop_titles(loops: Sequence[FoundLoop], names: Names) -> list[str]:
    """Name loops: by their id, if they have one, and their way."""
    ways = loop_ways(loops, names)
    return [f"{each.name}: {way}" if each.name else way for each, way in zip(loops, ways, strict=True)]


def dominance_lines(found: Dominance | None, variable: int, names: Names) -> list[str]:
    """Write which loops drive a variable over time, as a table of shares in percent."""
    language = names.language
    shown = plain(names.of(variable))
    if found is None:
        return [say("matter.no_loop", language, variable=shown), ""]
    at = plain(names.of(found.at))
    lines = [say("matter.told", language, variable=at), ""]
    if found.at != variable:
        lines += [say("matter.through", language, variable=shown, at=at), ""]
    scores = found.scores.largest(MOST_LOOPS)
    told = np.flatnonzero(np.isfinite(scores.relative).all(axis=1))
    if not len(told):
        return [*lines, say("matter.quiet", language, at=at), ""]
    ways = {each.way: each for each in found.loops}
    titles = loop_titles([ways[way] for way in scores.loops], names)
    chosen = told[np.unique(np.linspace(0, len(told) - 1, MOST_TIMES).round().astype(int))]
    headings = [say("loops.loop", language), *(f"{scores.times[each]:.1f}" for each in chosen)]
    rows = [
        (plain(title), *(f"{100 * scores.relative[each, place]:+.0f} %" for each in chosen))
        for place, title in enumerate(titles)
        if (np.abs(scores.relative[chosen, place]) >= 0.005).any()
    ]
    return [*lines, *table_lines(headings, rows)]
