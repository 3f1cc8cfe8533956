"""Flows from net flows."""

from simulator.report.describe.flows import Flow, flows_of
from tests.small_models import small_model


def test_terms_of_a_net_flow():
    model = small_model("s= INTEG(a*b-(c-s/d)+0, 1)\na= 1\nb= 2\nc= 3\nd= 4\nt= INTEG(c, 0)\nu= INTEG(1, 0)")
    number = model.numbers
    assert flows_of(model, number["s"]) == (
        Flow((number["a"], number["b"]), True),
        Flow((number["c"],), False),
        Flow((number["d"],), True),
    )
    assert flows_of(model, number["t"]) == (Flow((number["c"],), True),)
    assert flows_of(model, number["t"])[0].is_named
    assert flows_of(model, number["u"]) == ()
