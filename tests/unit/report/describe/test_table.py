"""Tables in Markdown."""

from simulator.report.describe.table import table_lines


def test_a_table():
    assert table_lines(["a", "b"], [["1", "x|y\nz"]]) == ["| a | b |", "| --- | --- |", "| 1 | x\\|y z |", ""]
