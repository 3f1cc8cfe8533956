"""The layout of an XMILE file: dimensions, variables with their equations, time settings.

Source: XMILE 1.0 (OASIS), chapters 2 to 4; files of Stella 10 that put variables beside each other are read too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simulator.errors import ModelError
from simulator.model.markup import Element
from simulator.model.passage import Passage
from simulator.model.source import SubscriptRange
from simulator.model.syntax import Curve, key_of, spelled

VARIABLES = ("aux", "flow", "stock", "gf")
CURVES = {"continuous": "interpolate", "extrapolate": "extrapolate", "discrete": "hold_backward"}
# Parts of XMILE that change what a model computes and that this release does not run: tag -> nearest way.
UNSUPPORTED = {
    "module": "one model that holds all variables",
    "macro": "its equations written out",
    "conveyor": "a stock with DELAY N",
    "queue": "a stock",
    "oven": "a stock",
    "leak": "a flow with an equation",
    "overflow": "a flow with an equation",
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
    """A variable. kind: aux, flow, stock or gf. inflows, outflows: names of flows, of a stock."""

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


class XmileText:
    """Splits a file. ranges, variables, settings (name, passage) and faults (worded) are what it finds.

    Raises: ModelError where the file is of another kind.
    """

    def __init__(self, root: Element) -> None:
        self.faults: list[str] = []
        self.ranges: list[SubscriptRange] = []
        self.variables: list[XmileVariable] = []
        self.settings: list[tuple[str, Passage]] = []
        self.method, self.unit, self.reciprocal, self.settings_place = "euler", "", False, root.where()
        if root.tag != "xmile":
            raise ModelError(f"{root.where()}: the root is <{root.tag}>. Expected <xmile>. Export the model again.")
        self._dimensions(root)
        self._settings(root)
        self._global = _behaviours(root)
        self._refuse(root)
        models = [model for model in root.all("model") if model.one("variables") is not None]
        for model in models[1:]:
            self.faults.append(
                f"{model.where()}: a second <model>, which this release does not run. "
                "Nearest: one model that holds all variables. Rewrite the model."
            )
        for model in root.all("model"):
            for holder in [model, *model.all("variables")]:
                self._refuse(holder)
                for element in holder.all(*VARIABLES):
                    self._refuse(element)
                    self._variable(element)

    def _refuse(self, holder: Element) -> None:
        for element in holder.all(*UNSUPPORTED):
            self.faults.append(
                f"{element.where()}: <{element.tag}>, which this release does not run. "
                f"Nearest: {UNSUPPORTED[element.tag]}. Rewrite the model."
            )

    def _dimensions(self, root: Element) -> None:
        for holder in root.all("dimensions"):
            for element in holder.all("dim"):
                name = spelled(element.attributes.get("name", ""))
                elements = tuple(spelled(each.attributes.get("name", "")) for each in element.all("elem"))
                size = element.attributes.get("size", "")
                if not elements and size.isdecimal():
                    elements = tuple(str(number + 1) for number in range(min(int(size), 100_000)))
                if not name or not all(elements) or not elements:
                    self.faults.append(
                        f"{element.where()}: dimension {name!r} without elements. Expected <elem name=...>. Add them."
                    )
                    continue
                self.ranges.append(SubscriptRange(name, elements, (), element.passage()))

    def _settings(self, root: Element) -> None:
        specs = root.one("sim_specs")
        if specs is None:
            self.faults.append(f"{root.where()}: no <sim_specs>. Expected start, stop and dt in it. Add it.")
            return
        self.settings_place = specs.where()
        self.method = specs.attributes.get("method", "euler").strip().lower()
        self.unit = specs.attributes.get("time_units", "")
        for tag, name in (("start", "INITIAL TIME"), ("stop", "FINAL TIME"), ("dt", "TIME STEP")):
            element = specs.one(tag)
            if element is not None:
                self.settings.append((name, element.passage()))
        step = specs.one("dt")
        self.reciprocal = step is not None and step.attributes.get("reciprocal", "").lower() == "true"

    def _variable(self, element: Element) -> None:
        name = spelled(element.attributes.get("name", ""))
        if not name:
            self.faults.append(f"{element.where()}: <{element.tag}> without a name. Expected name=... in it. Name it.")
            return
        if key_of(name) in CONTROLS:
            return
        holder = element.one("dimensions")
        dimensions = tuple(spelled(each.attributes.get("name", "")) for each in holder.all("dim")) if holder else ()
        non_negative = element.one("non_negative")
        limited = (
            self._global[element.tag]
            if non_negative is None
            else "false" not in element.text_of("non_negative").lower()
        )
        self.variables.append(
            XmileVariable(
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
            )
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
            listed = [each.elements for each in self.ranges if key_of(each.name) == key_of(dimensions[0])]
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
            self.faults.append(
                f"{graph.where()}: a graphical function that cannot be read ({error}). "
                "Expected <xscale min= max=> or <xpts>, and <ypts>, of numbers. Correct it."
            )
            return Curve((0.0,), (0.0,))
        if len(x) != len(y) or not len(x):
            self.faults.append(
                f"{graph.where()}: a graphical function of {len(x)} x and {len(y)} y. Expected as many of each. "
                "Correct it."
            )
            return Curve((0.0,), (0.0,))
        order = np.argsort(x, kind="stable")
        return Curve(tuple(x[order].tolist()), tuple(y[order].tolist()), kind)


def _points(graph: Element, tag: str) -> np.ndarray:
    element = graph.one(tag)
    separator = element.attributes.get("sep", ",") if element else ","
    text = graph.text_of(tag)
    numbers = text.split(separator) if separator.strip() else text.split()
    return np.array([float(number) for number in numbers if number.strip()])


def _names(element: Element, tag: str) -> tuple[str, ...]:
    return tuple(key_of(each.passage().text) for each in element.all(tag) if each.passage().text)


def _behaviours(root: Element) -> dict[str, bool]:
    """Return which kinds of variable the file's own behaviour keeps from becoming negative."""
    holder = root.one("behavior")
    found = dict.fromkeys(VARIABLES, False)
    if holder is not None:
        everything = holder.one("non_negative") is not None
        for kind in ("stock", "flow"):
            inner = holder.one(kind)
            found[kind] = everything or (inner is not None and inner.one("non_negative") is not None)
    return found
