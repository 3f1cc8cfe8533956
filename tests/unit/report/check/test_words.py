import re
from pathlib import Path

from simulator.check import BATTERY, STATUSES
from simulator.report.check.words import CHECK_WORDS

CHECKS = Path(__file__).resolve().parents[4] / "simulator" / "check"


def test_every_part_and_status_has_a_word():
    for part in BATTERY:
        assert f"check.part.{part}" in CHECK_WORDS
    for status in STATUSES:
        assert f"check.status.{status}" in CHECK_WORDS


def test_everything_that_a_check_says_has_words():
    text = "\n".join(path.read_text(encoding="utf-8") for path in CHECKS.glob("*.py"))
    keys = set(re.findall(r'said\(\s*"([a-z_.]+)"', text)) | set(
        re.findall(r'"((?:expect|units|skipped)\.[a-z_]+)"', text)
    )
    assert len(keys) > 40
    assert keys - set(CHECK_WORDS) == set()


def test_both_languages_fill_the_same_braces():
    for key, phrase in CHECK_WORDS.items():
        braces = [set(re.findall(r"{(\w+)}", text)) for text in (phrase.en, phrase.zh)]
        assert braces[0] == braces[1], key
