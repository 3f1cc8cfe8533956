"""Our Euler against PySD's runner on small models that use every feature, all variables."""

from pathlib import Path

import numpy as np
import pytest

from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.model.build import load_model
from tests.oracle.runner import differences, read_by_pysd, run_by_pysd
from tests.oracle.tolerances import within
from tests.small_models import Times, model_text

MODELS = sorted((Path(__file__).parent / "models").glob("*.mdl"))
AS_VENSIM = Solver("euler", sided=False)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_euler_is_the_runners(path, tmp_path):
    model = load_model(path)
    compiled = compile_model(model)
    ours = integrate(compiled, AS_VENSIM, clock_of(model.settings), compiled.defaults[:, None])
    farthest = differences(ours, run_by_pysd(read_by_pysd(path, tmp_path)))[0]
    assert farthest.relative < within("runner"), farthest


def compared(equations: str, folder: Path) -> dict[str, float]:
    """Run a few lines both ways; return the variables that differ."""
    path = folder / "small.mdl"
    path.write_text(model_text(equations, Times(0, 4, 0.5)), encoding="utf-8")
    model = load_model(path)
    compiled = compile_model(model)
    ours = integrate(compiled, AS_VENSIM, clock_of(model.settings), compiled.defaults[:, None])
    found = differences(ours, run_by_pysd(read_by_pysd(path, folder)))
    return {each.name: each.relative for each in found if each.relative > within("runner")}


def test_the_one_known_difference_is_not_available(tmp_path):
    """Vensim's :NA: is the number -2^109, less than zero; the runner's is not a number, which is not."""
    assert compared("x=IF THEN ELSE(:NA:<0,1,2)\ny=x+1\nz=3", tmp_path).keys() == {"x", "y"}


def test_a_comparison_sees_what_differs(tmp_path):
    """The comparison itself: the same run, one value changed, is found to differ."""
    path = next(each for each in MODELS if each.stem == "subscripts")
    model = load_model(path)
    compiled = compile_model(model)
    inputs = compiled.defaults[:, None] * (1 + 1e-7)
    ours = integrate(compiled, AS_VENSIM, clock_of(model.settings), inputs)
    assert differences(ours, run_by_pysd(read_by_pysd(path, tmp_path)))[0].relative > within("runner")
    assert np.isfinite(ours.values).all()
