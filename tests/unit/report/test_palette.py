"""Colours stay apart for every eye, and from white paper."""

from itertools import combinations

import numpy as np
import pytest

from simulator.report.palette import LINE_COLOURS, SHAPES, VERDICT_COLOURS, line_style
from simulator.target.register import READINGS

# Machado, Oliveira, Fernandes (2009), severity 1: linear RGB of a colour as a colour-blind eye sees it.
EYES = {
    "usual": np.eye(3),
    "no red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    "no blue": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear(colour: str) -> np.ndarray:
    """Linear RGB of #rrggbb. Source: IEC 61966-2-1."""
    coded = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB under D65."""
    ratio = TO_XYZ @ np.clip(rgb, 0, 1) / np.array([0.95047, 1, 1.08883])
    bent = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])])


def smallest_distance(colours, eye: np.ndarray) -> float:
    """Smallest distance between two of some colours."""
    seen = [lab(eye @ linear(colour)) for colour in colours]
    return min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2))


@pytest.mark.parametrize("eye", EYES.values(), ids=EYES)
def test_lines_are_told_apart(eye):
    assert smallest_distance(LINE_COLOURS, eye) > 25


@pytest.mark.parametrize("eye", EYES.values(), ids=EYES)
def test_verdicts_are_told_apart(eye):
    colours = [VERDICT_COLOURS[word] for word in ("met", "missed", "too_close", "undecided")]
    assert smallest_distance(colours, eye) > 15


def test_lines_are_dark_enough_for_paper():
    for colour in LINE_COLOURS:
        luminance = float(np.array([0.2126, 0.7152, 0.0722]) @ linear(colour))
        assert 1.05 / (luminance + 0.05) > 2.5


def test_fifteen_scenarios_look_different():
    assert len({line_style(position) for position in range(15)}) == 15
    assert line_style(15) == line_style(0)


def test_every_reading_has_a_shape():
    assert set(SHAPES) == set(READINGS)
