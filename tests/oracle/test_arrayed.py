"""Every function over the elements of arrays against its formula in Python's arithmetic; allocation against PySD."""

from collections.abc import Callable
from pathlib import Path
from statistics import fmean, pstdev

import numpy as np
import pytest

from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.model.build import load_model
from simulator.model.builtin import ARRAYED
from tests.oracle.runner import differences, read_by_pysd, run_by_pysd
from tests.oracle.tolerances import within
from tests.small_models import Times, elements_of, model_text, small_model

TIMES = [step * 0.5 for step in range(13)]
SPAN = Times(0, 6, 0.5)
AS_VENSIM = Solver("euler", sided=False)
Vector = tuple[float, ...]
LISTS = """
who: a,b,c
profile: ptype,ppriority,pwidth,pextra
y[a]=Time
y[b]=2
y[c]=3.2
p[who,ptype]=1
p[who,ppriority]=1,2,3
p[who,pwidth]=1
p[who,pextra]=0
"""


def y(t: float) -> Vector:
    return (t, 2.0, 3.2)


def order(t: float) -> list[int]:
    return sorted(range(3), key=lambda each: y(t)[each])


def by_turns(t: float, supply: float) -> Vector:
    """Meet what is asked for in turn, the last one first."""
    given = []
    for asked in reversed(y(t)):
        given.append(min(asked, supply))
        supply -= given[-1]
    return tuple(reversed(given))


# name -> right side of x[who] as Vensim writes it, its formula.
VENSIM: dict[str, tuple[str, Callable[[float], Vector]]] = {
    "elmcount": ("ELMCOUNT(who)*Time", lambda t: (3 * t,) * 3),
    "vector select": (
        "VECTOR SELECT(IF THEN ELSE(y[who!]>2,1,0),y[who!],-1,6,0)",
        lambda t: (sum(each for each in y(t) if each > 2),) * 3,
    ),
    "vector sort order": ("VECTOR SORT ORDER(y[who],1)", lambda t: tuple(map(float, order(t)))),
    "vector rank": ("VECTOR RANK(y[who],1)", lambda t: tuple(order(t).index(each) + 1.0 for each in range(3))),
    "vector reorder": ("VECTOR REORDER(y[who],3-who)", lambda t: tuple(reversed(y(t)))),
    "vector elm map": (
        "VECTOR ELM MAP(y[a],MODULO(Time*2+who,3))",
        lambda t: tuple(y(t)[int(2 * t + i) % 3] for i in (1, 2, 3)),
    ),
    "allocate available": ("ALLOCATE AVAILABLE(y[who],p[who,ptype],4)", lambda t: by_turns(t, 4)),
    "allocate by priority": ("ALLOCATE BY PRIORITY(y[who],who,3,0.7,Time)", lambda t: by_turns(t, t)),
}
# The same for what only XMILE writes.
XMILE: dict[str, tuple[str, Callable[[float], Vector]]] = {
    "mean": ("MEAN(y[*])*MEAN(TIME,2)", lambda t: (fmean(y(t)) * (t + 2) / 2,) * 3),
    "stddev": ("STDDEV(y[*])+STDDEV(TIME,2)", lambda t: (pstdev(y(t)) + abs(t - 2) / 2,) * 3),
    "size": ("SIZE(who)+10*SIZE(y)+100*SIZE(y[*])", lambda t: (333.0,) * 3),
    "rank": (
        "RANK(y[who],1)+10*RANK(y[*],who)+100*RANK(y,2)",
        lambda t: tuple(order(t).index(i) + 11.0 + 10 * order(t)[i] + 100 * (order(t)[1] + 1) for i in range(3)),
    ),
}
HEAD = """<xmile><sim_specs method="Euler"><start>0</start><stop>6</stop><dt>0.5</dt></sim_specs>
<dimensions><dim name="who" size="3"/></dimensions><model><variables>
<aux name="y"><dimensions><dim name="who"/></dimensions><eqn>TIME</eqn><eqn>2</eqn><eqn>3.2</eqn></aux>
<aux name="x"><dimensions><dim name="who"/></dimensions><eqn>{}</eqn></aux></variables></model></xmile>
"""


def values(path: Path) -> np.ndarray:
    """Run a model as its file says; return x, (time, element)."""
    model = load_model(path)
    compiled = compile_model(model, save=["x"])
    return elements_of(integrate(compiled, AS_VENSIM, clock_of(model.settings), compiled.defaults[:, None]), "x")


@pytest.mark.parametrize("name", [*VENSIM, *XMILE])
def test_against_the_formula(name, tmp_path):
    path = tmp_path / ("model.mdl" if name in VENSIM else "model.xmile")
    written, formula = (VENSIM | XMILE)[name]
    text = model_text(f"{LISTS}x[who]={written}\n", SPAN) if name in VENSIM else HEAD.format(written)
    path.write_text(text, encoding="utf-8")
    expected = np.array([formula(t) for t in TIMES])
    assert values(path) == pytest.approx(expected, rel=within("arrayed"), abs=within("arrayed"))


def test_every_function_has_its_formula_and_its_source():
    assert {*ARRAYED} == {*VENSIM, *XMILE}
    assert all(ARRAYED.values())


@pytest.mark.parametrize("kind", [1, 2, 3, 4])
def test_profiles_against_the_runner(kind, tmp_path):
    """Profiles that overlap, as the supply rises from nothing past all that is asked for."""
    lines = f"""
who: a,b,c
profile: ptype,ppriority,pwidth,pextra
ask[who]=3,2,4
shape[who,profile]={kind},1,0.8,0;{kind},1.3,0.6,0;{kind},1.6,0.7,0;
x[who]=ALLOCATE AVAILABLE(ask[who],shape[who,ptype],Time*1.7)
"""
    path = tmp_path / "model.mdl"
    path.write_text(model_text(lines, SPAN), encoding="utf-8")
    model = load_model(path)
    compiled = compile_model(model)
    ours = integrate(compiled, AS_VENSIM, clock_of(model.settings), compiled.defaults[:, None])
    farthest = differences(ours, run_by_pysd(read_by_pysd(path, tmp_path)))[0]
    assert farthest.relative < within("normal allocation" if kind == 3 else "allocation"), farthest


def test_scipy_restarts_where_somebody_has_enough():
    """The supply rises with time; it is enough for the last one at 3.2, for two at 5.2, for all at 6.2."""
    lines = f"{LISTS}x[who]=ALLOCATE BY PRIORITY(cap[who],who,3,0.5,Time)\ncap[who]=1,2,3.2\nz[who]=INTEG(x[who],0)"
    model = small_model(lines, Times(0, 8, 1))
    compiled = compile_model(model)
    solver = Solver("scipy", 1e-9)
    found = elements_of(integrate(compiled, solver, clock_of(model.settings), compiled.defaults[:, None]), "z")[-1]
    expected = [0.5 + 8 - 6.2, 2 + 2 * (8 - 5.2), 3.2**2 / 2 + 3.2 * (8 - 3.2)]
    assert found == pytest.approx(expected, rel=within("break"))
