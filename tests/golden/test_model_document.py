"""docs/model.md and docs/model.zh.md are what the program writes about the shipped model."""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from simulator.report.describe.document import document
from simulator.report.describe.outcome import Description
from simulator.report.describe.write import DOCUMENTS
from simulator.report.words import LANGUAGES
from simulator.study.describe import describe_model, headlines_of

ROOT = Path(__file__).resolve().parents[2]
# Lines whose numbers a run gives: values, delays and shares of loops. All others stand in the model's files, those of
# tables with links to variables too.
_OF_A_RUN = ("- In the run:", "- 运行值:", "| ")
_NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?:e[-+]\d+)?")


@cache
def described() -> Description:
    """Describe the shipped city, once."""
    return describe_model("dezhou")


def nearly(kept: str, made: str) -> bool:
    """Tell whether two lines agree: exactly, or where a run gave their numbers to a unit of the last printed digit."""
    if kept == made or "](#" in kept or not kept.startswith(_OF_A_RUN):
        return kept == made
    if _NUMBER.sub("#", kept) != _NUMBER.sub("#", made):
        return False
    return all(
        abs(float(one) - float(two)) <= 1.01 * max(last_digit(one), last_digit(two))
        for one, two in zip(_NUMBER.findall(kept), _NUMBER.findall(made), strict=True)
    )


def last_digit(number: str) -> float:
    """Return a unit of the last printed digit: 0.01 of 0.05, 1 of 61."""
    return 10.0 ** int(Decimal(number).as_tuple().exponent)


@pytest.mark.parametrize(
    ("kept", "made", "agree"),
    [
        ("- In the run: 0.4336 at 2010.3", "- In the run: 0.4337 at 2010.3", True),
        ("- In the run: 0.4336 at 2010.3", "- In the run: 0.4338 at 2010.3", False),
        ("| B1: a → b | -61 % |", "| B1: a → b | -60 % |", True),
        ("| [effort](#v-effort) | 0 – 1 | 0.5 |", "| [effort](#v-effort) | 0 – 1 | 0.6 |", False),
        ("movement rate = 0.05", "movement rate = 0.06", False),
        ("Constant, `1/Year`, range 0.2 to 0.8", "Constant, `1/Year`, range 0.2 to 0.9", False),
    ],
)
def test_only_what_a_run_gives_may_differ(kept, made, agree):
    assert nearly(kept, made) == agree


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_is_that_of_the_model(language):
    path = ROOT / "docs" / DOCUMENTS[language]
    kept = path.read_text(encoding="utf-8").splitlines()
    found = {number: described().structure.dominance(number) for number in headlines_of(described())}
    made = document(described(), language, found).splitlines()
    told = f"{path.name} is not what the program writes about models/dezhou: run `make document`"
    assert len(kept) == len(made), told
    for number, (one, two) in enumerate(zip(kept, made, strict=True), start=1):
        assert nearly(one, two), f"{path.name}:{number}: {told}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_pictures_are_there(language):
    text = (ROOT / "docs" / DOCUMENTS[language]).read_text(encoding="utf-8")
    shown = re.findall(r"\]\((figures/[^)]+)\)", text)
    assert len(shown) > 10
    missing = [each for each in shown if not (ROOT / "docs" / each).is_file()]
    assert not missing, "run `make document`"
