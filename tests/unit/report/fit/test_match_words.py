"""Words of history matching are there in both languages, with the same braces."""

import re

import pytest

from simulator.report.fit.match_words import MATCH_WORDS


@pytest.mark.parametrize("key", sorted(MATCH_WORDS))
def test_both_languages_say_the_same(key):
    phrase = MATCH_WORDS[key]
    assert phrase.en and phrase.zh
    assert set(re.findall(r"{(\w+)}", phrase.en)) == set(re.findall(r"{(\w+)}", phrase.zh))
