"""What holds between the points of values over time, and GET DATA functions."""

import pytest

from simulator.errors import ModelError
from simulator.kernel import Solver
from simulator.model.build import load_model
from tests.small_models import Times, model_text, run

NA = -(2.0**109)
SPAN = Times(0.0, 5.0, 0.5)
SERIES = "Time,x,two[A],two[B]\n1,10,1,2\n2,30,,3\n4,50,5,6\n"


@pytest.fixture
def load(tmp_path):
    """Return a function that reads equations beside a file of data."""
    (tmp_path / "data.csv").write_text(SERIES, encoding="utf-8")

    def loaded(equations: str, times: Times = SPAN):
        path = tmp_path / "m.mdl"
        path.write_text(model_text(equations, times), encoding="utf-8")
        return load_model(path)

    return loaded


def values(model, name):
    return run(model, Solver("rk4", sided=False)).of(name)[:, 0].tolist()


@pytest.mark.parametrize(
    ("keyword", "expected"),
    [
        ("", [10, 10, 10, 20, 30, 35, 40, 45, 50, 50, 50]),
        (":INTERPOLATE:", [10, 10, 10, 20, 30, 35, 40, 45, 50, 50, 50]),
        (":HOLD BACKWARD:", [10, 10, 10, 10, 30, 30, 30, 30, 50, 50, 50]),
        (":LOOK FORWARD:", [10, 10, 10, 30, 30, 50, 50, 50, 50, 50, 50]),
        (":RAW:", [NA, NA, 10, NA, 30, NA, NA, NA, 50, NA, NA]),
    ],
)
def test_between_the_points(load, keyword, expected):
    assert values(load(f"x{keyword}"), "x") == expected


@pytest.mark.parametrize("keyword", [":LOOK FORWARD:", ":HOLD BACKWARD:", ":RAW:"])
def test_points_are_met_in_spite_of_rounding(load, tmp_path, keyword):
    times = [number / 10 for number in range(50)]
    (tmp_path / "data.csv").write_text("Time,x\n" + "".join(f"{t},{t}\n" for t in times), encoding="utf-8")
    assert values(load(f"x{keyword}", Times(0.0, 4.9, 0.1)), "x") == times


def test_what_is_not_available_can_be_asked_for(load):
    model = load("x:RAW:\ny= IF THEN ELSE(x = :NA:, -1, x)", Times(0.0, 4.0, 1.0))
    assert values(model, "y") == [-1, 10, 30, -1, 50]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        # Source: Vensim's output of sdeverywhere's getdata: both ways begin at the step that the time is in.
        ("0", [10, 15, 32.5, 42.5, 50, 50]),
        ("1", [10, 10, 30, 50, 50, 50]),
        ("-1", [10, 10, 10, 30, 30, 50]),
        ("mode", [10, 10, 30, 50, 50, 50]),
    ],
)
def test_get_data_between_times(load, mode, expected):
    model = load(f"x\nmode= 1\ny= GET DATA BETWEEN TIMES(x, Time + 0.25, {mode})", Times(0.0, 5.0, 1.0))
    assert values(model, "y") == expected


def test_the_mode_may_change(load):
    model = load("x\nmode= Time - 2\ny= GET DATA BETWEEN TIMES(x, 3, mode)", Times(0.0, 4.0, 1.0))
    assert values(model, "y") == [30, 30, 40, 50, 50]


def test_arrays(load):
    model = load(
        """
        part: A, B
        two[part]
        y[part]= GET DATA BETWEEN TIMES(two[part], 2, 0)
        at[part]= GET DATA AT TIME(two[part], 2)
        last[part]= GET DATA LAST TIME(two[part])
        first= GET DATA FIRST TIME(two[B])
        """
    )
    assert [values(model, name)[0] for name in ("y[A]", "y[B]", "at[A]", "at[B]")] == [1 + 4 / 3, 3, NA, 3]
    assert [values(model, name)[0] for name in ("last[A]", "last[B]", "first")] == [4, 4, 1]


@pytest.mark.parametrize("method", ["rk4", "scipy"])
def test_a_series_that_jumps_on_a_step_costs_no_accuracy(load, method):
    model = load("x:HOLD BACKWARD:\ns= INTEG(x, 0)")
    assert run(model, Solver(method)).of("s")[-1, 0] == pytest.approx(10 * 2 + 30 * 2 + 50, rel=1e-12)


@pytest.mark.parametrize(
    ("equation", "message"),
    [
        (
            "y= GET DATA LAST TIME(z)\nz= 2",
            "'y' calls GET DATA LAST TIME of what is no data variable. Expected one with values from a file. "
            "Correct its equation.",
        ),
        ("y= GET DATA AT TIME(x)\nx", "'y' calls GET DATA AT TIME with 1 argument. Expected 2. Correct its equation."),
    ],
)
def test_what_is_wrong_with_a_call(load, equation, message):
    with pytest.raises(ModelError) as caught:
        load(equation)
    assert message in str(caught.value)
