"""Which constant or variable a word stands for, and what is said of any other."""

from dataclasses import replace

import pytest

from simulator.scenario.names import ModelNames
from simulator.scenario.naming import constant_named, imposable_named, labelled_named
from simulator.scenario.place import Fault, Place
from simulator.scenario.read import Scalar


@pytest.fixture
def known(known) -> ModelNames:
    """Names of the small city model, with stocks, growth rates and labels."""
    return replace(
        known,
        stocks=frozenset({"population", "residents[urban]", "residents[rural]"}),
        growths={"GDP growth rate": "GDP"},
        labels={
            "GDP": ("Gross product (2025 prices)", "地区生产总值（2025年价）"),
            "population": ("Population", "常住人口"),
        },
    )


def word(text: str, line: int = 3) -> Scalar:
    """Write a word as it stands in a file, or with line 0 on the command line."""
    return Scalar(text, text, Place("a.yaml", line, 3) if line else Place("--set"))


def told(found: str | Fault) -> str:
    """Give the text of a fault."""
    assert isinstance(found, Fault)
    return found.text


STOCK = (
    "is a stock: its flows make it. Expected a constant to set, or a computed variable to impose. "
    "Impose one of its flows in a scenario file."
)
GROWTH = (
    "'GDP growth rate' is how fast 'GDP' grows, computed from its yearly totals. Expected the variable itself. "
    "Impose GDP: {growth: 5.5 %/year, from: 2020} in a scenario file."
)
SETTING = "is a time setting of the model, which no scenario changes."


def test_names_in_any_spelling(known):
    assert constant_named(word("Hukou_Effort"), known) == "hukou effort"
    assert imposable_named(word("gdp"), known) == "GDP"


@pytest.mark.parametrize("find", [constant_named, imposable_named])
@pytest.mark.parametrize("text", ["population", "常住人口", "residents", "residents[urban]"])
def test_a_stock_is_told_as_one(known, find, text):
    said = told(find(word(text), known))
    assert said.endswith(STOCK)
    assert said.startswith("'population'" if text == "常住人口" else repr(text))


@pytest.mark.parametrize("find", [constant_named, imposable_named])
def test_a_growth_rate_names_what_grows(known, find):
    assert told(find(word("GDP growth rate"), known)) == GROWTH


@pytest.mark.parametrize("find", [constant_named, imposable_named])
@pytest.mark.parametrize("text", ["FINAL TIME", "time step", "Initial Time", "SAVEPER"])
def test_time_settings_are_not_a_scenarios(known, find, text):
    said = told(find(word(text), known))
    assert said.startswith(f"{text!r} {SETTING}")
    assert "--time-step" in said


def test_a_produced_variable_cannot_be_set_and_what_to_do_can_be_done(known):
    what = "the model produces 'GDP', so it cannot be set. Expected a constant."
    assert told(constant_named(word("GDP"), known)) == f"{what} Move it to impose."
    there = "Write it under impose in a scenario file, and run that."
    assert told(constant_named(word("地区生产总值", 0), known)) == f"{what} {there}"


def test_labels_find_names(known):
    nearest = "Nearest: 'hukou effort' (户籍力度). Write the model's name."
    assert told(constant_named(word("户籍力度"), known)) == f"no lever or constant '户籍力度'. {nearest}"
    assert told(constant_named(word("户力"), known)) == f"no lever or constant '户力'. {nearest}"
    assert told(imposable_named(word("生产总值"), known)) == (
        "no variable '生产总值'. Nearest: 'GDP' (地区生产总值). Write the model's name."
    )
    constant = "'hukou effort' is a constant, so it is not imposed. Expected a produced variable. Move it to set."
    assert told(imposable_named(word("户籍力度"), known)) == constant


def test_elements(known):
    asked = "'capacity' has elements. Expected one of 'capacity[wind]'. Name the element."
    assert told(imposable_named(word("capacity"), known)) == asked
    many = replace(known, constants={f"birth year[{number}]": 1.0 for number in range(8)})
    assert told(constant_named(word("birth year"), many)).endswith("'birth year[4]' and 3 more. Name the element.")


def test_where_nothing_is_near_the_list_is_named(known):
    many = replace(known, constants={f"number {number}": 1.0 for number in range(30)}, imposable={})
    assert told(constant_named(word("zzz"), many)) == (
        "no lever or constant 'zzz'. No lever or constant has a name like it; simulator explain SCENARIO lists the "
        "levers. Rename or remove it."
    )
    assert told(imposable_named(word("zzz"), many)).startswith("no variable 'zzz'. There is no variable at all.")


def test_shown_variables_are_found_by_name_alone():
    known = ModelNames(
        {"a": 1.0}, labels={"GDP": ("Output", "产值"), "births": ("Births", "出生")}, imposable={"b": ""}
    )

    def named(text: str) -> str | Fault:
        return labelled_named(Scalar(text, text, Place("a.yaml", 1, 1)), known)

    assert named("gdp") == "GDP"
    for text, told in (
        ("产值", "no shown variable '产值'. Nearest: 'GDP' (产值). Write the model's name."),
        ("birth", "no shown variable 'birth'. Nearest: 'births'. Rename or remove it."),
        ("a", "'a' is not shown, so it has no unit or label here. Expected a variable of labels.csv. "),
        ("b", "'b' is not shown, so it has no unit or label here. Expected a variable of labels.csv. "),
    ):
        fault = named(text)
        assert isinstance(fault, Fault)
        assert fault.text.startswith(told)
