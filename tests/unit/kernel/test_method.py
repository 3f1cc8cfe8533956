import numpy as np
import pytest

from simulator.kernel.method import METHODS


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
def test_tableaux_are_consistent(method):
    """Each node is the sum of what its stage reads; weighted nodes give the integral of a ramp, but for Euler."""
    mean = sum(weight * node for weight, node in zip(method.weights, method.nodes, strict=True)) / sum(method.weights)
    assert mean == (0.0 if method.name == "euler" else 0.5)
    assert method.nodes == tuple(sum(reads) for reads in method.reads)
    assert [len(reads) for reads in method.reads] == list(range(len(method.nodes)))


class Asked:
    """A model that remembers what it is asked."""

    def __init__(self):
        self.asked = []

    def net_flow(self, t, stocks, side):
        self.asked.append((t, side))
        return -stocks


@pytest.mark.parametrize(
    ("name", "asked", "after"),
    [
        ("euler", [(2.0, 1)], 0.5),
        ("rk2", [(2.0, 1), (2.5, -1)], 0.625),
        ("rk4", [(2.0, 1), (2.25, 0), (2.25, 0), (2.5, -1)], 0.6067708333),
    ],
)
def test_a_step_sees_switches_from_inside(name, asked, after):
    model = Asked()
    found = METHODS[name].step(model, 2.0, np.ones((1, 2)), 0.5)
    assert model.asked == asked and found == pytest.approx(np.full((1, 2), after))


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
@pytest.mark.parametrize("flow", [1.0, 3.0, 0.75])
def test_a_steady_whole_flow_is_exact(method, flow):
    class Steady:
        def net_flow(self, t, stocks, side):
            return np.full(stocks.shape, flow)

    assert method.step(Steady(), 0.0, np.zeros((1, 1)), 0.25)[0, 0] == 0.25 * flow


def test_a_step_leaves_its_stocks_alone():
    stocks = np.ones((1, 1))
    METHODS["rk4"].step(Asked(), 0.0, stocks, 0.5)
    assert stocks.tolist() == [[1.0]]
