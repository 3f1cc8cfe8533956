"""Every switch of time is found where arithmetic says it is: none missed, none invented, on the grid or off."""

import numpy as np
import pytest

from simulator.kernel import Clock, clock_of, compile_model
from simulator.kernel.breaks import find_breaks
from simulator.kernel.change import Changes, Path, change_model
from tests.oracle.tolerances import within
from tests.small_models import Times, small_model

YEARS = Times(2020, 2030, 0.125)


def breaks_of(equations: str, times: Times = YEARS) -> np.ndarray:
    """Return the breaks of a model whose stock reads `x`."""
    model = small_model(f"s=INTEG(x,1)\n{equations}", times)
    compiled = compile_model(model)
    clock = clock_of(model.settings)
    return find_breaks(compiled.bind(compiled.defaults[:, None], clock.time_step, True), clock)


# what x is -> where it jumps or kinks between 2020 and 2030
FOUND = {
    "3+SIN(Time)*s": [],
    "STEP(1,2023)": [2023],
    "STEP(1,2023.3)": [2023.3],
    "STEP(1,2019)": [],
    "STEP(1,2020)": [],
    "STEP(1,2030)": [],
    "STEP(1,2031)": [],
    "STEP(STEP(2,2022),2025.5)": [2022, 2025.5],
    "RAMP(1,2021,2026)": [2021, 2026],
    "RAMP(1,2021.05,2026.77)": [2021.05, 2026.77],
    "RAMP(1,2019,2035)": [],
    "RAMP(1,2025,2023)": [2025],
    "PULSE(2022,2)": [2022, 2024],
    "PULSE(2022.01,0.2)": [2022.01, 2022.21],
    # a pulse lasts a step at least
    "PULSE(2022.02,0)": [2022.02, 2022.145],
    "PULSE TRAIN(2021.5,0.5,2,2027)": [2021.5, 2022, 2023.5, 2024, 2025.5, 2026, 2027],
    "PULSE TRAIN(2021.1,0.3,2.5,2026)": [2021.1, 2021.4, 2023.6, 2023.9, 2026],
    "PULSE TRAIN(2021,1,0.5,2024)": [2021, 2024],
    "IF THEN ELSE(Time>=2023,1,0)": [2023],
    "IF THEN ELSE(Time>2023.3,1,0)": [2023.3],
    "IF THEN ELSE(Time<2023.3,s,0)": [2023.3],
    "IF THEN ELSE(Time>2022:AND:Time<2023,1,0)": [2022, 2023],
    "IF THEN ELSE(:NOT:Time<=2022.5:OR:Time>2028,1,0)": [2022.5, 2028],
    "IF THEN ELSE((Time-2020)*2>=7,1,0)": [2023.5],
    "IF THEN ELSE((Time-2020)*0.1>=0.3,1,0)": [2023],
    "IF THEN ELSE(SIN(Time-2020)>0.5,1,0)": [
        2020 + np.pi / 6,
        2020 + np.pi * 5 / 6,
        2020 + np.pi * 13 / 6,
        2020 + np.pi * 17 / 6,
    ],
    "IF THEN ELSE(MODULO(Time,1)<0.02,1,0)": sorted([*range(2021, 2030), *(year + 0.02 for year in range(2020, 2030))]),
    "INTEGER(Time/2)": [2022, 2024, 2026, 2028],
    "INTEGER((Time-2025)/2)": [2021, 2023, 2027, 2029],
    "MODULO(Time,3)": [2022, 2025, 2028],
    "QUANTUM(Time-2020,2.5)": [2022.5, 2025, 2027.5],
    "QUANTUM(s,2.5)": [],
    "MAX(0,Time-2024.4)": [2024.4],
    "MIN(1,MAX(0,(Time-2022)/3))": [2022, 2025],
    "MIN(s,Time)": [],
    "MAX(0,s-2)": [],
    "ABS(Time-2024.4)": [2024.4],
    "ZIDZ(1,STEP(3,2024))": [2024],
    "XIDZ(1,MAX(0,2024.5-Time),2)": [2024.5 - 1e-6, 2024.5],
    "WITH LOOKUP(Time,((2018,1),(2021,2),(2023.3,3),(2028,1)))": [2021, 2023.3, 2028],
    "WITH LOOKUP(Time,((2018,1),(2021,2),(2024,3),(2028,1)))": [2024, 2028],
    "WITH LOOKUP(Time,((2020,2),(2023,2),(2025,2)))": [],
    "WITH LOOKUP(Time,((2020,2),(2023,2),(2023,3),(2025,3)))": [2023],
    "WITH LOOKUP(Time*2-4040,((0,1),(3,2),(5.5,1)))": [2021.5, 2022.75],
    "WITH LOOKUP(s,((0,1),(3,2),(5.5,1)))": [],
    "WITH LOOKUP(MAX(0,Time-2024),((0,1),(3,2),(5.5,1)))": [2024, 2027, 2029.5],
}


@pytest.mark.parametrize("x", FOUND)
def test_every_break_is_found_and_none_invented(x):
    found = breaks_of(f"x={x}")
    assert len(found) == len(FOUND[x]), found
    assert np.allclose(found, FOUND[x], rtol=within("break"), atol=0)


