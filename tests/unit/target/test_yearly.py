"""Stocks at the year's end, flows as the integral over the year, growth from yearly totals."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.kernel.change import integral_of
from simulator.kernel.trajectories import Trajectories
from simulator.model.labels import Label
from simulator.target import Yearly, needed_labels, shown_run, yearly_table

UNITS = {
    "population": "wanPerson",
    "GDP": "yiYuan/Year",
    "GDP of 2020": "yiYuan",
    "urbanization rate": "Dmnl",
}
TIME = np.array([2020.0, 2021.0, 2022.0])


@pytest.fixture
def trajectories():
    """Two members: GDP rises by 6 % a year, the rate is 0.5 and then 0.6."""
    columns = {
        "population": [[561.1, 561.1], [559.0, 560.0], [557.5, 559.0]],
        "GDP": [[3300.0, 3300.0]] * 3,
        integral_of("GDP"): [[0.0, 0.0], [3180.0, 3000.0], [3180.0 * 2.06, 6300.0]],
        "GDP of 2020": [[3000.0, 3000.0]] * 3,
        "urbanization rate": [[0.5, 0.5]] * 3,
        integral_of("urbanization rate"): [[0.0, 0.0], [0.5, 0.5], [1.1, 1.1]],
    }
    values = np.stack([np.array(column) for column in columns.values()], axis=1)
    return Trajectories(time=TIME, names=tuple(columns), units=("",) * len(columns), values=values)


@pytest.fixture
def table(trajectories, labels):
    return yearly_table(trajectories, labels, UNITS)


def test_years_names_and_units(table, labels):
    assert table.years.tolist() == [2020, 2021, 2022]
    assert table.names == ("population", "GDP", "urbanization rate", "GDP growth rate")
    assert table.units == ("万人", "亿元", "%", "%")
    assert table.values.shape == (3, 4, 2)


def test_a_stock_is_its_value_at_the_end(table):
    assert table.of("population")[:, 0].tolist() == [561.1, 559.0, 557.5]


def test_a_flow_is_its_integral_over_the_year(table):
    assert table.of("GDP")[:, 0] == pytest.approx([3000.0, 3180.0, 3180.0 * 1.06])


def test_growth_comes_from_yearly_totals(table):
    growth = table.of("GDP growth rate")
    assert np.isnan(growth[0]).all()
    assert growth[1:, 0] == pytest.approx([6.0, 6.0])
    assert growth[1:, 1] == pytest.approx([0.0, 10.0])


def test_a_mean_has_no_value_in_the_start_year(table):
    rate = table.of("urbanization rate")[:, 0]
    assert np.isnan(rate[0])
    assert rate[1:] == pytest.approx([50.0, 60.0])


def test_a_total_without_a_start_constant_is_blank(trajectories):
    label = Label("GDP", "GDP", "地区生产总值", "万元", "economy", "total")
    gdp = yearly_table(trajectories, [label], UNITS).of("GDP")[:, 0]
    assert np.isnan(gdp[0])
    assert gdp[1] == pytest.approx(3180.0e4)


def test_at_gives_one_year_of_every_member(table):
    assert table.at("population", 2021).tolist() == [559.0, 560.0]
    assert np.isnan(table.at("population", 2019)).all()


def test_an_unknown_name_is_a_key_error(table):
    with pytest.raises(KeyError, match="steam"):
        table.of("steam")


def test_a_member_alone_gives_the_same_bits(trajectories, labels):
    together = yearly_table(trajectories, labels, UNITS)
    for member in range(2):
        one = Trajectories(TIME, trajectories.names, trajectories.units, trajectories.values[:, :, member : member + 1])
        alone = yearly_table(one, labels, UNITS)
        assert isinstance(alone, Yearly)
        assert alone.values.tobytes() == together.values[:, :, member : member + 1].tobytes()


def test_a_total_that_is_not_above_0_has_no_growth(trajectories, labels):
    values = trajectories.values.copy()
    values[:, trajectories.names.index(integral_of("GDP")), :] = [[0.0, 0.0], [-100.0, 100.0], [-210.0, 100.0]]
    growth = yearly_table(replace(trajectories, values=values), labels, UNITS).of("GDP growth rate")
    assert np.isnan(growth[1:, 0]).all()
    assert growth[1, 1] < 0
    assert np.isnan(growth[2, 1])


def test_needed_labels_keep_their_order_and_what_growth_is_told_of(labels, make_target):
    growth = make_target(variable="GDP growth rate")
    assert [each.variable for each in needed_labels([growth], labels, ())] == ["GDP", "GDP growth rate"]
    both = make_target(variable="urbanization rate", other_variable="GDP")
    assert [each.variable for each in needed_labels([both], labels, ["population"])] == [
        *("population", "GDP", "urbanization rate"),
    ]
    assert needed_labels([make_target(basis="none", variable="")], labels, ()) == ()


def test_needed_labels_know_their_names(labels):
    with pytest.raises(KeyError, match=r"no labelled variable 'populaton'\. Nearest: 'population'"):
        needed_labels([], labels, ["populaton"])


@pytest.mark.parametrize("wanted", [[], ["population"], ["GDP growth rate"], ["urbanization rate", "GDP"]])
def test_a_table_of_some_labels_has_the_same_bits(trajectories, labels, wanted):
    """A batch saves no more than it needs, so what other labels read is not there."""
    some = needed_labels([], labels, wanted)
    names = {name for each in some if each.yearly != "growth" for name in (each.variable, each.start_total)}
    names |= {integral_of(name) for name in names}
    kept = [place for place, name in enumerate(trajectories.names) if name in names]
    fewer = replace(
        trajectories, names=tuple(trajectories.names[place] for place in kept), values=trajectories.values[:, kept]
    )
    table, whole = yearly_table(fewer, some, UNITS), yearly_table(trajectories, labels, UNITS)
    assert table.names == tuple(each.variable for each in some)
    assert table.values.shape == (3, len(some), 2)
    for name in table.names:
        assert table.of(name).tobytes() == whole.of(name).tobytes()


def test_a_run_is_shown_at_whole_years_and_straight_between_two_saves():
    time = 2020.0 + 0.25 * np.arange(7)
    rising = np.stack([100.0 + np.arange(7.0), np.full(7, 50.0)], axis=1)
    total = np.stack([np.arange(7.0), np.zeros(7)], axis=1)
    columns = {"population": rising, "GDP": rising, integral_of("GDP"): total}
    values = np.stack(list(columns.values()), axis=1)
    labels = (
        Label("population", "Population", "人口", "person", "people", "end"),
        Label("GDP", "GDP", "地区生产总值", "yiYuan", "economy", "total"),
        Label("growth", "Growth", "增速", "%", "economy", "growth", "GDP"),
    )
    shown = shown_run(Trajectories(time, tuple(columns), ("",) * 3, values), labels, UNITS)
    assert shown.yearly.years.tolist() == [2020, 2021]
    found = {each: shown.at("population", each).tolist() for each in (2021, 2021.25, 2021.375, 2021.5)}
    assert found == {
        2021: [1.04e6, 5e5],
        2021.25: [1.05e6, 5e5],
        2021.375: pytest.approx([1.055e6, 5e5]),
        2021.5: [1.06e6, 5e5],
    }
    assert shown.at("GDP", 2021).tolist() == [4.0, 0.0]
    for name, at in (("GDP", 2020.5), ("growth", 2020.5), ("population", 2019.5), ("population", 2021.75)):
        assert np.isnan(shown.at(name, at)).tolist() == [True, True]
