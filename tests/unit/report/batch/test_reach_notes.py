"""What is said below a map."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.report.batch.cuts import axes_of
from simulator.report.batch.plane import planes_of
from simulator.report.batch.reach_notes import (
    MOST_LINES,
    fixed_text,
    lines_of,
    panel_words,
    planes_note,
    reach_notes,
)
from tests.unit.report.batch.synthetic import GREEN, PACE, swept


@pytest.fixture
def made(tmp_path):
    return swept(1, tmp_path / "members")


def test_all_are_met_together(made):
    (plane,), _ = planes_of(made)
    told = " ".join(reach_notes(made, (plane,), "en"))
    assert f"Hatched: all {int(plane.met_somewhere.sum())} targets" in told
    missed = sum(made.outcomes[0].shares[target].p_met == 0 for target in plane.still)
    assert f"{len(plane.still)} targets, of which {missed} are missed" in told


def test_nowhere_together_names_the_best_point(made):
    (plane,), _ = planes_of(made)
    levels = plane.levels.copy()
    levels[0], levels[1] = 1.0, -1.0
    levels[1, 2, 3] = 1.0
    levels[2] = 1.0
    levels[2, 1:4, 2:5] = -1.0
    told = " ".join(reach_notes(made, (replace(plane, levels=levels),), "en"))
    assert (
        "Nowhere on the plane are all" in told and "at once, such as at Pace = " in told and "Growth of GDP = " in told
    )


def test_what_is_missed_everywhere_is_named(made):
    (plane,), _ = planes_of(made)
    levels = plane.levels.copy()
    levels[0] = -1.0
    name = made.case.targets[plane.targets[0]].name_zh
    told = " ".join(reach_notes(made, (replace(plane, levels=levels),), "zh"))
    assert f"处处未达到（1 项）：{name}" in told


def test_binding_lines_first_and_no_more_than_can_be_told_apart(made):
    (plane,), _ = planes_of(made)
    many = 40
    rows = np.linspace(-1, 1, 42).reshape(6, 7)
    targets = tuple(
        replace(made.case.targets[0], id=f"t{each}", binding="约束性" if each == 33 else "") for each in range(many)
    )
    crowd = replace(made, case=replace(made.case, targets=targets))
    crowded = replace(plane, targets=tuple(range(many)), levels=np.stack([rows] * many))
    assert lines_of(crowd, crowded)[0] == 33 and len(lines_of(crowd, crowded)) == MOST_LINES
    assert f"{many - MOST_LINES} further lines are not drawn" in " ".join(reach_notes(crowd, (crowded,), "en"))


def test_only_the_first_members_were_read(tmp_path):
    made = swept(4, tmp_path / "drawn")
    (plane,), _ = planes_of(made)
    assert not any("first" in line for line in reach_notes(made, (plane,), "en"))
    assert "are met by fewer than half of the members" in " ".join(reach_notes(made, (plane,), "en"))
    told = reach_notes(made, (replace(plane, n_members=100),), "en")
    assert told[-1] == "Of the draws the first 100 members are shown."


def test_where_a_plane_is_cut(made):
    (plane,), _ = planes_of(made)
    assert fixed_text(made, plane, "en") == ""
    assert fixed_text(made, replace(plane, fixed=((plane.y, 5.5),)), "en") == "Growth of GDP = 5.5 %"


def test_what_planes_have_in_common_is_said_once(made):
    (plane,), _ = planes_of(made)
    levels = plane.levels.copy()
    levels[0] = -1.0
    other = replace(plane, levels=levels)
    told = reach_notes(made, (plane, plane, other), "en")
    still = [line for line in told if line.startswith("Not moved by these inputs")]
    assert len(still) == 1
    assert sum(line.startswith("a, b: ") for line in told) == sum(line.startswith("c: Hatched") for line in told) == 1
    name = made.case.targets[plane.targets[0]].name_en
    assert any(line.startswith("c: Missed everywhere") and name in line for line in told)


def test_both_inputs_of_a_zip_are_told(made):
    (plane,), _ = planes_of(made)
    together = (replace(PACE, zipped=0), replace(GREEN, kind="swept", zipped=0, values=(7.0, 6, 5, 4, 3, 2, 1)))
    zipped = replace(made, batch=replace(made.batch, inputs=together))
    (axis,) = axes_of(zipped)
    cut = replace(plane, fixed=((axis, PACE.values[1]),))
    assert fixed_text(zipped, cut, "en") == "Pace = −0.15, Green = 6"
    assert panel_words(zipped, (cut, cut), 1, "en") == ("b  Pace = −0.15", "Green = 6")
    assert panel_words(zipped, (cut,), 0, "en")[0] == "Pace = −0.15"
    said = planes_note(zipped, ((cut,), 45), "en")
    assert said.startswith("1 of 45 planes are drawn. Planes differ in Pace, Green") and "over all" in said
    own = replace(zipped, bases=((0.1, 4.0),))
    assert "own values (0.1, 4)" in planes_note(own, ((cut,), 45), "en")


def test_shares_at_few_points_are_of_targets_that_differ(tmp_path):
    (plane,), _ = planes_of(swept(4, tmp_path / "drawn"))
    made = swept(4, tmp_path / "again")
    few = replace(
        plane, y=replace(plane.y, values=plane.y.values[:2]), levels=plane.levels[:, :2], joint=plane.joint[:2]
    )
    assert few.is_coarse and not plane.is_coarse
    chosen = lines_of(made, few)
    assert chosen and all(np.ptp(few.levels[place]) > 0 for place in chosen)
    told = " ".join(reach_notes(made, (few,), "en"))
    assert "Numbers at the dots" in told and "interpolated" not in told and "Hatched" not in told
