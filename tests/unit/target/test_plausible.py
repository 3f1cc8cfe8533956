"""Rows of history that nothing uses are judged too: years, ranges, doubles, values far from their series."""

import pytest

from simulator.errors import TargetError
from simulator.model.build import load_model
from simulator.model.labels import Label
from simulator.target import read_history

HEADER = "series,variable,year,value,unit,source_title,confidence,note"
MODEL = """\
{UTF-8}
people= INTEG (0, 100) ~ wanPerson [0,?] ~ ~|
urban share= 0.4+0*people/100 ~ Dmnl [0,1] ~ ~|
output= 5 ~ yiYuan/Year [?,90] ~ ~|
INITIAL TIME = 2020 ~ Year ~ ~|
FINAL TIME = 2030 ~ Year ~ ~|
TIME STEP = 1 ~ Year ~ ~|
SAVEPER = 1 ~ Year ~ ~|
"""
LABELS = (
    Label("people", "People", "人口", "人", "population", "end"),
    Label("urban share", "Urban share", "城镇化率", "%", "population", "end"),
    Label("output", "Output", "产值", "亿元", "economy", "total"),
)


@pytest.fixture
def faults(tmp_path):
    """Faults of rows of history, without the place of the file; none where they can be read."""
    (tmp_path / "m.mdl").write_text(MODEL, encoding="utf-8")
    model = load_model(tmp_path / "m.mdl")

    def of(*rows, against=model):
        path = tmp_path / "history.csv"
        path.write_text("\n".join([HEADER, *(f"{row},Yearbook,high," for row in rows)]), encoding="utf-8")
        try:
            read_history(path, LABELS, against)
        except TargetError as error:
            return tuple(fault.removeprefix(f"{path}:") for fault in error.faults)
        return ()

    return of


def test_rows_that_are_right(faults):
    assert faults(
        "p,people,2010,990000,人", "p,people,2020,0,人", "p,people,2025.4,1000000,人", "u,urban share,2021,100,%",
        "o,output,2021,90,亿元", "beds,,1921,12,张", "beds,,2030,11000,张", "growth,,2021,-4,%", "growth,,2022,95,%",
    ) == ()  # fmt: skip


def test_years_that_history_cannot_hold(faults):
    assert faults("p,people,2150,1,人", "beds,,1850,1,张", "o,output,2021.5,3,亿元") == (
        "2: year 2150 is after the run (2020 to 2030). Expected 1920 to 2030. Correct the cell or remove the row.",
        "3: year 1850 is more than 100 years before the run (2020 to 2030). Expected 1920 to 2030. Correct the cell or "
        "remove the row.",
        "4: year 2021.5, and 'output' is of whole years (yearly total). Expected a whole year. Correct the cell.",
    )


def test_values_outside_the_range_that_the_model_gives(faults):
    rows = ("p,people,2021,-1,人", "u,urban share,2021,101,%", "o,output,2021,91,亿元")
    assert faults(*rows) == (
        "2: value -1 人 of 'people' is outside its range in the model. Expected 0 or more. Correct the value or its "
        "unit.",
        "3: value 101 % of 'urban share' is outside its range in the model. Expected 0 to 100. Correct the value or "
        "its unit.",
        "4: value 91 亿元 of 'output' is outside its range in the model. Expected at most 90. Correct the value or its "
        "unit.",
    )
    assert faults(*rows, against=None) == ()


def test_values_far_from_the_rest_of_their_series(faults):
    told = faults(
        "beds,,2021,12,张", "beds,,2022,12001,张", "other,,2022,12001,张", "rate,,2021,43,%", "rate,,2022,-9e9,%",
        "rate,,2023,45,%", "zero,,2021,0,张", "zero,,2022,5000,张",
    )  # fmt: skip
    assert told == (
        "3: value 12001 张 is more than 1,000 times every other of its series. Nearest: 12. Correct the value or its "
        "unit, or name another series.",
        "6: value -9000000000 % is more than 100 points from every other of its series. Nearest: 43. Correct the value "
        "or its unit, or name another series.",
    )


def test_a_row_that_stands_twice(faults):
    (told,) = faults("beds,,2021,12,张", "beds,,2021,13,张", "beds,,2021,12,张")
    assert told.startswith("4: 12 for 2021 stands already at ")
    assert told.endswith("history.csv:2, from the same source. Expected it once. Remove one.")
