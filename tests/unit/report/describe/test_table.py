"""Tables in Markdown."""

from simulator.report.describe.table import plain, table_lines


def test_a_table():
    assert table_lines(["a", "b"], [["1", "x|y\nz"]]) == ["| a | b |", "| --- | --- |", "| 1 | x\\|y z |", ""]


def test_texts_of_a_model_are_no_markup():
    assert plain("<script>x</script>") == "&lt;script&gt;x&lt;/script&gt;"
    assert plain("Told.\n# Heading\n\n[a](b) `c` R&D | d") == "Told. \\# Heading \\[a\\](b) \\`c\\` R&amp;D &#124; d"
