"""All figures of a report."""

from dataclasses import replace

import pytest

from simulator.report.figures import FIGURE_KINDS, write_figures
from simulator.report.headline import headline_labels
from simulator.report.outcome import Results
from tests.unit.report.synthetic import results


def test_overview_first_then_matrix_then_variables(tmp_path):
    whole = results(1)
    drawn = ("population", "GDP", "births")
    labels = tuple(label for label in whole.case.labels if label.variable in drawn)
    kept = [place for place, target in enumerate(whole.case.targets) if target.variable in drawn]
    case = replace(whole.case, labels=labels, targets=tuple(whole.case.targets[place] for place in kept))
    outcome = replace(whole.outcomes[0], verdicts=tuple(whole.outcomes[0].verdicts[place] for place in kept))
    made = Results(case, (outcome,))
    files = write_figures(made, "en", tmp_path / "figures")
    assert [file.name for file in files[:4]] == ["overview.png", "overview.svg", "matrix.png", "matrix.svg"]
    assert len(files) == 4 + len(headline_labels(made)) == 7
    assert all(file.is_file() for file in files)
    assert FIGURE_KINDS == ("overview", "matrix", "trajectories")


def test_no_matrix_where_nothing_is_modelled(tmp_path):
    made = results(1)
    alone = replace(made.outcomes[0], verdicts=made.outcomes[0].verdicts[-4:])
    without = Results(replace(made.case, targets=made.case.targets[-4:]), (alone,))
    assert write_figures(without, "en", tmp_path / "figures", ("matrix",)) == ()
    assert not (tmp_path / "figures").exists()


def test_file_names_of_elements(tmp_path):
    made = results(1)
    labels = tuple(
        replace(label, variable=name)
        for label, name in zip(made.case.labels[:3], ("capacity[wind]", "capacity wind", "Capacity Wind"), strict=True)
    )
    outcome = made.outcomes[0]
    names = tuple(label.variable for label in labels)
    yearly = replace(outcome.yearly, names=names, values=outcome.yearly.values[:, :3])
    case = replace(made.case, labels=labels, targets=())
    files = write_figures(
        Results(case, (replace(outcome, yearly=yearly, verdicts=()),)), "en", tmp_path, ("trajectories",)
    )
    stems = [file.stem.casefold() for file in files if file.suffix == ".png"]
    assert len(set(stems)) == 3 and stems[0] == "trajectory-capacity-wind"


@pytest.mark.filterwarnings("error")
def test_no_text_of_a_file_breaks_a_figure(tmp_path):
    """Control characters and characters that no font has are shown as something that can be drawn."""
    made = results(1)
    strange = "a\x1b[31mred\x07\n\U000f0000 城"
    target = replace(made.case.targets[0], name_en=strange)
    scenario = replace(made.outcomes[0].scenario, title=(("en", strange),))
    labels = tuple(replace(label, en=f"{label.en}{strange}") for label in made.case.labels)
    outcome = replace(made.outcomes[0], scenario=scenario)
    case = replace(made.case, labels=labels, targets=(target, *made.case.targets[1:]))
    files = write_figures(Results(case, (outcome,)), "en", tmp_path, ("overview", "matrix"))
    assert len(files) == 4
