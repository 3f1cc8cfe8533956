"""Laws of joining scenarios: grouping does not matter, order does, a file counts once, overrides have the last word."""

from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.scenario.layer import Entry, Layer
from simulator.scenario.merge import ScenarioTree, merge, override
from simulator.scenario.names import ModelNames
from simulator.scenario.place import Place
from simulator.scenario.read import Pairs, Scalar, parse
from simulator.scenario.resolve import resolve
from simulator.scenario.schedule import Schedule, plus, times

NAMES = ("a", "b", "c")
KNOWN = ModelNames(dict.fromkeys(NAMES, 10.0))

numbers = st.integers(-9, 9)
values = st.one_of(
    numbers.map(str),
    numbers.map(lambda each: f"{{multiply: {each}}}"),
    numbers.map(lambda each: f"{{add: {each}}}"),
    st.tuples(numbers, numbers).map(lambda pair: f"{{2025: {pair[0]}, 2030: {pair[1]}}}"),
)
contents = st.dictionaries(st.sampled_from(NAMES), values, max_size=3)


def tree(identity: str, content: dict[str, str]) -> ScenarioTree:
    """Build a scenario of one file."""
    node, _ = parse("{" + ", ".join(f"{name}: {value}" for name, value in content.items()) + "}", identity)
    assert isinstance(node, Pairs)
    entries = tuple(Entry(name, value) for name, value in node.pairs)
    model = Scalar("city", "city", Place(identity, 1, 1))
    return ScenarioTree(identity, (Layer(identity, identity, model=model, settings=entries),))


@st.composite
def files(draw) -> list[ScenarioTree]:
    """Draw files, some of which come more than once."""
    pool = [tree(f"f{n}.yaml", content) for n, content in enumerate(draw(st.lists(contents, min_size=1, max_size=4)))]
    return draw(st.lists(st.sampled_from(pool), min_size=1, max_size=6))


def values_of(scenario: ScenarioTree) -> dict[str, float | Schedule]:
    """Resolve a scenario's values."""
    return {each.name: each.value for each in resolve(scenario, KNOWN).settings}


@given(files(), files(), files())
def test_grouping_does_not_matter(first, second, third):
    one, two, three = (reduce(merge, each) for each in (first, second, third))
    left, right = merge(merge(one, two), three), merge(one, merge(two, three))
    assert left.layers == right.layers
    assert resolve(left, KNOWN) == resolve(right, KNOWN)


@given(files())
def test_a_file_counts_once_where_it_is_first(drawn):
    merged = reduce(merge, drawn)
    assert [each.shown for each in merged.layers] == list(dict.fromkeys(each.name for each in drawn))
    assert merge(merged, merged).layers == merged.layers


@given(files())
def test_the_last_number_wins(drawn):
    final = tree("last.yaml", dict.fromkeys(NAMES, "7"))
    assert values_of(merge(reduce(merge, drawn), final)) == dict.fromkeys(NAMES, 7.0)


@given(files(), st.sampled_from(NAMES), numbers)
def test_an_override_has_the_last_word_and_changes_nothing_else(drawn, name, number):
    merged = reduce(merge, drawn)
    before, after = values_of(merged), values_of(override(merged, (f"{name}={number}",)))
    assert after == before | {name: float(number)}


@given(st.lists(numbers, min_size=1, max_size=5))
def test_multiplying_and_adding_chain_from_layer_to_layer(factors):
    drawn = [
        tree(f"f{n}.yaml", {"a": f"{{multiply: {each}}}", "b": f"{{add: {each}}}"}) for n, each in enumerate(factors)
    ]
    found = values_of(reduce(merge, drawn))
    assert found["a"] == reduce(lambda value, factor: value * factor, factors, 10.0)
    assert found["b"] == reduce(lambda value, amount: value + amount, factors, 10.0)


@given(files())
def test_resolving_twice_gives_the_same_hash(drawn):
    merged = reduce(merge, drawn)
    assert resolve(merged, KNOWN).hash == resolve(merged, KNOWN).hash


years = st.lists(st.integers(2000, 2060), min_size=1, max_size=5, unique=True).map(sorted)


@st.composite
def schedules(draw) -> Schedule:
    """Draw a schedule of any kind."""
    kind = draw(st.sampled_from(["linear", "step", "growth"]))
    numbers = st.floats(-0.5, 0.5) if kind == "growth" else st.floats(-1e3, 1e3)
    knots = tuple((float(year), draw(numbers)) for year in draw(years))
    return Schedule(kind, knots, knots[0][1] if kind == "linear" else draw(st.floats(-1e3, 1e3)))


@settings(max_examples=200)
@given(schedules(), st.floats(-10, 10), st.floats(-10, 10), st.floats(1990, 2070))
def test_changes_of_a_schedule_are_changes_of_its_values(schedule, factor, amount, time):
    changed = plus(times(schedule, factor), amount)
    size = abs(factor * schedule.at(time)) + abs(amount) + abs(factor) * 1e3
    assert changed.at(time) == pytest.approx(factor * schedule.at(time) + amount, abs=1e-12 * size + 1e-300)


@given(schedules())
def test_only_steps_jump(schedule):
    for year in schedule.years:
        if schedule.kind != "step":
            assert schedule.at(year, before=True) == pytest.approx(schedule.at(year), rel=1e-12)
        assert schedule.at(year - 1e-9) == pytest.approx(schedule.at(year, before=True), rel=1e-5, abs=1e-5)
