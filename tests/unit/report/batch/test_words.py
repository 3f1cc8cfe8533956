"""The words of batches are among all words."""

from simulator.report.batch.words import BATCH_WORDS
from simulator.report.words import WORDS


def test_every_word_is_known():
    assert BATCH_WORDS.items() <= WORDS.items()
    assert all(key.startswith("batch.") for key in BATCH_WORDS)
