"""A sweep as a plane."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.report.batch.plane import planes_of
from simulator.scenario.batch import Input
from tests.unit.report.batch.synthetic import GROWTH, PACE, case, drawn, made_of, scenarios, swept


def target_place(made, name):
    return next(place for place, target in enumerate(made.case.targets) if target.id == name)


def test_margins_without_draws(tmp_path):
    made = swept(1, tmp_path / "members")
    (plane,), total = planes_of(made)
    assert total == 1 and not plane.is_drawn and plane.level == 0.0
    assert plane.levels.shape == (len(plane.targets), 6, 7)
    counted = [share for share in made.outcomes[0].shares if share.counted]
    own = [share for share in counted if not made.case.targets[share.target].restates]
    assert len(plane.still) == len(own) - len(plane.targets) > 0
    for place, target in enumerate(plane.targets):
        share = made.outcomes[0].shares[target]
        met = share.counted.met + share.counted.too_close
        assert share.counted.met <= (plane.levels[place] >= 0).sum() <= met
        assert plane.met_somewhere[place] == bool((plane.levels[place] >= 0).any())


def test_levels_stand_at_their_points(tmp_path):
    """Urbanization rises with the pace, whatever GDP does; growth of GDP the other way round."""
    made = swept(1, tmp_path / "members")
    (plane,), _ = planes_of(made)
    by_variable = {
        made.case.targets[target].variable: level for target, level in zip(plane.targets, plane.levels, strict=True)
    }
    urban, gdp = by_variable["urbanization rate"], by_variable["GDP"]
    assert (np.diff(urban, axis=1) > 0).all() and np.ptp(urban, axis=0).max() < 1e-9
    assert (np.diff(gdp, axis=0) > 0).all() and np.ptp(gdp, axis=1).max() < 1e-9


def test_points_in_any_order(tmp_path):
    """A sweep whose members come in another order, its values descending, is the same plane."""
    pace, growth = (each.ravel() for each in np.meshgrid(PACE.values[::-1], GROWTH.values, indexing="xy"))
    inputs = np.stack([pace, growth, np.full(pace.size, 0.4)])
    kinds = (replace(PACE, values=PACE.values[::-1]), GROWTH)
    (turned,), _ = planes_of(made_of(inputs, (scenarios(1), kinds), tmp_path / "turned"))
    (plain,), _ = planes_of(swept(1, tmp_path / "plain"))
    np.testing.assert_array_equal(turned.levels, plain.levels)


def test_shares_where_draws_are_crossed(tmp_path):
    made = swept(12, tmp_path / "members")
    (plane,), _ = planes_of(made)
    assert plane.is_drawn and plane.n_members == 12 * 42
    for place, target in enumerate(plane.targets):
        assert plane.levels[place].mean() == pytest.approx(made.outcomes[0].shares[target].p_met)
    least = plane.levels[plane.met_somewhere].min(axis=0)
    assert (plane.joint <= least + 1e-12).all()


def test_a_plane_a_scenario(tmp_path):
    planes, total = planes_of(swept(1, tmp_path / "members", n_scenarios=2))
    assert [plane.scenario for plane in planes] == [0, 1] and total == 2
    planes, total = planes_of(swept(1, tmp_path / "many", n_scenarios=6))
    assert len(planes) == 4 and total == 6 and planes[-1].scenario == 5


def test_a_third_axis_is_cut(tmp_path):
    greens = (0.0, 0.5, 1.0)
    pace, growth, green = (each.ravel() for each in np.meshgrid(PACE.values, GROWTH.values, greens, indexing="ij"))
    third = Input("green", "green", "swept", unit="Dmnl", values=greens, en="Green", zh="绿色")
    made = made_of(np.stack([pace, growth, green]), (scenarios(1), (PACE, GROWTH, third)), tmp_path / "members")
    planes, total = planes_of(made)
    assert total == 3 and [plane.fixed[0][1] for plane in planes] == list(greens)
    place = target_place(
        made, next(t.id for t in case().targets if t.variable == "renewable capacity" and t.year == 2030)
    )
    rows = [plane.levels[plane.targets.index(place)].max() for plane in planes]
    assert rows == sorted(rows) and rows[0] < rows[2]


def test_no_plane(tmp_path):
    assert planes_of(swept()) == ((), 0)  # no members
    assert planes_of(drawn(1, 5, tmp_path / "drawn")) == ((), 0)  # nothing swept
    made = swept(1, tmp_path / "members")
    alone = replace(made, batch=replace(made.batch, inputs=(PACE,)))
    assert planes_of(alone) == ((), 0)  # one input
