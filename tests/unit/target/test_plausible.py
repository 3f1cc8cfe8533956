"""Rows of history that nothing uses are judged too: years, ranges, doubles, ties, values far from their series."""

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
    (told,) = faults("beds,,2021,12,张", "beds,,2022,13,张", "beds,,2021,12,张")
    assert told.startswith("4: 12 for 2021 stands already at ")
    assert told.endswith("history.csv:2, from the same source. Expected it once. Remove one.")


def test_two_equally_trusted_values_of_a_year_in_one_series(tmp_path):
    rows = (
        "beds,,2021,12,张,Yearbook,high,", "beds,,2021,13,张,Communique,high,",
        "beds,,2022,14,张,Yearbook,high,", "beds,,2022,15,张,Communique,medium,", "other,,2022,16,张,Communique,high,",
        "beds,,2023,14,张,Yearbook,high,", "beds,,2023,14,张,Communique,high,",
    )  # fmt: skip
    path = tmp_path / "history.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    with pytest.raises(TargetError) as refused:
        read_history(path, LABELS)
    assert str(refused.value) == (
        f"{path}:3: 13 for 2021 stands beside 12 at {path}:2, with the same confidence (high). Expected one value of a "
        "year, or one that is trusted more. Trust one less, name another series, or remove one."
    )


HUNDREDTH = "about a hundredth of"
FEWER, MORE = "less than 1/50 of", "more than 50 times"


@pytest.mark.parametrize(
    ("unit", "values", "wrong", "how"),
    [
        ("%", {2020: 43.5, 2021: 0.45, 2022: 46}, 0.45, HUNDREDTH),
        ("%", {2000: 43.5, 2010: 0.45, 2020: 46}, 0.45, HUNDREDTH),
        ("%", {2020: 43.5, 2022: 0.45}, 0.45, HUNDREDTH),
        ("%", {2020: -4, 2021: -0.05, 2022: -6}, -0.05, HUNDREDTH),
        ("亿元", {2020: 505, 2023: 5.5, 2024: 525}, 5.5, FEWER),
        ("亿元", {2020: 505, 2023: 51000, 2024: 525}, 51000, MORE),
    ],
)
def test_values_that_do_not_fit_between_their_neighbours(faults, unit, values, wrong, how):
    (told,) = faults(*(f"a series,,{year},{value},{unit}" for year, value in values.items()))
    assert f"value {wrong} {unit} is {how} what stands beside it in its series. Nearest: " in told
    assert told.endswith("Correct the value or its unit, or name another series.")


@pytest.mark.parametrize(
    ("unit", "values"),
    [
        ("%", (6, 0.1, 8)),  # growth in a bad year
        ("%", (0.1, 0.4, 3, 12, 30)),  # a new trade
        ("%", (45, 0, 46)),
        ("万千瓦", (0, 0, 2, 150, 400)),
        ("万千瓦", (1, 90, 4600)),
        ("亿元", (505, 11, 525)),
        ("亿元", (505, 25000, 525)),
        ("万人", (2, -0.01, -3)),  # a balance
        ("万人", (2, 0, 3)),
    ],
)
def test_values_that_may_stand_between_their_neighbours(faults, unit, values):
    assert faults(*(f"a series,,{2020 + place},{value},{unit}" for place, value in enumerate(values))) == ()


def test_a_share_of_long_ago_may_be_a_hundredth(faults):
    assert faults("electric cars,,2015,0.5,%", "electric cars,,2024,47.9,%") == ()


def test_the_largest_value_is_held_against_the_next(faults):
    assert faults("beds,,2021,1,张", "beds,,2022,500,张", "beds,,2023,5000,张") == ()
    (told,) = faults("beds,,2021,1,张", "beds,,2022,5,张", "beds,,2023,5001,张")
    assert "Nearest: 5." in told
