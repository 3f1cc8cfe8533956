"""Words of fits are in the vocabulary, and both languages fill the same braces."""

import re

from simulator.report.fit.words import FIT_WORDS
from simulator.report.words import WORDS


def test_words_are_in_the_vocabulary_with_the_same_braces():
    for key, phrase in FIT_WORDS.items():
        assert WORDS[key] is phrase
        assert set(re.findall(r"{\w+}", phrase.en)) == set(re.findall(r"{\w+}", phrase.zh)), key
