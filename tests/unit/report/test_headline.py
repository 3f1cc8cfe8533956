"""Which variables are drawn."""

from dataclasses import replace

from simulator.report.headline import HEADLINE, headline_labels
from tests.unit.report.synthetic import results


def test_headline_and_targeted_variables_in_the_order_of_labels():
    made = results(1)
    names = [label.variable for label in headline_labels(made)]
    assert "births" in names and "births" not in HEADLINE, "it has a target"
    assert "urban population" in names, "it is a headline variable without a target"
    assert names == [label.variable for label in made.case.labels if label.variable in names]


def test_all_labels_where_none_is_known():
    made = results(1)
    labels = tuple(replace(label, variable=f"my {label.variable}") for label in made.case.labels)
    case = replace(made.case, labels=labels, targets=())
    assert headline_labels(replace(made, case=case)) == labels
