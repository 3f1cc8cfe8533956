"""Every function that a model may call, against its formula in Python's own arithmetic, at each step of a short run."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.model.build import load_model
from simulator.model.builtin import BUILTINS, REDUCTIONS
from tests.oracle.tolerances import within
from tests.small_models import Times, model_text

STEP = 0.5
TIMES = [step * STEP for step in range(13)]
SPAN = Times(0, TIMES[-1], STEP)
ANGLE = "(Time/7-0.4)"

Formula = Callable[[float], float]


def angle(t: float) -> float:
    return t / 7 - 0.4


def between(t: float, start: float, end: float) -> float:
    return 1.0 if start <= t < end else 0.0


# name in the table of builtins -> right side as Vensim writes it, its formula. At a step a switch is on from its start.
VENSIM: dict[str, tuple[str, Formula]] = {
    "+": ("Time+2.5", lambda t: t + 2.5),
    "-": ("Time-2.5-1", lambda t: t - 3.5),
    "*": ("Time*2.5", lambda t: t * 2.5),
    "/": ("Time/2.5/2", lambda t: t / 5),
    "^": ("2^Time^0.5", lambda t: 2 ** (t**0.5)),
    "negative": ("-Time^2", lambda t: -(t**2)),
    "<": ("IF THEN ELSE(Time<2,1,0)", lambda t: float(t < 2)),
    "<=": ("IF THEN ELSE(Time<=2,1,0)", lambda t: float(t <= 2)),
    ">": ("IF THEN ELSE(Time>2,1,0)", lambda t: float(t > 2)),
    ">=": ("IF THEN ELSE(Time>=2,1,0)", lambda t: float(t >= 2)),
    "=": ("IF THEN ELSE(Time=2,1,0)", lambda t: float(t == 2)),
    "<>": ("IF THEN ELSE(Time<>2,1,0)", lambda t: float(t != 2)),
    "and": ("IF THEN ELSE(Time>1 :AND: Time<2,1,0)", lambda t: float(1 < t < 2)),
    "or": ("IF THEN ELSE(Time<1 :OR: Time>2,1,0)", lambda t: float(t < 1 or t > 2)),
    "not": ("IF THEN ELSE(:NOT: Time>1,1,0)", lambda t: float(t <= 1)),
    "power": ("POWER(Time+1,1.5)", lambda t: math.pow(t + 1, 1.5)),
    "if then else": ("IF THEN ELSE(Time>1,Time,-1)", lambda t: t if t > 1 else -1),
    "min": ("MIN(Time,2)", lambda t: min(t, 2)),
    "max": ("MAX(Time,2)", lambda t: max(t, 2)),
    "zidz": ("ZIDZ(3,Time-2)", lambda t: 0 if t == 2 else 3 / (t - 2)),
    "xidz": ("XIDZ(3,Time-2,7)", lambda t: 7 if t == 2 else 3 / (t - 2)),
    "modulo": ("MODULO(Time-2,0.75)", lambda t: math.fmod(t - 2, 0.75)),
    "quantum": ("QUANTUM(Time-2,0.75)", lambda t: 0.75 * math.trunc((t - 2) / 0.75)),
    "integer": ("INTEGER(Time-2)", lambda t: math.trunc(t - 2)),
    "log": ("LOG(Time+1,3)", lambda t: math.log(t + 1, 3)),
    "exp": ("EXP(-Time)", lambda t: math.exp(-t)),
    "ln": ("LN(Time+1)", lambda t: math.log(t + 1)),
    "sqrt": ("SQRT(Time)", math.sqrt),
    "abs": ("ABS(Time-2)", lambda t: abs(t - 2)),
    "sin": ("SIN(Time)", math.sin),
    "cos": ("COS(Time)", math.cos),
    "tan": (f"TAN{ANGLE}", lambda t: math.tan(angle(t))),
    "arcsin": (f"ARCSIN{ANGLE}", lambda t: math.asin(angle(t))),
    "arccos": (f"ARCCOS{ANGLE}", lambda t: math.acos(angle(t))),
    "arctan": ("ARCTAN(Time)", math.atan),
    "sinh": (f"SINH{ANGLE}", lambda t: math.sinh(angle(t))),
    "cosh": (f"COSH{ANGLE}", lambda t: math.cosh(angle(t))),
    "tanh": ("TANH(Time)", math.tanh),
    "step": ("STEP(3,1.5)", lambda t: 3.0 if t >= 1.5 else 0.0),
    "ramp": ("RAMP(2,1,3)", lambda t: 2 * (min(max(t, 1), 3) - 1)),
    "pulse": ("PULSE(1,1.5)", lambda t: between(t, 1, 2.5)),
    "pulse train": (
        "PULSE TRAIN(1,1,2.5,5)",
        lambda t: between(t, 1, 2) + between(t, 3.5, 4.5) if t <= 5 else 0.0,
    ),
    "sum": ("SUM(y[region!])", lambda t: t + 5),
    "prod": ("PROD(y[region!])", lambda t: 6 * t),
    "vmin": ("VMIN(y[region!])", lambda t: min(t, 2, 3)),
    "vmax": ("VMAX(y[region!])", lambda t: max(t, 2, 3)),
}
# The same for what only XMILE writes.
XMILE: dict[str, tuple[str, Formula]] = {
    "log10": ("LOG10(TIME+1)", lambda t: math.log10(t + 1)),
    "int": ("INT(TIME-2.25)", lambda t: math.floor(t - 2.25)),
    "xramp": ("RAMP(2,1)", lambda t: 2 * max(t - 1, 0)),
    "xpulse": ("PULSE(3,1)", lambda t: 3 / STEP if t == 1 else 0.0),
    "xpulse train": ("PULSE(3,1,2)", lambda t: 3 / STEP if t in (1, 3, 5) else 0.0),
    "vmin xmile": ("MIN(y[*])", lambda t: min(t, 2, 3)),
    "vmax xmile": ("MAX(y[*])", lambda t: max(t, 2, 3)),
}
# And what is not in the table, because the reader turns it into other things.
ALSO: dict[str, tuple[str, Formula]] = {
    "MOD": ("TIME MOD 0.75*2", lambda t: math.fmod(t, 0.75) * 2),
    "MOD of a negative base": ("(2*TIME-5) MOD (-3)", lambda t: math.fmod(2 * t - 5, -3)),
    "SAFEDIV": ("SAFEDIV(3,TIME-2)+SAFEDIV(3,TIME-2,7)", lambda t: 7 if t == 2 else 6 / (t - 2)),
    "PI": ("PI*TIME", lambda t: math.pi * t),
    "names": ("DT+STARTTIME+STOPTIME", lambda t: STEP + 0 + TIMES[-1]),
}
HEAD = """<xmile><sim_specs method="Euler"><start>0</start><stop>6</stop><dt>0.5</dt></sim_specs>
<dimensions><dim name="region" size="3"/></dimensions><model><variables>
<aux name="y"><dimensions><dim name="region"/></dimensions><eqn>TIME</eqn><eqn>2</eqn><eqn>3</eqn></aux>
"""


def values(path: Path) -> list[float]:
    """Run a model as its file says; return x at every step."""
    model = load_model(path)
    compiled = compile_model(model, save=["x"])
    ours = integrate(compiled, Solver("euler", sided=False), clock_of(model.settings), compiled.defaults[:, None])
    assert list(ours.time) == TIMES
    return ours.values[:, 0, 0].tolist()


@pytest.mark.parametrize("name", VENSIM)
def test_vensim(name, tmp_path):
    written, formula = VENSIM[name]
    path = tmp_path / "model.mdl"
    lists = "region: a,b,c\ny[a]=Time\ny[b]=2\ny[c]=3\n" if "region" in written else ""
    path.write_text(model_text(f"{lists}x={written}", SPAN), encoding="utf-8")
    assert values(path) == pytest.approx([formula(t) for t in TIMES], rel=within("builtin"), abs=within("builtin"))


@pytest.mark.parametrize("name", [*XMILE, *ALSO])
def test_xmile(name, tmp_path):
    written, formula = (XMILE | ALSO)[name]
    path = tmp_path / "model.xmile"
    path.write_text(f'{HEAD}<aux name="x"><eqn>{written}</eqn></aux></variables></model></xmile>\n', encoding="utf-8")
    assert values(path) == pytest.approx([formula(t) for t in TIMES], rel=within("builtin"), abs=within("builtin"))


def test_every_builtin_has_its_formula_and_its_source():
    assert {*BUILTINS, *REDUCTIONS} == {*VENSIM, *XMILE}
    assert all(builtin.source for builtin in BUILTINS.values())


# Functions with a memory under Euler: name -> equations with s, a step of 3 at the start; the value after n steps.
SHARE = STEP / 4
MEMORIES: dict[str, tuple[str, Callable[[int], float]]] = {
    "INTEG": ("x=INTEG(2,1)", lambda n: 1 + 2 * n * STEP),
    "SMOOTH": ("x=SMOOTH(3,4)", lambda n: 3),
    "SMOOTHI": ("x=SMOOTHI(3,4,0)", lambda n: 3 * (1 - (1 - SHARE) ** n)),
    "SMOOTH3I": ("x=SMOOTH3I(3,12,0)", lambda n: 3 * chain(3, n)),
    "SMOOTH N": ("x=SMOOTH N(3,8,0,2)", lambda n: 3 * chain(2, n)),
    "SMOOTH3": ("x=SMOOTH3(3,12)", lambda n: 3),
    "DELAY1": ("x=DELAY1(3,4)", lambda n: 3),
    "DELAY1I": ("x=DELAY1I(3,4,0)", lambda n: 3 * (1 - (1 - SHARE) ** n)),
    "DELAY3": ("x=DELAY3(3,12)", lambda n: 3),
    "DELAY3I": ("x=DELAY3I(3,12,0)", lambda n: 3 * chain(3, n)),
    "DELAY N": ("x=DELAY N(3,8,0,2)", lambda n: 3 * chain(2, n)),
    "TREND": ("x=TREND(3,4,0.25)", lambda n: trend_of_three(n)),
    "INITIAL": ("x=INITIAL(Time+y)\ny=7", lambda n: 7),
    "ACTIVE INITIAL": ("x=INTEG(1,y)\ny=ACTIVE INITIAL(x*2,5)", lambda n: 5 + n * STEP),
}


def chain(order: int, n: int) -> float:
    """Return what a chain of first-order stages of 4 makes of a unit step after n steps: the odds of `order` hits."""
    hits = [math.comb(n, k) * SHARE**k * (1 - SHARE) ** (n - k) for k in range(order)]
    return 1 - sum(hits)


def trend_of_three(n: int) -> float:
    """Return the trend of a constant whose past was given as 3/(1+4/4), n steps on."""
    past = 3 - (3 - 1.5) * (1 - SHARE) ** n
    return (3 - past) / (4 * past)


@pytest.mark.parametrize("name", MEMORIES)
def test_functions_with_a_memory(name, tmp_path):
    equations, formula = MEMORIES[name]
    path = tmp_path / "model.mdl"
    path.write_text(model_text(equations, SPAN), encoding="utf-8")
    assert values(path) == pytest.approx([formula(n) for n in range(len(TIMES))], rel=within("memory"))
