"""The variables of an XMILE file with their equations and graphical functions. Source: XMILE 1.0, chapters 3 and 4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.model.limits import NO_LIMITS, Limits, limits_between
from simulator.model.markup import Element
from simulator.model.passage import Passage
from simulator.model.source import SubscriptRange
from simulator.model.syntax import Curve, key_of, spelled

VARIABLES = ("aux", "flow", "stock", "gf")
CURVES = {"continuous": "interpolate", "extrapolate": "extrapolate", "discrete": "hold_backward"}


# Parts of XMILE that change what a model computes and that this release does not run: tag -> nearest way.
UNSUPPORTED = {
    "conveyor": "a stock with DELAY N",
    "queue": "a stock",
    "oven": "a stock",
    "leak": "a flow with an equation",
    "overflow": "a flow with an equation",
    "multiplier": "an equation that multiplies",
    "summing": "an equation that adds",
    "spreadflow": "several flows",
}
# Time settings that a model file may repeat as variables; sim_specs rules.
CONTROLS = ("initial time", "final time", "time step", "saveper")


@dataclass(frozen=True, eq=False)
class XmilePart:
    """One equation of a variable. subscripts: the dimensions or elements it stands for."""

    subscripts: tuple[str, ...]
    equation: Passage | None
    start: Passage | None
    curve: Curve | None


@dataclass(frozen=True, eq=False)
class XmileVariable:
    """A variable. kind: aux, flow, stock or gf. inflows, outflows: keys of flows, of a stock.

    access: input where another model may give its value, as far as the file says.
    """

    name: str
    kind: str
    unit: str
    documentation: str
    dimensions: tuple[str, ...]
    non_negative: bool
    parts: tuple[XmilePart, ...]
    inflows: tuple[str, ...]
    outflows: tuple[str, ...]
    passage: Passage
    access: str = ""
    limits: Limits = NO_LIMITS


class VariableReader:
    """Reads variables. ranges: of the file. limited: kind -> whether it may not become negative. faults: gathers."""

    def __init__(self, ranges: Sequence[SubscriptRange], limited: Mapping[str, bool], faults: list[str]) -> None:
        self._ranges, self._limited, self._faults = ranges, limited, faults

    def refuse(self, holder: Element) -> None:
        """Word the parts of an element that are not run."""
        for element in holder.all(*UNSUPPORTED):
            self._faults.append(
                f"{element.where()}: <{element.tag}>, which this release does not run. "
                f"Nearest: {UNSUPPORTED[element.tag]}. Rewrite the model."
            )

    def read(self, element: Element) -> Iterator[XmileVariable]:
        """Yield the variable of an element, or nothing where it has no name or is a time setting."""
        name = spelled(element.attributes.get("name", ""))
        if not name:
            self._faults.append(f"{element.where()}: <{element.tag}> without a name. Expected name=... in it. Name it.")
            return
        if key_of(name) in CONTROLS:
            return
        holder = element.one("dimensions")
        dimensions = tuple(spelled(each.attributes.get("name", "")) for each in holder.all("dim")) if holder else ()
        non_negative = element.one("non_negative")
        limited = (
            self._limited[element.tag]
            if non_negative is None
            else "false" not in element.text_of("non_negative").lower()
        )
        yield XmileVariable(
            name,
            element.tag,
            element.text_of("units"),
            element.text_of("doc"),
            dimensions,
            limited,
            tuple(self._parts(element, dimensions)),
            _names(element, "inflow"),
            _names(element, "outflow"),
            element.passage(),
            element.attributes.get("access", "").strip().lower(),
            _limits(element),
        )

    def _parts(self, element: Element, dimensions: tuple[str, ...]) -> Iterator[XmilePart]:
        """Yield the equations: one for all, one for each element, or several in the order of the only dimension."""
        own = list(element.all("element"))
        for each in own:
            written = each.attributes.get("subscript", "").split(",")
            yield self._part(each, tuple(spelled(one) for one in written), element)
        equations = list(element.all("eqn"))
        if own:
            return
        if len(equations) > 1 and len(dimensions) == 1:
            listed = [each.elements for each in self._ranges if key_of(each.name) == key_of(dimensions[0])]
            for name, equation in zip(listed[0] if listed else (), equations, strict=False):
                yield XmilePart((name,), equation.passage(), None, self._curve(element))
            return
        yield self._part(element, dimensions, element)

    def _part(self, element: Element, subscripts: tuple[str, ...], variable: Element) -> XmilePart:
        equation, start = element.one("eqn") or variable.one("eqn"), element.one("init_eqn")
        curve = self._curve(element if element.one("gf") or element.tag == "gf" else variable)
        return XmilePart(
            subscripts,
            equation.passage() if equation else None,
            start.passage() if start and start.passage().text else None,
            curve,
        )

    def _curve(self, element: Element) -> Curve | None:
        """Read a graphical function. Returns None where there is none; a fault is kept."""
        graph = element if element.tag == "gf" else element.one("gf")
        if graph is None:
            return None
        try:
            y = _points(graph, "ypts")
            scale = graph.one("xscale")
            if graph.one("xpts") is not None:
                x = _points(graph, "xpts")
            elif scale is not None:
                x = np.linspace(float(scale.attributes["min"]), float(scale.attributes["max"]), len(y))
            else:
                raise ValueError("neither xpts nor xscale")
            kind = CURVES[graph.attributes.get("type", "continuous").lower()]
        except (ValueError, KeyError) as error:
            self._faults.append(
                f"{graph.where()}: a graphical function that cannot be read ({error}). "
                "Expected <xscale min= max=> or <xpts>, and <ypts>, of numbers. Correct it."
            )
            return Curve((0.0,), (0.0,))
        if len(x) != len(y) or not len(x):
            self._faults.append(
                f"{graph.where()}: a graphical function of {len(x)} x and {len(y)} y. Expected as many of each. "
                "Correct it."
            )
            return Curve((0.0,), (0.0,))
        order = np.argsort(x, kind="stable")
        return Curve(tuple(x[order].tolist()), tuple(y[order].tolist()), kind)


def _limits(element: Element) -> Limits:
    """Read the range of a variable, <range min= max=>."""
    holder = element.one("range")
    written = holder.attributes if holder else {}
    return limits_between(written.get("min", ""), written.get("max", ""))


def _points(graph: Element, tag: str) -> np.ndarray:
    element = graph.one(tag)
    separator = element.attributes.get("sep", ",") if element else ","
    text = graph.text_of(tag)
    numbers = text.split(separator) if separator.strip() else text.split()
    return np.array([float(number) for number in numbers if number.strip()])


def _names(element: Element, tag: str) -> tuple[str, ...]:
    return tuple(key_of(each.passage().text) for each in element.all(tag) if each.passage().text)
