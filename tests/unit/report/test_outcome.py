"""What a report is made from."""

from simulator.report.outcome import label_text
from tests.unit.report.synthetic import results


def test_labels_are_found_by_variable():
    made = results(1)
    label = made.label("GDP")
    assert label is not None and label.unit == "亿元"
    assert made.label("unknown") is None


def test_a_label_speaks_both_languages():
    label = results(1).label("population")
    assert label is not None
    assert (label_text(label, "en"), label_text(label, "zh")) == ("Population", "常住人口")
