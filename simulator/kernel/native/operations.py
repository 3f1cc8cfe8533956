"""What each operator and function of the intermediate form becomes, member by member; mirrors kernel/functions.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulator.kernel.functions import SMALL
from simulator.kernel.native.writer import Writer

__all__ = ["COMPARISONS", "C_FUNCTIONS", "OPERATIONS", "Moment", "greater", "lesser"]

COMPARISONS = {"<": "olt", "<=": "ole", ">": "ogt", ">=": "oge", "=": "oeq", "<>": "une"}
# Rarer functions, from the C library or native/special.py, one member after the other: the form's name -> C's.
C_FUNCTIONS = {
    "log10": "log10",
    "sin": "sin",
    "cos": "cos",
    "tan": "tan",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "sinh": "sinh",
    "cosh": "cosh",
    "tanh": "tanh",
    "normal share": "normal_share",
    "normal quantile": "normal_quantile",
}


@dataclass(frozen=True)
class Moment:
    """When an equation is evaluated: operands that hold the time, the time step, and how much a switch comes early.

    whole, first, seed: what draws count by: the whole step, the number of the vector's first member, the run's seed.
    """

    time: str
    time_step: str
    lead: str
    whole: str = ""
    first: str = ""
    seed: str = ""


Operation = Callable[[Writer, Moment, tuple[str, ...]], str]


def greater(writer: Writer, left: str, right: str) -> str:
    """Write the greater of two; not a number where either is not."""
    return _chosen(writer, "ogt", left, right)


def lesser(writer: Writer, left: str, right: str) -> str:
    """Write the lesser of two; not a number where either is not."""
    return _chosen(writer, "olt", left, right)


def _chosen(writer: Writer, how: str, left: str, right: str) -> str:
    first = writer.logic("or", writer.compare(how, left, right), writer.compare("uno", left, left))
    return writer.select(first, left, right)


def _power(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    """Write a power; the short cuts are those of kernel/functions.py, the same for a written exponent and an input."""
    base, exponent = operands
    if exponent == writer.number(2.0):
        return writer.arithmetic("fmul", base, base)
    if exponent == writer.number(0.5):
        return writer.intrinsic("sqrt", base)
    if exponent == writer.number(-1.0):
        return writer.arithmetic("fdiv", writer.number(1.0), base)
    return writer.call(f"power.v{writer.width}", base, exponent)


def _vanishing(writer: Writer, below: str) -> str:
    return writer.compare("olt", writer.intrinsic("fabs", below), writer.number(SMALL))


def _xidz(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    above, below, instead = operands
    return writer.select(_vanishing(writer, below), instead, writer.arithmetic("fdiv", above, below))


def _zidz(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    return _xidz(writer, moment, (*operands, writer.number(0.0)))


def _quantum(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    value, grain = operands
    grains = writer.intrinsic("trunc", writer.arithmetic("fdiv", value, grain))
    fine = writer.compare("olt", grain, writer.number(SMALL))
    return writer.select(fine, value, writer.arithmetic("fmul", grain, grains))


def _modulo(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    return writer.arithmetic("fsub", operands[0], _quantum(writer, moment, operands))


def _logarithm(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    above, below = (writer.call(f"log.v{writer.width}", each) for each in operands)
    return writer.arithmetic("fdiv", above, below)


def _switched(writer: Writer, moment: Moment) -> str:
    return writer.arithmetic("fadd", moment.time, moment.lead)


def _step(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    height, start = operands
    return writer.select(writer.compare("ogt", _switched(writer, moment), start), height, writer.number(0.0))


def _ramp(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    slope, start, end = operands
    until = writer.arithmetic("fsub", lesser(writer, moment.time, end), start)
    risen = writer.arithmetic("fmul", slope, until)
    return writer.select(writer.compare("ogt", moment.time, start), risen, writer.number(0.0))


def _endless_ramp(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    return _ramp(writer, moment, (*operands, writer.number(float("inf"))))


def _on(writer: Writer, condition: str) -> str:
    return writer.select(condition, writer.number(1.0), writer.number(0.0))


def _pulse(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    """Write PULSE. operands: start, width; the width is at least a time step."""
    return _one_pulse(writer, moment, (operands[0], greater(writer, operands[1], moment.time_step)))


def _one_pulse(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    start, width = operands
    now = _switched(writer, moment)
    begun = writer.compare("ogt", now, start)
    running = writer.compare("olt", now, writer.arithmetic("fadd", start, width))
    return _on(writer, writer.logic("and", begun, running))


def _train(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    """Write PULSE TRAIN. operands: start, interval, width, end; the width is at least a time step."""
    start, interval, width, end = operands
    return _pulses(writer, moment, (start, interval, greater(writer, width, moment.time_step), end))


def _pulses(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    start, interval, width, end = operands
    since = writer.arithmetic("fsub", _switched(writer, moment), start)
    whole = writer.intrinsic("floor", writer.arithmetic("fdiv", since, interval))
    rest = writer.arithmetic("fsub", since, writer.arithmetic("fmul", interval, whole))
    within = writer.select(writer.compare("oeq", interval, writer.number(0.0)), since, rest)
    begun = writer.compare("ogt", since, writer.number(0.0))
    running = writer.compare("olt", within, width)
    before = writer.compare("olt", writer.arithmetic("fsub", moment.time, moment.lead), end)
    return _on(writer, writer.logic("and", writer.logic("and", begun, running), before))


def _shot(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    start, size = operands
    rate = writer.arithmetic("fdiv", size, moment.time_step)
    return writer.arithmetic("fmul", rate, _one_pulse(writer, moment, (start, moment.time_step)))


def _shot_train(writer: Writer, moment: Moment, operands: tuple[str, ...]) -> str:
    start, interval, size = operands
    rate = writer.arithmetic("fdiv", size, moment.time_step)
    timing = (start, interval, moment.time_step, writer.number(float("inf")))
    return writer.arithmetic("fmul", rate, _pulses(writer, moment, timing))


def _arithmetic(operation: str) -> Operation:
    return lambda writer, moment, operands: writer.arithmetic(operation, *operands)


def _intrinsic(name: str) -> Operation:
    return lambda writer, moment, operands: writer.intrinsic(name, *operands)


def _vector(name: str) -> Operation:
    return lambda writer, moment, operands: writer.call(f"{name}.v{writer.width}", *operands)


def _by_lane(name: str) -> Operation:
    return lambda writer, moment, operands: writer.by_lane(name, *operands)


OPERATIONS: Mapping[str, Operation] = {
    "+": _arithmetic("fadd"),
    "-": _arithmetic("fsub"),
    "*": _arithmetic("fmul"),
    "/": _arithmetic("fdiv"),
    "negative": _arithmetic("fneg"),
    "^": _power,
    "min": lambda writer, moment, operands: lesser(writer, *operands),
    "max": lambda writer, moment, operands: greater(writer, *operands),
    "exp": _vector("exp"),
    "ln": _vector("log"),
    "log": _logarithm,
    "sqrt": _intrinsic("sqrt"),
    "abs": _intrinsic("fabs"),
    "integer": _intrinsic("trunc"),
    "floor": _intrinsic("floor"),
    "zidz": _zidz,
    "xidz": _xidz,
    "modulo": _modulo,
    "quantum": _quantum,
    "step": _step,
    "ramp": _ramp,
    "endless ramp": _endless_ramp,
    "pulse": _pulse,
    "pulse train": _train,
    "shot": _shot,
    "shot train": _shot_train,
    **{name: _by_lane(c_name) for name, c_name in C_FUNCTIONS.items()},
}
