"""Random functions: each call is a hidden held variable, drawn anew at every whole step, and a distribution of it.

Source: Vensim Reference Manual, RANDOM functions; XMILE 1.0, section 3.5.2, and Stella's help, statistical functions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from simulator.model.expression import Constant, Constants, Expression, Operation, Reference, fold, operation
from simulator.model.syntax import Call, key_of

if TYPE_CHECKING:
    from simulator.model.resolve import Resolver

# How many bytes of its digest number a call: a whole number that a double holds.
SITE_BYTES = 6
_STANDARD = {"least": -inf, "most": inf, "shift": 0.0, "stretch": 1.0, "seed": 0.0}


@dataclass(frozen=True, slots=True)
class Draw:
    """A random function. kind: of distribution. roles: what each argument is. optional: how many may be left out."""

    kind: str
    roles: tuple[str, ...]
    optional: int = 0


def _vensim(kind: str, shapes: int = 0, placed: bool = True) -> Draw:
    place = ("shift", "stretch") if placed else ()
    return Draw(kind, ("least", "most", *("shape",) * shapes, *place, "seed"))


def _xmile(kind: str, roles: str, last: str = "seed") -> Draw:
    return Draw(kind, (*roles.split(), *last.split()), len(last.split()))


VENSIM_DRAWS: Mapping[str, Draw] = {
    "random 0 1": Draw("uniform", ()),
    "random uniform": Draw("uniform", ("least", "most", "seed")),
    "random normal": _vensim("normal"),
    "random exponential": _vensim("exponential"),
    "random gamma": _vensim("gamma", 1),
    "random weibull": _vensim("weibull", 1),
    "random poisson": _vensim("poisson", 1),
    "random beta": _vensim("beta", 2),
    "random binomial": _vensim("binomial", 2),
    "random negative binomial": _vensim("negative binomial", 2),
    "random triangular": _vensim("triangular", 3, placed=False),
}
XMILE_DRAWS: Mapping[str, Draw] = {
    "random": _xmile("uniform", "least most"),
    "uniform": _xmile("uniform", "least most"),
    "normal": _xmile("normal", "shift stretch", "seed least most"),
    "exprnd": _xmile("exponential", "stretch"),
    "lognormal": _xmile("lognormal", "shape shape"),
    "poisson": _xmile("poisson", "shape", "seed least most"),
    "beta": _xmile("beta", "shape shape"),
    "gamma": _xmile("gamma", "shape stretch"),
    "weibull": _xmile("weibull", "shape stretch"),
    "triangular": _xmile("triangular", "shape shape shape"),
    "binomial": _xmile("binomial", "tries shape"),
}


def draw_of(function: str, is_xmile: bool) -> Draw | None:
    """Return the random function of a name, if there is one."""
    return (XMILE_DRAWS if is_xmile else VENSIM_DRAWS).get(function)


def drawn(resolver: Resolver, node: Call, draw: Draw) -> Expression:
    """Resolve a call of a random function. Every element of the equation's block draws its own number."""
    resolver.count(node, tuple(range(len(draw.roles) - draw.optional, len(draw.roles) + 1)))
    given: dict[str, list[Expression]] = {}
    for role, argument in zip(draw.roles, node.arguments, strict=False):
        given.setdefault(role, []).append(resolver.resolve(argument))
    one = {role: given.get(role, [Constant(value)])[0] for role, value in _STANDARD.items()}
    rows = resolver.block.rows
    part = _part(resolver, one["seed"], rows)
    if draw.kind == "uniform":
        if not draw.roles:
            return part
        width = fold("-", (one["most"], one["least"]))
        return Operation("+", (one["least"], Operation("*", (width, part), rows)), rows)
    if draw.kind in _WRITTEN_OUT:
        return _settled(one, _WRITTEN_OUT[draw.kind](resolver, part, one))
    shapes = [*given.get("shape", []), *given.get("tries", [])]
    places = (one["least"], one["most"], one["shift"], one["stretch"])
    return Operation(f"random {draw.kind}", (part, *places, *shapes), rows)


def _settled(given: Mapping[str, Expression], value: Expression) -> Expression:
    """Move and stretch a value; rounding leads none beyond the bounds."""
    moved = operation("+", given["shift"], operation("*", given["stretch"], value))
    if _is_open(given):
        return moved
    fixed = operation("=", given["stretch"], Constant(0.0))
    settled = operation("if then else", fixed, given["shift"], moved)
    return operation("min", operation("max", settled, given["least"]), given["most"])


def _is_open(given: Mapping[str, Expression]) -> bool:
    return given["least"] == Constant(-inf) and given["most"] == Constant(inf)


def _ends(resolver: Resolver, given: Mapping[str, Expression]) -> list[Expression]:
    """Return the bounds as the distribution itself has them, before it is moved and stretched; the lower one first."""
    ends = [operation("/", operation("-", given[end], given["shift"]), given["stretch"]) for end in ("least", "most")]
    return [resolver.kept(operation(which, *ends), f"{which} of draw") for which in ("min", "max")]


def _normal(resolver: Resolver, part: Expression, given: Mapping[str, Expression]) -> Expression:
    """Draw from what the normal distribution has between two bounds.

    Above the middle of the distribution its shares are read from the other side, where numbers are finer.
    """
    if _is_open(given):
        return operation("normal quantile", part)
    low, high = _ends(resolver, given)
    turned = operation(">", low, Constant(0.0))

    def seen(value: Expression, otherwise: Expression) -> Expression:
        return operation("if then else", turned, value, otherwise)

    below = operation("normal share", seen(operation("negative", high), low))
    above = operation("normal share", seen(operation("negative", low), high))
    first = resolver.kept(below, "share below draw")
    width = resolver.kept(operation("-", above, first), "share of draw")
    place = operation("+", first, operation("*", seen(operation("-", Constant(1.0), part), part), width))
    value = operation("normal quantile", place)
    return seen(operation("negative", value), value)


def _exponential(resolver: Resolver, part: Expression, given: Mapping[str, Expression]) -> Expression:
    """Draw from what the exponential distribution has between two bounds, by the share that is above a value."""
    if _is_open(given):
        return operation("negative", operation("ln", part))
    above = [
        resolver.kept(operation("exp", operation("min", operation("negative", end), Constant(0.0))), "share above draw")
        for end in _ends(resolver, given)
    ]
    share = operation("-", above[0], operation("*", part, operation("-", *above)))
    return operation("negative", operation("ln", share))


# Distributions that are written out in functions that every printer has.
_WRITTEN_OUT = {"normal": _normal, "exponential": _exponential}


def _part(resolver: Resolver, seed: Expression, rows: int) -> Expression:
    """Add the hidden held variable that is drawn: between 0 and 1, known by the call's place in its variable."""
    scope, name = resolver.scope, f"{resolver.name} draw"
    earlier = sum(each.hidden and each.name.partition(" ")[2] == name for each in scope.variables)
    digest = hashlib.sha256(f"{key_of(resolver.name)}/{earlier}".encode()).digest()
    site = Constant(float(int.from_bytes(digest[:SITE_BYTES], "big")))
    places: Expression = Constants(np.arange(float(rows))) if rows > 1 else Constant(0.0)
    draw = Operation("draw", (site, places, seed), rows)
    held = scope.add_hidden(name, rows, "held")
    scope.set_held(held, draw, draw)
    return Reference(held, np.arange(rows))
