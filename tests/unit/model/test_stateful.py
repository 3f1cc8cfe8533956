"""Functions with a memory become hidden stocks; their numbers are tried in tests/oracle."""

import numpy as np
import pytest

from simulator.errors import ModelError
from simulator.kernel import Solver
from tests.small_models import Times, run, small_model


def hidden(equations: str) -> list[str]:
    return [variable.name for variable in small_model(equations).variables if variable.hidden]


@pytest.mark.parametrize(
    ("equations", "names"),
    [
        ("x= SMOOTH(Time, 2)", ["x smooth 1"]),
        ("x= 1+SMOOTH3(Time, 2)", ["x smooth 1", "x smooth 2", "x smooth 3"]),
        ("x= DELAY N(Time, 2, 0, n)\nn= 2", ["x delay 1", "x delay 2"]),
        ("x= TREND(Time, 2, 0)", ["x trend"]),
        ("x= FORECAST(Time, 2, 1)", ["x forecast"]),
        ("x= NPV(Time, 0.1, 0, 1)", ["x discounting", "x worth"]),
        ("x= GET TIME VALUE(0, 1, 0)+GAME(1)", []),
        ("x= INITIAL(Time)", ["x initial"]),
        ("x= SMOOTH(SMOOTH(Time, 2), 3)", ["x smooth 1", "x smooth 1"]),
    ],
)
def test_hidden_stocks(equations, names):
    assert [name.partition(" ")[2] for name in hidden(equations)] == names


def test_a_block_shares_a_stock_of_as_many_rows():
    model = small_model("age: (c1-c40)\nx[age]= SMOOTH(y[age], 2)\ny[age]= Time")
    (stock,) = [variable for variable in model.variables if variable.hidden]
    assert stock.size == 40


def test_the_order_of_a_delay_is_its_value_at_the_start():
    model = small_model("x= DELAY N(1, 4, 0, n)\nn= 2+STEP(1, 3)", Times(0, 8, 0.5))
    fixed = small_model("x= DELAY N(1, 4, 0, 2)", Times(0, 8, 0.5))
    assert run(model).of("x").tolist() == run(fixed).of("x").tolist()


def test_an_order_that_was_used_on_reading_is_no_input():
    model = small_model("x= SMOOTH N(Time, 4, 0, n)\nn= twice/2\ntwice= 4\nother= 1")
    assert model.constants == {"other": 1.0}


@pytest.mark.parametrize("order", ["0", "1.5", "-1", "1001", "x", "Time*0.3", "n[a]"])
def test_orders_that_are_none(order):
    with pytest.raises(ModelError, match="of an order that is not a whole number known before the run"):
        small_model(f"region: a,b\nn[region]= 1,2\nx= DELAY N(1, 4, 0, {order})")


def test_the_delay_time_of_delay_n_is_handed_on_one_step_a_stage_as_in_vensim():
    """Expected: the equations of the Vensim Reference Manual, marched by hand with a time of 4, from 3 on 6."""
    found = run(small_model("x= DELAY N(10, 4+STEP(2, 3), 1, 2)", Times(0, 8, 1)), Solver("euler", sided=False))
    first, second, at_second, expected = 4.0, 4.0, 4.0, []
    for step in range(9):
        time = 6.0 if step >= 3 else 4.0
        expected.append(second / at_second)
        passed = first / time
        first, second, at_second = (
            first + 2 * (10 - passed),
            second + 2 * (passed - second / at_second),
            time,
        )
    assert np.allclose(found.of("x")[:, 0], expected, rtol=1e-12, atol=0)
    assert found.of("x")[3, 0] > found.of("x")[2, 0], "the new time reaches the last stage a step later"


def test_a_delay_time_that_takes_stages_away_is_no_input_any_more():
    model = small_model("x= DELAY N(1, lag, 0, 3)\nlag= 0.5\ny= DELAY N(1, long, 0, 3)\nlong= 3", Times(0, 8, 0.25))
    assert "lag" not in model.constants and "long" in model.constants
    assert [name.partition(" ")[2] for name in (each.name for each in model.variables if each.hidden)] == [
        "x delay 1",
        "x delay 2",
        "y delay 1",
        "y delay 2",
        "y delay 3",
    ]
