"""What is said of one variable."""

from dataclasses import replace

from simulator.report.describe.entry import entry_lines
from simulator.report.describe.names import Names
from tests.unit.report.describe.dairy import dairy


def entry(name: str, language: str = "en") -> str:
    return "\n".join(entry_lines(Names(dairy(), language), dairy().number(name)))


def test_a_stock():
    told = entry("cows")
    assert '<a id="v-cows"></a>' in told
    assert "cows = INTEG(growing up - cows * loss rate, 20)" in told
    assert "- Time to answer: 10 years" in told
    assert "- Reads: [cows](#v-cows) (−), [growing up](#v-growing-up) (+), [loss rate](#v-loss-rate) (−)" in told
    assert "- Loops: [R1](#loop-R1), [B1](#loop-B1)" in told
    assert "- History: `cows`: 3 values 2020–2022, confidence high (Herd book)" in told
    assert "- Targets: [Cows of the plan](#t-cows-2030) (2030, ≥ 40 × 10k people, model: " in told
    assert "In the run" not in told  # the table of years tells it


def test_what_verdicts_rest_on_is_told_once():
    rests = "Cows rest on `loss rate`."
    assert f"- Verdicts rest on: {rests}\n" in entry_with((2030, rests), (2035, rests))
    assert "- Verdicts rest on: 2030, ≥ 40 × 10k people: A. 2035, ≥ 40 × 10k people: B.\n" in entry_with(
        (2030, "A."), (2035, "B.")
    )
    assert "- 判定依据: 2030, ≥ 40 万人：甲。 2035, ≥ 40 万人：B." in entry_with(
        (2030, "A."), (2035, "B."), language="zh", chinese={"A.": "甲。"}
    )
    assert "Verdicts rest on" not in entry("cows")


def entry_with(*reasons: tuple[int, str], language: str = "en", chinese: dict[str, str] | None = None) -> str:
    """Write the cows, with a target of each year and reason."""
    made = dairy()
    assert made.case is not None
    only = made.case.targets[0]
    targets = tuple(
        replace(only, year=year, reason=text, reason_zh=(chinese or {}).get(text, "")) for year, text in reasons
    )
    told = replace(made, case=replace(made.case, targets=targets))
    return "\n".join(entry_lines(Names(told, language), made.number("cows")))


def test_a_constant_with_its_origin_range_and_use():
    assert "Constant, `1/Year` (1 per year), range 0.2 to 0.8, **assumption**; `models/dairy/dairy.mdl:12`" in entry(
        "fertility"
    )
    assert "- Lever: Fertility: 0 to 1, as it stands 0.5" in entry("fertility")
    assert "- Calibrated: on history, between 0.05 and 0.2; herd book" in entry("loss rate")


def test_smooths_are_passed_and_tables_named():
    assert "- Reads: [room](#v-room) (+)" in entry("perceived room")
    assert "- Reads: [cows](#v-cows) (−), [pasture](#v-pasture) (+), [room of grass](#v-room-of-grass)" in entry("room")
    assert "- Read by: [perceived room](#v-perceived-room)" in entry("room")
    assert "- Read by: [room](#v-room)" in entry("room of grass")
    assert "- Read by: nothing; it is a result" in entry("milk")


def test_chinese_with_the_glossary_and_without():
    assert "成年奶牛。" in entry("cows", "zh")
    assert "Grown cows" not in entry("cows", "zh")
    assert "Falls with crowding.（英文原文；glossary.csv 尚无其中文说明。）" in entry("room", "zh")


def test_texts_and_names_of_the_model_are_no_markup():
    number = dairy().number("cows")
    bad = replace(dairy().model.variables[number], name="*a*`b", unit="a`b", texts=("x = ```",))
    variables = (*dairy().model.variables[:number], bad, *dairy().model.variables[number + 1 :])
    odd = replace(dairy(), model=replace(dairy().model, variables=variables))
    told = "\n".join(entry_lines(Names(odd, "en"), number))
    assert "</a>\\*a\\*\\`b\n" in told
    assert "Stock, ``a`b``" in told.replace("`` a`b ``", "``a`b``")
    assert "````text\nx = ```\n````" in told
