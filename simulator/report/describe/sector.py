"""The stock-and-flow picture of one sector: what it reads of others, its stocks with their flows, who reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from simulator.model.origin import is_parameter, origin_of
from simulator.report.describe.canvas import SMALL, Canvas, Style
from simulator.report.describe.flows import Flow, flows_of
from simulator.report.describe.names import Names
from simulator.report.describe.outcome import Description, Sector
from simulator.report.font import figure_style
from simulator.report.layout import wrap
from simulator.report.palette import FAINT, INK, RULE
from simulator.report.words import say

__all__ = ["sector_figure"]

WIDTH, SIDE, GAP = 13.5, 2.7, 0.45
LINE, BLOCK = 0.17, 0.12
STOCK_WIDTH, STOCK_HEIGHT, FLOW = 1.7, 0.46, 0.44
# Between a cloud at the edge of the frame and the stock.
PIPE = (WIDTH - 2 * (SIDE + GAP) - STOCK_WIDTH) / 2 - 0.3
# Names of a neighbouring sector that are written out.
MOST_NAMES = 5
# Columns of the variables that are neither stock nor flow, and how many there is room for at least.
COLUMNS, LEAST_OTHERS = 3, 24


@dataclass(frozen=True)
class _Neighbour:
    """A sector beside this one and the variables that pass between them."""

    group: str
    variables: tuple[int, ...]

    @property
    def n_lines(self) -> int:
        """How many lines it takes: its name, some variables, and one for the rest."""
        return 1 + min(len(self.variables), MOST_NAMES + 1)

    @property
    def height(self) -> float:
        """Inches, the room below included."""
        return self.n_lines * LINE + 0.12 + BLOCK


@dataclass(frozen=True)
class _Room:
    """The middle of the picture, inches. top: where the next row begins."""

    left: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """Its centre line."""
        return (self.left + self.right) / 2

    def below(self, used: float) -> _Room:
        """Return what is left below a row."""
        return _Room(self.left, self.right, self.top + used)


def sector_figure(description: Description, sector: Sector, names: Names) -> Figure:
    """Draw a sector."""
    stocks = [each for each in sector.variables if description.model.variables[each].kind == "stock"]
    flows = {each: flows_of(description.model, each) for each in stocks}
    others = [each for each in sector.variables if description.model.variables[each].kind in ("auxiliary", "held")]
    passing = {flow.variables[0] for own in flows.values() for flow in own if flow.is_named}
    others = [each for each in others if each not in passing]
    before, after = _neighbours(description, sector, True), _neighbours(description, sector, False)
    rows = sum(_row_height(own, names) for own in flows.values())
    sides = max(sum(each.height for each in side) + 0.25 for side in (before, after))
    fewest = min(len(others), LEAST_OTHERS)
    inner = max(rows + 0.75 + LINE * -(-fewest // COLUMNS), sides, 1.2)
    with figure_style():
        title = say("picture.sector", names.language, sector=names.sector(sector))
        canvas = Canvas(WIDTH, 0.85 + inner + 0.2, title, say("picture.key", names.language))
        room = _Room(SIDE + GAP, WIDTH - SIDE - GAP, canvas.top + 0.15)
        canvas.box((room.left, canvas.top), (room.right - room.left, inner - 0.05), "none", RULE)
        for stock in stocks:
            _row(canvas, room, stock, flows, names)
            room = room.below(_row_height(flows[stock], names))
        end = canvas.top + inner - 0.35
        if others:
            _write_others(canvas, room, others, (end, names))
        _write_rest(canvas, end + 0.17, (description, sector), names)
        _side(canvas, before, (0.16, say("picture.from", names.language)), names)
        _side(canvas, after, (WIDTH - SIDE - 0.16, say("picture.to", names.language)), names)
    return canvas.figure


def _flow_height(flows: Sequence[Flow], names: Names) -> float:
    """Room for one of a stock's flows with its name; inches."""
    return FLOW + 0.14 * (max((len(_flow_name(each, names)) for each in flows), default=1) - 1)


def _flow_name(flow: Flow, names: Names) -> tuple[str, ...]:
    """Name a flow, or what it is made of; where two lines do not hold that, by how many variables."""
    text = " · ".join(names.of(each) for each in flow.variables) or say("picture.net", names.language)
    lines = wrap(text, SMALL, PIPE - 0.2, 3)
    return lines if len(lines) <= 2 else (say("picture.made_of", names.language, count=len(flow.variables)),)


def _row_height(flows: Sequence[Flow], names: Names) -> float:
    """Room for a stock with its flows, and the air below; inches."""
    most = max(sum(each.inward for each in flows), sum(not each.inward for each in flows), 1)
    return max(STOCK_HEIGHT, most * _flow_height(flows, names)) + 0.22


