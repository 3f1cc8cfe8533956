"""Expressions as people write them: Python reads powers, signs, ranks and brackets as Vensim and XMILE do."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.model.build import load_model
from tests.small_models import Times, model_text

VALUES = {"a": 1.5, "b": 2.25, "notes": 0.75, "if then": 3.0}
NAMES = st.sampled_from(["a", "b", "notes", "if_then"])
NUMBERS = st.sampled_from(["2", "0.5", ".25", "3.", "1e-1", "2E0", "1e+0"])
BLANKS = st.sampled_from(["", "", " ", "  "])


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    signed = st.tuples(st.sampled_from(["", "", "-", "+"]), BLANKS, parts).map("".join)
    chain = st.tuples(
        signed, st.lists(st.tuples(BLANKS, st.sampled_from("+-*/^"), BLANKS, signed).map("".join), max_size=4)
    )
    return chain.map(lambda found: found[0] + "".join(found[1]))


EXPRESSIONS = joined(
    st.recursive(NAMES | NUMBERS, lambda inner: joined(inner).map(lambda text: f"({text})"), max_leaves=8)
)
SETTINGS = Times(0, 1, 1)


def expected(text: str) -> float:
    """Evaluate in Python; powers may be too large, or of a negative number."""
    try:
        value = eval(
            text.replace("^", "**"),
            {"__builtins__": {}},
            {name.replace(" ", "_"): each for name, each in VALUES.items()},
        )
    except (OverflowError, ZeroDivisionError):
        return math.nan
    return math.nan if isinstance(value, complex) else float(value)


def value(path: Path, text: str) -> float:
    path.write_text(text, encoding="utf-8")
    model = load_model(path)
    compiled = compile_model(model, save=["x"])
    clock = clock_of(model.settings)
    return float(integrate(compiled, Solver("euler"), clock, compiled.defaults[:, None]).values[0, 0, 0])


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("arithmetic")


@settings(max_examples=150, deadline=None)
@given(text=EXPRESSIONS)
def test_arithmetic(folder, text):
    wanted = expected(text)
    if not math.isfinite(wanted) or abs(wanted) > 1e100:
        return
    lines = "\n".join(f"{name}={each!r}" for name, each in VALUES.items())
    assert value(folder / "m.mdl", model_text(f"{lines}\nx={text}", SETTINGS)) == pytest.approx(wanted, rel=1e-12)
    variables = "".join(f"<aux name='{name}'><eqn>{each!r}</eqn></aux>" for name, each in VALUES.items())
    head = "<xmile><sim_specs><start>0</start><stop>1</stop><dt>1</dt></sim_specs><model><variables>"
    xmile = f"{head}{variables}<aux name='x'><eqn>{text}</eqn></aux></variables></model></xmile>"
    assert value(folder / "m.xmile", xmile) == pytest.approx(wanted, rel=1e-12)
