import pytest

from simulator.check.fields import FieldReader
from simulator.scenario.read import parse


@pytest.fixture
def reader():
    return FieldReader([])


def node(text):
    return parse(text, "x.yaml")[0]


def test_fields_that_are_not_there(reader):
    assert reader.of(None, ("a",), "key") == {}
    assert reader.text(None, "why") == ""
    assert reader.number(None, "n", 3.0) == 3.0
    assert reader.part(None, "n", 0.5) == 0.5
    assert reader.count(None, "n", 3) == 3
    assert reader.words(None, "title") == ()
    assert reader.faults == []


def test_a_text_stands_for_both_languages_or_has_them(reader):
    assert reader.either(node("why"), "why") == (("en", "why"), ("zh", "why"))
    assert reader.either(node("{en: why, zh: 原因}"), "why") == (("en", "why"), ("zh", "原因"))
    assert reader.either(None, "why") == ()
    assert reader.faults == []


def test_parts_are_read_with_and_without_percent(reader):
    assert reader.part(node("0.5 %"), "mape", 0.0) == pytest.approx(0.005)
    assert reader.part(node("0.005"), "mape", 0.0) == 0.005


def test_counts_are_whole_and_one_at_least(reader):
    assert [reader.count(node(text), "least", 3) for text in ("1", "7", "2.0")] == [1, 7, 2]
    assert reader.faults == []
    for text in ("0", "-2", "2.5"):
        assert reader.count(node(text), "least", 3) == 3
    assert [str(each) for each in reader.faults] == [
        f"x.yaml:1:1: least is {text}. Expected a whole number of 1 or more. Correct it." for text in ("0", "-2", "2.5")
    ]


def test_years_with_a_reason(reader):
    assert list(reader.years(node("{2020: a break, 2021.5: half}"))) == [(2020.0, "a break"), (2021.5, "half")]


@pytest.mark.parametrize(
    ("call", "text", "message"),
    [
        (lambda reader, each: reader.part(each, "mape", 0), "200 %", "mape is '200 %'. Expected more than 0"),
        (lambda reader, each: reader.number(each, "n", 0), "x", "n is 'x'. Expected a number"),
        (lambda reader, each: reader.text(each, "why"), "[1]", "why is a list. Expected a text"),
        (lambda reader, each: reader.words(each, "title"), "{en: x}", "title is a map. Expected {en: ..., zh: ...}"),
        (lambda reader, each: list(reader.years(each)), "{soon: why}", "a year is 'soon'. Expected a number"),
        (lambda reader, each: list(reader.entries(each, "fit")), "3", "fit is 3. Expected a map of names"),
    ],
)
def test_what_is_wrong_is_told(call, text, message, reader):
    call(reader, node(text))
    assert message in str(reader.faults[0])
