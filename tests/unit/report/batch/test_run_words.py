"""What is said before and while a batch runs is said in both languages with the same facts."""

import string

from simulator.report.batch.run_words import RUN_WORDS


def test_both_languages_tell_the_same():
    for key, phrase in RUN_WORDS.items():
        fields = [
            sorted(field for _, field, _, _ in string.Formatter().parse(text) if field)
            for text in (phrase.en, phrase.zh)
        ]
        assert fields[0] == fields[1], key
