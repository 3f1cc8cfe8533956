"""All figures of a batch."""

from dataclasses import replace

import pytest

from simulator.report.batch.figures import BATCH_FIGURE_KINDS, BATCH_FIGURES, write_batch_figures
from tests.unit.report.batch.synthetic import drawn, swept


def names(files):
    return [file.name for file in files]


def test_what_a_sample_shows(tmp_path):
    files = write_batch_figures(drawn(2, 30, tmp_path / "members"), "zh", tmp_path / "figures")
    expected = ["bars.png", "bars.svg", "fans.png", "fans.svg", "histograms.png", "scatter.png"]
    assert names(files) == expected and all(file.stat().st_size > 1000 for file in files)


def test_what_a_sweep_shows(tmp_path):
    files = write_batch_figures(swept(1, tmp_path / "members"), "en", tmp_path / "figures", ("reach", "bars"))
    assert names(files) == ["reach.png", "reach.svg", "bars.png", "bars.svg"]


def test_without_members_there_is_neither_map_nor_scatter(tmp_path):
    assert write_batch_figures(swept(), "en", tmp_path / "figures", ("reach", "scatter")) == ()
    assert not (tmp_path / "figures").exists()


def test_a_file_a_variable(tmp_path):
    made = drawn(1, 5)
    kept = tuple(label for label in made.case.labels if label.variable in ("GDP", "births"))
    files = write_batch_figures(replace(made, case=replace(made.case, labels=kept)), "en", tmp_path, ("variables",))
    assert names(files) == ["fan-births.png", "fan-GDP.png"]
    assert set(BATCH_FIGURES) < set(BATCH_FIGURE_KINDS)


def test_nothing_is_counted_and_nothing_has_bands(tmp_path):
    made = drawn(1, 3)
    shares = tuple(replace(share, p_met=None, counted=None) for share in made.outcomes[0].shares)
    bands = replace(made.outcomes[0].bands, names=(), units=(), values=made.outcomes[0].bands.values[:, :, :0])
    outcome = replace(made.outcomes[0], shares=shares, bands=bands)
    assert write_batch_figures(replace(made, outcomes=(outcome,)), "en", tmp_path, BATCH_FIGURE_KINDS) == ()


@pytest.mark.filterwarnings("error")
def test_no_text_of_a_file_breaks_a_figure(tmp_path):
    """Control characters and characters that no font has are shown as something that can be drawn."""
    made = drawn(1, 30, tmp_path / "members")
    strange = "a\x1b[31mred\x07\n\U000f0000 城"
    inputs = tuple(replace(each, en=strange) for each in made.batch.inputs)
    targets = tuple(replace(target, name_en=f"{target.name_en}{strange}") for target in made.case.targets)
    batch = replace(made.batch, inputs=inputs, title=(("en", strange),))
    made = replace(made, batch=batch, case=replace(made.case, targets=targets))
    assert len(write_batch_figures(made, "en", tmp_path / "figures")) == 6
