"""Whatever stands in a batch file, reading it ends with a batch or with faults, never otherwise."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import ScenarioError
from simulator.scenario.sample.design import design_of
from tests.scenarios import KNOWN, load_batch, shipped

TEXTS = [path.read_text(encoding="utf-8") for path in shipped()[1]]
PIECES = [*"{}[]>#%\n\t\0'\"：，＝｛０\u3000-", ": ", ", ", "- ", "? ", "&a ", "*a", "!!int ", "|\n", "~", "1e999"]
KEYS = (
    *("normal", "lognormal", "triangular", "uniform", "beta", "discrete", "empirical", "within", "add", "multiply"),
    *("from", "to", "steps", "zip", "file", "column", "inputs", "correlation", "matrix", "method", "size", "seed"),
    *("levels", "trajectories", "variables", "every", "window", "members", "bands", "growth", "2025", "0.5"),
    *("wind starts", "hukou effort", "GDP"),
)
SCALARS = st.one_of(
    st.integers(-3, 5),
    st.floats(),
    st.booleans(),
    st.none(),
    st.sampled_from(
        ["5 %/year", "lever", "all", "sobol", "grid", "morris", "members.csv", "wind starts", "hukou effort", "GDP"]
    ),
)
SECTIONS = ("scenarios", "uncertain", "correlated", "sweep", "sample", "save", "impose")
QUIET = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def nested(inner: st.SearchStrategy) -> st.SearchStrategy:
    """Put values into lists and maps."""
    return st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=3))


values = st.recursive(SCALARS, nested, max_leaves=8)


def written(value: object) -> str:
    """Write a value as flow YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return "~" if value is None else str(value)


def read_or_refuse(path: Path, text: str) -> None:
    """Read a batch, and lay it out, or see that every fault names a place."""
    path.write_text(text, encoding="utf-8")
    try:
        design_of(load_batch(path, KNOWN))
    except ScenarioError as error:
        assert error.faults
        assert all(": " in fault for fault in error.faults)


@QUIET
@given(st.sampled_from(TEXTS), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(PIECES)), max_size=5))
def test_broken_batches_are_read_or_refused(tmp_path, text, insertions):
    for share, piece in insertions:
        place = round(share * len(text))
        text = text[:place] + piece + text[place:]
    read_or_refuse(tmp_path / "mine.yaml", text)


@QUIET
@given(st.dictionaries(st.sampled_from(SECTIONS), values, min_size=1, max_size=4))
def test_any_section_is_read_or_refused(tmp_path, sections):
    (tmp_path / "members.csv").write_text("wind starts\n1\n", encoding="utf-8")
    lines = "".join(f"{key}: {written(each)}\n" for key, each in sections.items())
    read_or_refuse(tmp_path / "mine.yaml", f"model: city\n{lines}")


@QUIET
@given(st.sampled_from(["wind starts", "hukou effort"]), values, values)
def test_any_input_is_read_or_refused(tmp_path, name, drawn, swept):
    text = f"model: city\nuncertain: {{{name}: {written(drawn)}}}\nsweep: {{grid factor: {written(swept)}}}\n"
    read_or_refuse(tmp_path / "mine.yaml", f"{text}sample: {{method: sobol, size: 8}}\n")


@QUIET
@given(values, values)
def test_any_group_and_growth_is_read_or_refused(tmp_path, group, growth):
    text = f"model: city\nuncertain: {{wind starts: lever, grid factor: lever}}\ncorrelated: [{written(group)}]\n"
    text += f"impose: {{GDP: {{growth: {written(growth)}, from: 2025}}}}\n"
    read_or_refuse(tmp_path / "mine.yaml", f"{text}sample: {{method: sobol, size: 8}}\n")
