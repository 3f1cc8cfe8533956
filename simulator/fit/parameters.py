"""`parameters` of `calibration.yaml`, and constants that are drawn besides: ranges, starts, priors, sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import isfinite

from simulator.fit.calibration import Parameter
from simulator.scenario.batch_file.read_distribution import Wanted, read_distribution
from simulator.scenario.distribution import Distribution, distribution_slip, support
from simulator.scenario.fields import fields_of, numbers_of, refuse, text_of
from simulator.scenario.levers import Lever
from simulator.scenario.names import ModelNames
from simulator.scenario.number import bare_number
from simulator.scenario.place import Fault, unknown
from simulator.scenario.read import Node, Scalar
from simulator.scenario.spelling import normal, spelled

__all__ = ["lever_parameter", "read_parameters"]

_NEEDED, _OTHERS = ("range", "source"), ("start", "prior")


def read_parameters(
    pairs: Iterable[tuple[Scalar, Node]], known: ModelNames, taken: Iterable[str], faults: list[Fault]
) -> tuple[Parameter, ...]:
    """Read constants with their ranges. taken: names that the file has given a range elsewhere."""
    found: dict[str, Parameter] = {}
    taken = set(taken)
    for key, node in pairs:
        name = _constant(key, known, faults)
        if name in found or name in taken:
            told = f"{key.text!r} is the same constant as an earlier one"
            faults.append(refuse(key.place, told, "each constant once", "Remove one"))
            name = None
        if isinstance(node, Scalar) and node.text == "lever":
            read = _of_lever(key, name, known, faults)
        else:
            read = _parameter(key, name, (node, known), faults)
        if read is not None:
            found[read.name] = read
    return tuple(found.values())


def lever_parameter(lever: Lever, where: str) -> Parameter:
    """Make a drawn constant of a lever with a distribution."""
    assert lever.distribution is not None
    prior, told = lever.distribution, (lever.name, lever.low, lever.high, lever.default)
    return Parameter(*told, prior, True, lever.source, lever.unit, where)


def _constant(key: Scalar, known: ModelNames, faults: list[Fault]) -> str | None:
    """Find a constant of the model."""
    name = spelled(key.text, known.constants)
    if name is not None:
        return name
    elements = [each for each in known.constants if normal(each).startswith(normal(key.text) + "[")]
    if elements:
        some = ", ".join(map(repr, elements[:5])) + (f" and {len(elements) - 5} more" if len(elements) > 5 else "")
        faults.append(refuse(key.place, f"{key.text!r} has elements", f"one of {some}", "Name the element"))
    elif spelled(key.text, [*known.imposable, *known.stocks]) is not None:
        told = f"the model produces {key.text!r}, so history cannot choose it"
        faults.append(refuse(key.place, told, "a constant", "Name a constant that it depends on"))
    else:
        faults.append(unknown(key.place, "constant", key.text, known.constants))
    return None


def _of_lever(key: Scalar, name: str | None, known: ModelNames, faults: list[Fault]) -> Parameter | None:
    """Take range and distribution from the model's levers."""
    lever = known.levers.get(name or "")
    if name is not None and (lever is None or lever.distribution is None):
        what = "no lever" if lever is None else "a lever without a distribution"
        told = f"{key.text!r} is {what} of the model"
        faults.append(refuse(key.place, told, "a map with range and source", "Write one"))
    if name is None or lever is None or lever.distribution is None:
        return None
    return lever_parameter(lever, str(key.place))


def _parameter(key: Scalar, name: str | None, given: tuple[Node, ModelNames], faults: list[Fault]) -> Parameter | None:
    """Read one constant. given: what stands behind it, and what the model has."""
    before, (node, known) = len(faults), given
    fields = fields_of(node, key.text, (_NEEDED, _OTHERS), faults)
    if fields is None:
        return None
    bounds = numbers_of(fields["range"], f"{key.text}: range", 2, faults) if "range" in fields else ()
    source = text_of(fields["source"], f"{key.text}: source", faults) if "source" in fields else ""
    wanted = Wanted(f"{key.text}: prior", bare_number)
    read = read_distribution(fields["prior"], wanted, faults) if "prior" in fields else None
    if bounds and not bounds[0] < bounds[1]:
        told = f"{key.text}: range is [{bounds[0]:.10g}, {bounds[1]:.10g}], the lower bound not below the upper"
        faults.append(refuse(fields["range"].place, told, "[low, high]", "Swap or correct them"))
    if bounds and read and read.kind == "lognormal" and not bounds[0] > 0:
        told = f"{key.text}: range begins at {bounds[0]:.10g}, and a lognormal prior has no logarithm of it"
        faults.append(refuse(fields["range"].place, told, "more than 0", "Begin it there"))
    elif bounds and not isfinite(bounds[1] - bounds[0]):
        told = f"{key.text}: range is [{bounds[0]:.10g}, {bounds[1]:.10g}], wider than numbers go"
        faults.append(refuse(fields["range"].place, told, "[low, high]", "Narrow it"))
    start: float | Fault | None = bare_number(fields["start"], f"{key.text}: start") if "start" in fields else None
    if isinstance(start, Fault):
        faults.append(start)
    if len(faults) > before or name is None or isinstance(start, Fault):
        return None
    low, high = bounds
    first = known.constants[name] if start is None else start
    if not low <= first <= high:
        what = "start is" if "start" in fields else "no start is given, and the model has"
        place = fields["start"].place if "start" in fields else fields["range"].place
        told = f"{key.text}: {what} {first:.10g}"
        faults.append(refuse(place, told, f"{low:.10g} to {high:.10g}, the range", "Correct the range or the start"))
    prior = _within(read, (low, high), (key, fields["prior"]), faults) if read else Distribution("uniform", (low, high))
    if prior is None or len(faults) > before:
        return None
    return Parameter(
        name, low, high, first, prior, "prior" in fields, source, known.unit_of(name) or "", str(key.place)
    )


def _within(
    prior: Distribution, bounds: tuple[float, float], where: tuple[Scalar, Node], faults: list[Fault]
) -> Distribution | None:
    """Cut a prior off at the bounds of the range; None where it then says nothing."""
    key, node = where
    least, most = support(prior)
    if bounds[0] <= least and most <= bounds[1]:
        return prior
    cut = replace(prior, within=(max(least, bounds[0]), min(most, bounds[1])))
    if cut.within is not None and cut.within[0] < cut.within[1] and not distribution_slip(cut):
        return cut
    told = f"{key.text}: nothing of the prior lies in the range {bounds[0]:.10g} to {bounds[1]:.10g}"
    faults.append(refuse(node.place, told, "a prior inside the range", "Correct one of the two"))
    return None
