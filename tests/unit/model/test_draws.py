"""Random functions become hidden held variables and distributions of them."""

import pytest

from simulator.errors import ModelError
from simulator.model.build import load_model
from simulator.model.expression import Constant, Operation, walk
from tests.small_models import small_model
from tests.unit.model.test_held import XMILE

VENSIM = {
    "RANDOM UNIFORM(1,2,s)": None,
    "RANDOM 0 1()": None,
    "RANDOM NORMAL(0,9,4,1,s)": "normal quantile",
    "RANDOM EXPONENTIAL(0,9,0,1,s)": "ln",
    "RANDOM GAMMA(0,9,2,0,1,s)": "random gamma",
    "RANDOM WEIBULL(0,9,2,0,1,s)": "random weibull",
    "RANDOM POISSON(0,9,2,0,1,s)": "random poisson",
    "RANDOM BETA(0,1,2,3,0,1,s)": "random beta",
    "RANDOM BINOMIAL(0,9,0.5,9,0,1,s)": "random binomial",
    "RANDOM NEGATIVE BINOMIAL(0,9,0.5,9,0,1,s)": "random negative binomial",
    "RANDOM TRIANGULAR(0,9,0,4,9,s)": "random triangular",
}
OF_XMILE = {
    "RANDOM(1,2)": None,
    "UNIFORM(1,2,3)": None,
    "NORMAL(4,1)": "normal quantile",
    "NORMAL(4,1,7,0,9)": "normal quantile",
    "EXPRND(4)": "ln",
    "LOGNORMAL(4,1)": "random lognormal",
    "POISSON(4,1)": "random poisson",
    "BETA(2,3)": "random beta",
    "GAMMA(2,3)": "random gamma",
    "WEIBULL(2,3)": "random weibull",
    "TRIANGULAR(0,4,9)": "random triangular",
    "BINOMIAL(9,0.5)": "random binomial",
}


def drawn(model):
    """Return the sites of what is drawn, and the distributions that are read of it."""
    parts = [part for each in model.equations for part in walk(each.expression) if isinstance(part, Operation)]
    functions = [part.function for part in parts]
    sites = [part.arguments[0] for part in parts if part.function == "draw"]
    assert all(isinstance(site, Constant) and 0 < site.value < 2**53 for site in sites)
    return [site.value for site in sites], list(
        dict.fromkeys(each for each in functions if each.startswith("random ") or each in ("normal quantile", "ln"))
    )


@pytest.mark.parametrize(("text", "kind"), VENSIM.items())
def test_those_of_vensim(text, kind):
    sites, kinds = drawn(small_model(f"x={text}\ns=1"))
    assert len(sites) == 1 and kinds == ([kind] if kind else [])


@pytest.mark.parametrize(("text", "kind"), OF_XMILE.items())
def test_those_of_xmile(tmp_path, text, kind):
    (tmp_path / "model.xmile").write_text(XMILE.format(text), encoding="utf-8")
    sites, kinds = drawn(load_model(tmp_path / "model.xmile"))
    assert len(sites) == 1 and kinds == ([kind] if kind else [])


def test_every_call_has_a_site_of_its_own_that_other_equations_do_not_move():
    sites, _ = drawn(small_model("x=RANDOM 0 1()+RANDOM 0 1()\ny=RANDOM 0 1()"))
    assert len(set(sites)) == 3
    moved, _ = drawn(small_model("a=RANDOM 0 1()\ny=RANDOM 0 1()\nx=RANDOM 0 1()+RANDOM 0 1()"))
    assert set(sites) < set(moved)


def test_every_element_draws_for_itself():
    model = small_model("area: a,b,c\nx[area]=RANDOM NORMAL(0,9,4,1,1)")
    (held,) = [equation for equation in model.equations if equation.kind == "held"]
    assert held.expression.size == len(held.rows) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("RANDOM UNIFORM(1,2)", "RANDOM UNIFORM with 2 arguments. Expected 3"),
        ("NORMAL(1,2)", "'x' uses NORMAL, which this release does not run"),
        ("RANDOM PINK NOISE(1,2,3,4)", "'x' uses RANDOM PINK NOISE, which this release does not run"),
    ],
)
def test_what_is_refused(text, message):
    with pytest.raises(ModelError, match=message):
        small_model(f"x={text}")