def _row(canvas: Canvas, room: _Room, stock: int, flows: Mapping[int, Sequence[Flow]], names: Names) -> None:
    """Draw one stock with its flows, each from or to another stock of the sector, or a cloud."""
    tall, apart = _row_height(flows[stock], names) - 0.22, _flow_height(flows[stock], names)
    y = room.top + tall / 2
    edges = room.middle - STOCK_WIDTH / 2, room.middle + STOCK_WIDTH / 2
    canvas.stock((edges[0], y - tall / 2), (STOCK_WIDTH, tall))
    for number, line in enumerate(lines := wrap(names.of(stock), 9.0, STOCK_WIDTH - 0.12, 2)):
        canvas.text((room.middle, y + (number - (len(lines) - 1) / 2) * 0.16), line, Style(9.0, align="center"))
    for inward in (True, False):
        own = [each for each in flows[stock] if each.inward == inward]
        for number, flow in enumerate(own):
            place = y + (number - (len(own) - 1) / 2) * apart + 0.03 + (apart - FLOW) / 2
            start, end = (room.left + 0.3, edges[0]) if inward else (edges[1], room.right - 0.3)
            canvas.pipe(start, end, place)
            for above, words in enumerate(reversed(_flow_name(flow, names))):
                canvas.fitted(((start + end) / 2, place - 0.165 - 0.14 * above), words, PIPE - 0.1)
            beyond = start - 0.1 if inward else end + 0.11
            partner = _partner(stock, flow, flows)
            if partner is None:
                canvas.cloud(beyond, place)
            else:
                canvas.small_stock(beyond, place)
                way = say("picture.out_of" if inward else "picture.into", names.language, stock=names.of(partner))
                canvas.fitted(((start + end) / 2, place + 0.135), way, end - start, Style(7.0, FAINT, "center"))


def _partner(stock: int, flow: Flow, flows: Mapping[int, Sequence[Flow]]) -> int | None:
    """Return the other stock of a flow: the one it fills where it empties this one."""
    mirrored = Flow(flow.variables, not flow.inward)
    found = [other for other, own in flows.items() if other != stock and mirrored in own]
    return found[0] if flow.is_named and len(found) == 1 else None


def _write_others(canvas: Canvas, room: _Room, others: Sequence[int], rest: tuple[float, Names]) -> None:
    """Write the other variables in columns, as many as there is room for. rest: where the room ends, names."""
    end, names = rest
    lines = int((end - room.top - 0.2) / LINE)
    wide = (room.right - room.left - 0.3) / COLUMNS
    shown = others[: max(lines, 0) * COLUMNS]
    deep = -(-len(shown) // COLUMNS)
    for number, variable in enumerate(shown):
        place = (room.left + 0.15 + number // deep * wide, room.top + 0.12 + number % deep * LINE)
        canvas.fitted(place, names.of(variable), wide - 0.1, Style(SMALL, INK))


def _write_rest(canvas: Canvas, y: float, of: tuple[Description, Sector], names: Names) -> None:
    """Count, at the lower edge, what the sector holds. y: of the line. of: the sector in its model."""
    variables = [of[0].model.variables[each] for each in of[1].variables]
    told = say(
        "picture.rest",
        names.language,
        auxiliary=sum(each.kind in ("auxiliary", "held") for each in variables),
        constant=sum(each.kind in ("constant", "lookup") for each in variables),
        assumed=sum(is_parameter(each) and origin_of(each) == "assumption" for each in variables),
    )
    canvas.fitted((WIDTH / 2, y), told, WIDTH - 2 * (SIDE + GAP) - 0.2, Style(SMALL, FAINT, "center"))


def _neighbours(description: Description, sector: Sector, before: bool) -> list[_Neighbour]:
    """Find what a sector reads of others, or what others read of it, by sector in the file's order."""
    graph, found = description.structure.graph, {each.group.name: dict[int, None]() for each in description.sectors}
    for number in range(len(description.model.variables)):
        if description.sector_of(number) != sector.group.name:
            continue
        links = (graph.reads, graph.starts) if before else (graph.feeds, graph.starts_of)
        others = (*links[0][number], *links[1][number])
        for other in others:
            group = description.sector_of(other)
            passed = other if before else number
            if group not in (sector.group.name, None) and not description.model.variables[passed].hidden:
                found[str(group)][passed] = None
    return [_Neighbour(group, tuple(variables)) for group, variables in found.items() if variables]


def _side(canvas: Canvas, neighbours: Sequence[_Neighbour], head: tuple[float, str], names: Names) -> None:
    """Write the sectors on one side, each in a box with an arrow to or from the frame. head: its left edge, heading."""
    left, heading = head
    place = canvas.top
    if neighbours:
        canvas.text((left, place + 0.05), heading, Style(colour=FAINT))
    place += 0.2
    for each in neighbours:
        tall = each.n_lines * LINE + 0.12
        canvas.box((left, place), (SIDE, tall), edge=RULE)
        lines = [names.of(number) for number in each.variables[:MOST_NAMES]]
        more = len(each.variables) - MOST_NAMES
        if more == 1:
            lines.append(names.of(each.variables[-1]))
        elif more > 1:
            lines.append(say("picture.more", names.language, count=more))
        y = place + 0.06 + LINE / 2
        canvas.fitted((left + 0.09, y), names.group(each.group), SIDE - 0.2, Style(colour=FAINT))
        for line in lines:
            y += LINE
            canvas.fitted((left + 0.09, y), line, SIDE - 0.2, Style())
        middle = place + tall / 2
        if left < WIDTH / 2:
            canvas.arrow((left + SIDE, middle), (left + SIDE + GAP - 0.16, middle))
        else:
            canvas.arrow((left - GAP + 0.16, middle), (left - 0.02, middle))
        place += each.height
