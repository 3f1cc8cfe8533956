"""Which variables are drawn."""

from dataclasses import replace

import pytest

from simulator.report.headline import HEADLINE, headline_labels, headline_pages, page_name
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


@pytest.mark.parametrize(("n_labels", "sizes"), [(1, [1]), (40, [40]), (41, [20, 21]), (100, [33, 34, 33])])
def test_pages_hold_every_label_once_in_order(n_labels, sizes):
    made = results(1)
    labels = tuple(replace(made.case.labels[0], variable=f"my {number}") for number in range(n_labels))
    pages = headline_pages(replace(made, case=replace(made.case, labels=labels, targets=())))
    assert [len(page) for page in pages] == sizes
    assert tuple(label for page in pages for label in page) == labels


def test_the_first_page_has_the_bare_name():
    assert [page_name("overview", number) for number in (1, 2)] == ["overview", "overview-2"]