ARRAYS = """
cohort: (c1-c5)
born[cohort]=2015,2018.5,2021,2024.25,2033
age[cohort]=MAX(0,Time-born[cohort])
rate((0,0),(3,1),(6,0.5))
x=SUM(rate(age[cohort!]))
"""


def test_breaks_of_arrays():
    expected = [2021, 2021.5, 2024, 2024.25, 2024.5, 2027, 2027.25]
    assert np.allclose(breaks_of(ARRAYS), expected, rtol=within("break"), atol=0)


def test_breaks_of_lookups_by_element():
    equations = "area: a,b\neach[a]((2020,0),(2022,1),(2024,0))\neach[b]((2020,0),(2023,1),(2027,0))\n"
    found = breaks_of(equations + "by area[area]=each[area](Time)\nx=SUM(by area[area!])")
    assert found.tolist() == [2022, 2023, 2024, 2027]


def test_breaks_of_extremes():
    equations = "area: a,b,c\nstart[area]=1,3,2\npace[area]=1,0,0.6\nline[area]=start[area]+pace[area]*(Time-2020)\n"
    # the greatest is b, then c from 1/0.6 years on, then a from 1/0.4 on; the least is a, then b from 2 on
    greatest, least = breaks_of(equations + "x=VMAX(line[area!])"), breaks_of(equations + "x=VMIN(line[area!])")
    assert np.allclose(greatest, [2020 + 5 / 3, 2022.5], rtol=within("break"), atol=0)
    assert np.allclose(least, [2022], rtol=within("break"), atol=0)


@pytest.mark.parametrize(
    ("kind", "knots", "expected"),
    [
        ("linear", (2022, 2025.5, 2028), [2022, 2025.5, 2028]),
        ("growth", (2018, 2025.5, 2033), [2025.5]),
        # the first value holds before its knot too
        ("step", (2022, 2025.5, 2028), [2025.5, 2028]),
        ("linear", (2022,), []),
    ],
)
def test_breaks_of_a_path(kind, knots, expected):
    model = small_model("s=INTEG(x*s,1)\nx=0.1", YEARS)
    path = Path(kind, tuple((float(knot), 1.0 + place**2) for place, knot in enumerate(knots)))
    compiled = compile_model(change_model(model, Changes(paths=(("x", path),))))
    found = find_breaks(compiled.bind(compiled.defaults[:, None], 0.125, True), clock_of(model.settings))
    assert found.tolist() == expected


def test_breaks_where_a_path_is_compared():
    model = small_model("s=INTEG(IF THEN ELSE(x>1.5,s,0),1)\nx=0.1", YEARS)
    changed = change_model(model, Changes(paths=(("x", Path("linear", ((2020.0, 1.0), (2030.0, 3.0)))),)))
    compiled = compile_model(changed)
    found = find_breaks(compiled.bind(compiled.defaults[:, None], 0.125, True), clock_of(model.settings))
    assert found == pytest.approx([2022.5], rel=within("break"))


def test_what_no_flow_reads_is_no_break():
    assert len(breaks_of("x=s*0.1\nshown=STEP(1,2023)+INTEGER(Time)")) == 0


def test_a_break_through_other_variables():
    equations = "x=early*s\nearly=IF THEN ELSE(since>1.5,0,1)\nsince=MAX(0,Time-start)\nstart=2022.1\n"
    assert np.allclose(breaks_of(equations), [2022.1, 2023.6], rtol=within("break"), atol=0)


@pytest.mark.parametrize("step", [0.1, 0.3, 1.0, 1e-3])
def test_a_break_on_a_step_is_exactly_that_step(step):
    """0.1 is no binary number: the boundary computed from the step's number is what counts."""
    times = Times(2020, 2026, step)
    boundaries = 2020 + np.arange(1, round(6 / step)) * step
    chosen = boundaries[[1, len(boundaries) // 2, -2]]
    lookup = ",".join(f"({time:.10g},{place % 2})" for place, time in enumerate(chosen))
    found = breaks_of(f"x=WITH LOOKUP(Time,((2019,0),{lookup},(2031,2)))", times)
    assert np.isin(found, boundaries).all() and len(found) >= 2


@pytest.mark.parametrize("step", [10.0, 2.0])
def test_many_breaks_in_one_step(step):
    found = breaks_of("x=INTEGER(Time*3)+STEP(1,2021.01)", Times(2020, 2030, step))
    expected = sorted([2021.01, *(2020 + (year + 1) / 3 for year in range(29))])
    assert np.allclose(found, expected, rtol=within("break"), atol=0)


def test_times_near_zero_and_before_it():
    found = breaks_of("x=MAX(0,Time)+STEP(1,-0.25)+PULSE(0.001,0.5)", Times(-1, 1, 0.25))
    assert np.allclose(found, [-0.25, 0, 0.001, 0.501], rtol=0, atol=1e-12)


def test_no_steps_no_breaks():
    model = small_model("s=INTEG(STEP(1,3),0)", Times(0, 0, 0.5))
    compiled = compile_model(model)
    assert not len(find_breaks(compiled.bind(compiled.defaults[:, None], 0.5, True), Clock(0, 0.5, 0, 1)))
