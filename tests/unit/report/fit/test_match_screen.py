"""History matching on a terminal and as JSON."""

import json

import pytest

from simulator.report.fit.match_screen import match_content, match_text
from simulator.report.words import say
from tests.matches import matched


@pytest.mark.parametrize("language", ["en", "zh"])
def test_headlines_inputs_notes_and_what_they_depend_on_are_told(language):
    text = match_text(matched(), language, 0)
    for key in ("match.headlines", "match.inputs", "match.structure"):
        assert say(key, language) in text
    assert say("match.poor", language, square="3.1") in text
    assert "growth" in text
    assert "2025" in text


def test_content_is_json():
    content = json.loads(json.dumps(match_content(matched())))
    assert content["members"] == 200
    assert content["settled"] is True
    assert len(content["summary"]) == 5
    assert len(content["fit"]) == 14
