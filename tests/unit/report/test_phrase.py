"""A phrase has two languages."""

from simulator.report.phrase import Phrase


def test_both_languages():
    assert (Phrase("met", "达到").en, Phrase("met", "达到").zh) == ("met", "达到")
