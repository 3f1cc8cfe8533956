import pytest

from simulator.check.words import MOST_LETTERS, Unread, cut, vocabulary_of
from tests.unit.check.small import TOWN, source_and_model


@pytest.fixture(scope="module")
def known():
    more = "part: a,b | |\nparts[part] = people | person | Parts.\n"
    more += 'births of 2020 = 1 | person | One.\n"non-owned" = 1 | Dmnl | One.'
    _, model = source_and_model(f"{TOWN}\n{more}")
    return vocabulary_of(model)


def spelled(text, known):
    return [(each.kind, each.text) for each in cut(text, known)][:-1]


def test_the_longest_name_wins(known):
    assert spelled("births of 2020<births", known) == [("name", "births of 2020"), ("sign", "<"), ("name", "births")]
    assert spelled("non-owned - births", known) == [("name", "non-owned"), ("sign", "-"), ("name", "births")]


def test_names_are_found_however_they_are_spelled(known):
    assert spelled("Birth_Rate > Parts[ A ]", known) == [("name", "birth rate"), ("sign", ">"), ("name", "parts[a]")]
    assert spelled('`births` = "deaths"', known) == [("name", "births"), ("sign", "="), ("name", "deaths")]


def test_an_array_stands_for_its_elements(known):
    assert cut("parts", known)[0].elements == ("parts[a]", "parts[b]")


def test_numbers_spans_and_words(known):
    assert spelled("1.5e3 in 2020..2025.5", known) == [
        ("number", "1.5e3"),
        ("word", "in"),
        ("number", "2020"),
        ("sign", ".."),
        ("number", "2025.5"),
    ]
    assert spelled("max(people) never rises over time", known)[0] == ("word", "max")


def test_every_stock_and_every_variable(known):
    assert known.stocks == ("people",)
    assert "birth rate" not in known.shown
    assert "parts[a]" in known.shown
    assert "TIME STEP" not in known.shown


@pytest.mark.parametrize("text", ["peopel > 3", "parts[c] > 3", "`peopel` > 3", "brith rate at 2020 > 1"])
def test_an_unknown_name_is_told(text, known):
    with pytest.raises(Unread) as fault:
        cut(text, known)
    assert fault.value.unknown in ("peopel", "parts[c]", "brith rate")


@pytest.mark.parametrize("text", ["people ; 3", "people > " + "1" * MOST_LETTERS])
def test_what_has_no_meaning(text, known):
    with pytest.raises(Unread, match=r"has no meaning here|is longer than"):
        cut(text, known)
