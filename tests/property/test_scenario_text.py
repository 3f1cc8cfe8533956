"""Whatever stands in a file, reading it ends with a scenario or with faults, never otherwise."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import ScenarioError
from simulator.scenario.layer import read_layer
from simulator.scenario.merge import ScenarioTree, override
from simulator.scenario.names import ModelNames
from simulator.scenario.read import Pairs, parse
from simulator.scenario.resolve import resolve
from simulator.scenario.schedule import Schedule
from simulator.shipped import shipped_folder

KNOWN = ModelNames({"a": 1.0, "b[c]": 2.0}, imposable={"GDP": "亿元"}, units={"a": "Dmnl"}, period=(2020.0, 2035.0))
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(Path(shipped_folder("scenarios")).glob("*.yaml"))]
PIECES = [*"{}[]>#%\n\t\0'\"：，＝｛０\u3000", ": ", ", ", "- ", "? ", "&a ", "*a", "!!int ", "|\n", "---\n"]
KEYS = ("step", "growth", "multiply", "add", "start", "from", "2025", "2030", "x")
SCALARS = st.one_of(st.integers(), st.floats(), st.booleans(), st.none(), st.sampled_from(["5 %/year", "x", "1e999"]))


def nested(inner: st.SearchStrategy) -> st.SearchStrategy:
    """Put values into lists and maps."""
    return st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=3))


values = st.recursive(SCALARS, nested, max_leaves=6)


def written(value: object) -> str:
    """Write a value as flow YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return "~" if value is None else str(value)


@settings(max_examples=300)
@given(st.sampled_from(TEXTS), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(PIECES)), max_size=5))
def test_broken_texts_are_read_or_refused(text, insertions):
    for share, piece in insertions:
        place = round(share * len(text))
        text = text[:place] + piece + text[place:]
    node, faults = parse(text, "a.yaml")
    assert node is not None or faults
    assert all(str(fault).startswith("a.yaml") for fault in faults)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    node, faults = parse(text, "a.yaml")
    assert node is not None or faults


@settings(max_examples=300)
@given(values, values, st.one_of(st.text(max_size=20), values.map(written)))
def test_any_value_is_resolved_or_refused(setting, imposition, text):
    root, _ = parse(f"model: city\nset: {{a: {written(setting)}}}\nimpose: {{GDP: {written(imposition)}}}", "a.yaml")
    assert isinstance(root, Pairs)
    layer, faults = read_layer(root, "a.yaml")
    tree = override(ScenarioTree("mine", (replace(layer, identity="a.yaml"),), faults), (f"a={text}",))
    try:
        resolve(tree, KNOWN)
    except ScenarioError as error:
        assert all(fault.startswith(("a.yaml:", "--set: ")) for fault in error.faults)


@given(st.floats(-1e3, 1e3), st.floats(2020, 2030), st.floats(-0.9, 0.9))
def test_good_values_are_never_refused(number, year, rate):
    text = f"model: city\nset: {{a: {{{year!r}: {number!r}, 2031: 1e-3}}}}\n"
    root, _ = parse(f"{text}impose: {{GDP: {{growth: {rate!r} /year, from: {year!r}}}}}", "a.yaml")
    assert isinstance(root, Pairs)
    layer, faults = read_layer(root, "a.yaml")
    scenario = resolve(ScenarioTree("mine", (replace(layer, identity="a.yaml"),), faults), KNOWN)
    assert scenario.settings[0].value == Schedule("linear", ((year, number), (2031.0, 0.001)), number)
    assert (scenario.impositions[0].growth, scenario.impositions[0].start) == (rate, year)
