"""Every bad value on the command line ends in one message that says what, what was expected and what to do."""

import pytest

from tests.scenarios import faults_of

OVERRIDES = {
    "GDP=5": (
        "the model produces 'GDP', so it cannot be set. Expected a constant. "
        "Write it under impose in a scenario file, and run that."
    ),
    "FINAL TIME=2040": (
        "'FINAL TIME' is a time setting of the model, which no scenario changes. Expected another name. "
        "Remove it; --time-step on the command line changes the step."
    ),
    "wind starts={2026:40}": "'2026:40' has no blank behind the colon. Expected '2026: 40'. Write it so.",
    "hukou effort＝0.4": (
        "'hukou effort＝0.4' holds the full-width '＝'. Expected 'hukou effort=0.4'. "
        "Type it so, with the Chinese input method off."
    ),
    "hukuo effort=0.4": "no lever or constant 'hukuo effort'. Nearest: 'hukou effort'. Rename or remove it.",
    "hukou effort=0.9": "hukou effort is 0.9. Expected -0.5 to 0.5. Choose a value in that range.",
    "hukou effort": "'hukou effort' lacks a name or a value. Expected NAME=VALUE. Write it so.",
    "hukou effort=": "'hukou effort=' lacks a name or a value. Expected NAME=VALUE. Write it so.",
    "=0.4": "'=0.4' lacks a name or a value. Expected NAME=VALUE. Write it so.",
    "wind starts={2026: 40": (
        "'wind starts={2026: 40': this is not YAML: while parsing a flow mapping expected ',' or '}', but got "
        "'<stream end>'. Expected 'key: value' lines, indented with spaces. Correct the line."
    ),
}


@pytest.mark.parametrize("text", OVERRIDES)
def test_bad_override(text):
    assert faults_of("baseline", text) == (f"--set: {OVERRIDES[text]}",)


def test_all_overrides_at_once():
    texts = ("wind starts=1000", "x=1")
    assert faults_of("baseline", *texts) == (
        "--set: wind starts is 1000. Expected 0 to 200. Choose a value in that range.",
        "--set: no lever or constant 'x'. Expected one of 'data centre load', 'export limit', 'grid factor', "
        "'hukou effort', 'must run hours', 'productivity growth[emer]', 'productivity growth[trad]', 'PV starts', "
        "'storage starts', 'thermal starts', 'wind starts'. Rename or remove it.",
    )
