"""docs/model.md and docs/model.zh.md are what the program writes about the shipped model."""

import re
from functools import cache
from pathlib import Path

import pytest

from simulator.report.describe.document import document
from simulator.report.describe.outcome import Description
from simulator.report.describe.write import DOCUMENTS
from simulator.report.words import LANGUAGES
from simulator.study.describe import describe_model, headlines_of

ROOT = Path(__file__).resolve().parents[2]
_NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?:e[-+]\d+)?")


@cache
def described() -> Description:
    """Describe the shipped city, once."""
    return describe_model("dezhou")


def nearly(kept: str, made: str) -> bool:
    """Tell whether two lines agree but for the last digits of numbers, which a library may round differently."""
    if kept == made:
        return True
    if _NUMBER.sub("#", kept) != _NUMBER.sub("#", made):
        return False
    pairs = zip(_NUMBER.findall(kept), _NUMBER.findall(made), strict=True)
    return all(float(one) == pytest.approx(float(two), rel=2e-3, abs=1.01) for one, two in pairs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_is_that_of_the_model(language):
    path = ROOT / "docs" / DOCUMENTS[language]
    kept = path.read_text(encoding="utf-8").splitlines()
    made = document(described(), language, headlines_of(described())).splitlines()
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
