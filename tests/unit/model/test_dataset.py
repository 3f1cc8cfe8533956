"""Files of data for variables without equations."""

import pytest

from simulator.model.beside import Beside
from simulator.model.cells import SheetFault
from simulator.model.dataset import Datasets, element_key
from simulator.model.syntax import Curve

BY_COLUMN = "Time\tValues[A1]\tValues[A2]\tpopulation, total\n0\t1\t\t7\n1\t2\t5\t\n"
BY_ROW = "Time,0,1\nValues[A1],1,2\nValues[ A2 ],,5\n"


@pytest.fixture
def datasets(tmp_path):
    """Return a function that opens files beside m.mdl: name=text."""

    def opened(given=(), **texts: str) -> Datasets:
        for name, text in texts.items():
            (tmp_path / name.replace("__", ".")).write_text(text, encoding="utf-8")
        return Datasets(Beside(tmp_path, {}), tmp_path / "m.mdl", [tmp_path / each for each in given])

    return opened


def fault(found, *names):
    with pytest.raises(SheetFault) as caught:
        found.curves(names)
    return caught.value.messages


@pytest.mark.parametrize("text", [BY_COLUMN, BY_ROW])
def test_values_by_column_and_by_row(datasets, text):
    found = datasets(data__tab=text) if "\t" in text else datasets(data__csv=text)
    assert found.curves(["values[a1]", "Values[A2]"]) == [Curve((0.0, 1.0), (1.0, 2.0)), Curve((1.0,), (5.0,))]


def test_values_of_a_dat_file(datasets):
    found = datasets(data__dat="x\n0\t1\n4\t2\ny\n1\t7\n")
    assert found.curves(["y", "x"]) == [Curve((1.0,), (7.0,)), Curve((0.0, 4.0), (1.0, 2.0))]


def test_names_are_folded():
    assert element_key('"Big  Town"[ A1 , B_2 ]') == "big town[a1,b 2]"


def test_files_that_are_given_come_alone(datasets):
    found = datasets(["own.csv"], own__csv="Time,x\n0,1\n", data__csv="Time,x\n0,2\n")
    assert found.curves(["x"])[0].y == (1.0,)


def test_a_file_is_opened_when_it_is_asked_for(datasets):
    found = datasets(data__csv="")
    assert fault(found, "x") == (
        "data.csv, which names no variable. Expected Time and the names in the first row. Add them.",
    )


def test_without_a_file(datasets):
    assert fault(datasets(), "人口") == (
        "data for '人口' from a file, but there is none. Expected m_data.tab, m_data.csv, m_data.dat, data.tab, "
        "data.csv or data.dat beside the model with a column of that name. Write it, or give the variable an equation.",
    )


def test_a_name_that_is_not_there(datasets):
    assert fault(datasets(data__tab=BY_COLUMN), "Value[A1]") == (
        "data.tab: no values of 'Value[A1]'. Nearest: 'Values[A1]', 'Values[A2]'. Rename or remove it.",
    )


def test_values_in_two_files_or_twice_in_one(datasets):
    two = datasets(data__csv="Time,x\n0,1\n", m_data__csv="Time,x\n0,1\n")
    assert fault(two, "x") == ("'x' from m_data.csv and data.csv. Expected it in one file. Remove it from the others.",)
    twice = datasets(["a.csv"], a__csv="Time,x,X\n0,1,2\n")
    assert fault(twice, "x") == ("a.csv, cell C1, which names 'X' again. Expected it once. Remove one of the two.",)


def test_cells_that_are_no_numbers(datasets):
    assert fault(datasets(data__csv='Time,x\n0,"1,5"\n'), "x") == (
        "data.csv, cell B2, which holds the text '1,5'. Expected a number. Correct the cell.",
    )
