"""What commands say on the way and write for machines: a reader of Chinese meets no English sentence."""

import json
import re
from pathlib import Path

import pytest

from tests.whole.test_fit import fitted

__all__ = ["fitted"]

CHINESE = re.compile(r"[\u4e00-\u9fff]")
COMMANDS = (
    ("run", "base"),
    ("calibrate", "smalltown", "--starts", "20", "--iterations", "1"),
    ("holdout", "smalltown", "--until", "2024", "--starts", "20", "--iterations", "1", "--members", "100"),
    ("match", "smalltown", "--members", "100"),
    ("check", "smalltown"),
    ("describe", "smalltown"),
)


def is_place(line: str) -> bool:
    """Tell a line that names a file."""
    return line.startswith("  ") and " " not in line.strip()


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_what_is_said_on_the_way_is_chinese(fitted, command, words):
    said = command(*words, "--lang", "zh")
    assert said.code in (0, 3)
    lines = said.err.splitlines()
    assert not [line for line in lines if not CHINESE.search(line) and not is_place(line)]


@pytest.mark.parametrize("words", COMMANDS[1:4], ids=lambda words: words[0])
def test_notes_for_machines_are_in_both_languages(fitted, command, words):
    assert command(*words, "--lang", "en").code == 0
    (manifest,) = Path("outputs").glob(f"{words[0]}-*/manifest.json")
    told = json.loads(manifest.read_text(encoding="utf-8"))
    notes = told.get("notes", []) or told.get("cuts", {}).get("2024", {}).get("calibration", {}).get("notes", [])
    assert words[0] == "match" or notes
    assert all(set(each) == {"en", "zh"} and CHINESE.search(each["zh"]) for each in notes)
