"""The typeface comes with the program and draws Chinese whatever the machine has."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure

from simulator.report.font import FAMILIES, drawable, figure_style, font_files, missing_characters


def test_fonts_come_with_packages():
    typeface, fallback = font_files()
    assert typeface.is_file() and typeface.parent.name == "pylopdf_fonts_zh_cn"
    assert fallback.is_file() and "matplotlib" in fallback.parts


def test_every_common_character_can_be_drawn():
    """GB 2312 has the 6,763 characters in common use."""
    common = "".join(
        bytes([high, low]).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)
    )
    assert len(common) == 6763
    assert missing_characters(common + "，。、；：？！“”（）《》—…·％‰℃≥≤±×÷≈→–−₂²³µαβΔ") == ""


def test_what_cannot_be_drawn_is_named_once():
    assert missing_characters("a\U000f0000b\U000f0000") == "\U000f0000"


def test_drawable():
    assert drawable("CO₂ 城镇化率") == "CO₂ 城镇化率"
    assert drawable("a\x1b\U000f0000城") == "a\\x1b□城"
    assert missing_characters("□") == ""


def test_settings_are_restored():
    before = dict(matplotlib.rcParams)
    with figure_style():
        assert list(matplotlib.rcParams["font.family"]) == list(FAMILIES)
    assert dict(matplotlib.rcParams) == before


def test_registered_once():
    for _ in range(2):
        with figure_style():
            pass
    names = [entry.name for entry in font_manager.fontManager.ttflist]
    assert [names.count(family) for family in FAMILIES] == [1, 1]


def pixels(text: str) -> np.ndarray:
    """Draw a text."""
    with figure_style():
        figure = Figure(figsize=(1, 0.4))
        figure.text(0.1, 0.4, text)
        drawn = BytesIO()
        figure.savefig(drawn, format="rgba")
        return np.frombuffer(drawn.getvalue(), dtype=np.uint8)


def test_chinese_is_not_boxes():
    """Two characters that the typeface has look different; two that nothing has would be the same box."""
    assert not np.array_equal(pixels("城"), pixels("镇"))


@pytest.mark.filterwarnings("error")
def test_fallback_without_a_warning():
    assert (pixels("CO₂") < 200).any()


def test_no_font_of_the_machine(tmp_path):
    """With a font list that names nothing, as on a machine without fonts, figures are the same."""
    code = (
        "import sys, numpy as np\n"
        "from matplotlib import font_manager\n"
        "font_manager.fontManager.ttflist = []\n"
        "from tests.unit.report.test_font import pixels\n"
        "sys.stdout.buffer.write(pixels('城镇化率 CO₂').tobytes())\n"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, cwd=root, check=True)
    assert done.stdout == pixels("城镇化率 CO₂").tobytes()
