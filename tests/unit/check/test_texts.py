"""Texts: what is missing at a variable, and what nothing reads."""

import pytest

from simulator.check.texts import check_sources, check_texts
from tests.unit.check.small import TOWN, source_and_model, told


def test_a_documented_model_passes_and_its_outputs_are_counted():
    source, model = source_and_model()
    result = check_texts(source, model, None)
    assert (result.status, result.findings) == ("passed", ())
    assert result.counts == {"variables": 11, "outputs": 2}


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("extra = people | | Extra.", "texts.no_unit"),
        ("extra = people | person |", "texts.no_text"),
        ("births share = 0.5 | Dmnl [0,1] | Share.", "texts.no_source"),
        ("births share = 0.5 | Dmnl | Share; assumption.", "texts.no_range"),
        ("births share = 0.5 | Dmnl [0,?] | Share; assumption.", "texts.no_range"),
        ("births share = 0.5 | Dmnl [1,0] | Share; assumption.", "texts.crossed"),
        ("births share = 0.5 | Dmnl [0,0.4] | Share; assumption.", "texts.outside"),
    ],
)
def test_what_is_missing_is_named(line, key):
    use = "use = births share | Dmnl | Use." if line.startswith("births") else ""
    source, model = source_and_model(f"{TOWN}\n{line}\n{use}")
    result = check_texts(source, model, None)
    assert [each[1] for each in told(result)] == [key]
    assert result.status == "failed"


def test_a_definition_needs_no_range():
    source, model = source_and_model(f"{TOWN}\nhalf = 0.5 | Dmnl | Half. Source: definition.\nuse = half | Dmnl | Use.")
    assert check_texts(source, model, None).findings == ()


def test_what_nothing_reads():
    source, model = source_and_model(f"{TOWN}\nlonely = 1 | person [0,2] | Lonely; assumption.")
    assert told(check_texts(source, model, None)) == [("lonely", "texts.unused")]
    shown = {"people", "check people"}
    assert told(check_texts(source, model, shown)) == [("output", "texts.unshown"), ("lonely", "texts.unused")]


def test_sources_are_counted():
    _, model = source_and_model(f"{TOWN}\nhalf = 0.5 | Dmnl | Half. Source: definition.\nbare = 1 | Dmnl | Bare.")
    result = check_sources(model)
    assert result.status == "passed"
    assert result.counts["share"] == pytest.approx(3 / 6)
    assert {
        name: result.counts[name]
        for name in ("source", "calibrated", "assumption", "definition", "untold", "constants")
    } == {
        "source": 2,
        "calibrated": 0,
        "assumption": 3,
        "definition": 1,
        "untold": 1,
        "constants": 6,
    }
    assert told(result) == [("bare", "texts.no_source")]
