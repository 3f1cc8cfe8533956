"""Words of the document."""

import re

from simulator.report.describe.words import DESCRIBE_WORDS


def test_both_languages_fill_in_the_same():
    for key, phrase in DESCRIBE_WORDS.items():
        assert phrase.zh, key
        english, chinese = (set(re.findall(r"{(\w+)}", text)) for text in (phrase.en, phrase.zh))
        assert english == chinese or not phrase.en, key
