"""Equations that read files, as Vensim writes them."""

import pytest

from simulator.model.external import ExternalFault, LeftSide, left_side, nicknames, read_external
from simulator.model.syntax import External

GET = "GET XLS DATA('a b.xls', 'Sheet1', '4', 'C5')"
READ = ("a b.xls", "Sheet1", "4", "C5")


@pytest.mark.parametrize(
    ("text", "name", "between", "is_series"),
    [
        (f"x[A, Rows]:HOLD BACKWARD::= {GET}", "x[A, Rows]", "hold backward", True),
        (f"x := {GET}", "x", "interpolate", True),
        (f"x : = {GET}", "x", "interpolate", True),
        (f"x = {GET}", "x", "interpolate", False),
        (f"x[A]({GET})", "x[A]", "interpolate", False),
        (f"x[A]:EXCEPT:[B]:RAW::= {GET}", "x[A]:EXCEPT:[B]", "raw", True),
        ("x:look_forward:", "x", "look forward", True),
        ("x", "x", "interpolate", True),
        ('"a:=b"', '"a:=b"', "interpolate", True),
        ("x:= 2", "x", "interpolate", True),
    ],
)
def test_left_sides(passage, text, name, between, is_series):
    found = left_side(passage(text))
    assert found is not None
    assert (text[: found.end].rstrip(), found.between, found.is_series) == (name, between, is_series)


@pytest.mark.parametrize("text", ["x = 2", "x((0,0),(1,1))", '"a:=b" = 3', "x = MAX(a :AND: b, 1)", "x = get data(1)"])
def test_other_equations_are_left_alone(passage, text):
    assert left_side(passage(text)) is None


def right(passage, text, is_range=False):
    return read_external(passage(text), "raw", is_range)


@pytest.mark.parametrize("text", [GET, f"{GET})", f"({GET})", GET.replace("GET XLS DATA", "get_direct_data ")])
def test_right_sides(passage, text):
    assert right(passage, text) == External("data", READ, "raw")


@pytest.mark.parametrize(
    ("text", "function", "arguments"),
    [
        ("GET DIRECT CONSTANTS('数据.xlsx', '表', '值*')", "constants", ("数据.xlsx", "表", "值*")),
        ("GET XLS LOOKUPS('a.csv', ',', 'A', 'B2')", "lookups", ("a.csv", ",", "A", "B2")),
        ("GET XLS LOOKUP('a (1).csv', ' ', 'A', 'B2')", "lookups", ("a (1).csv", " ", "A", "B2")),
        ("", "data", ()),
    ],
)
def test_functions(passage, text, function, arguments):
    assert right(passage, text) == External(function, arguments, "raw")


def test_ranges(passage):
    text = "GET DIRECT SUBSCRIPT('b.csv', ',', 'A2', 'A', '')"
    assert right(passage, text, True) == External("subscript", ("b.csv", ",", "A2", "A", ""), "raw")


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        (
            "2",
            "a data equation that reads no file, which this release does not run. "
            "Nearest: an equation with = in place of :=. Rewrite it",
            0,
        ),
        (
            f"{GET} * 2",
            "more than the reading of a file. Expected it alone. Give it a variable of its own",
            0,
        ),
        (
            "GET XLS DATA('a.xls', 'A')",
            "2 arguments. Expected 4 in quotes: file, sheet, row or column of times, first cell. Correct them",
            0,
        ),
        (
            "GET XLS CONSTANTS('a.xls', 'S', B2)",
            "'B2' among its arguments. Expected texts in single quotes. Correct it",
            31,
        ),
        (
            "GET DIRECT SUBSCRIPT('b.csv', ',', 'A2', 'A', '')",
            "GET DIRECT SUBSCRIPT here. Expected GET DIRECT CONSTANTS, DATA or LOOKUPS. Correct it",
            0,
        ),
    ],
)
def test_what_is_not_written_right(passage, text, message, position):
    with pytest.raises(ExternalFault) as caught:
        right(passage, text)
    assert (str(caught.value), caught.value.position) == (message, position)


def test_names_for_files():
    assert nicknames("15:0,0\n30:?data=a b.xlsx\r\n30:?表=b.csv\n") == {"?data": "a b.xlsx", "?表": "b.csv"}


def test_a_data_variable_has_no_right_side(passage):
    assert left_side(passage("x y")) == LeftSide(3, 3, "interpolate", True)
