"""Distributions are told in both languages."""

import pytest

from simulator.report.drawn_words import KINDS, NUMBERS, drawn_text, short_number
from simulator.scenario.distribution import DISTRIBUTIONS, LISTED, STRETCH, Distribution


def test_every_distribution_has_its_words():
    assert set(KINDS) == {*DISTRIBUTIONS, *LISTED}
    assert set(NUMBERS) == {*STRETCH, *(name for names in DISTRIBUTIONS.values() for name in names)}


@pytest.mark.parametrize(
    ("distribution", "scale", "english", "chinese"),
    [
        (
            Distribution("normal", (0.0, 0.25), (-0.7, 0.7)),
            1.0,
            "normal: mean 0, standard deviation 0.25, within -0.7 to 0.7",
            "正态分布：均值 0，标准差 0.25，限于 -0.7 至 0.7",
        ),
        (
            Distribution("lognormal", (0.07, 0.2)),
            100.0,
            "lognormal: median 7, standard deviation of the logarithm 0.2",
            "对数正态分布：中位数 7，对数标准差 0.2",
        ),
        (
            Distribution("beta", (2.0, 5.0, 0.01, 0.02)),
            100.0,
            "beta: alpha 2, beta 5, low 1, high 2",
            "贝塔分布：α 2，β 5，下限 1，上限 2",
        ),
        (
            Distribution("discrete", (1.0, 2.0), None, (0.25, 0.75)),
            10.0,
            "discrete: 10 (share 0.25), 20 (share 0.75)",
            "离散分布：10（份额 0.25），20（份额 0.75）",
        ),
        (Distribution("discrete", (1.0, 2.0)), 1.0, "discrete: 1, 2, equally likely", "离散分布：1，2，概率相等"),
        (
            Distribution("empirical", (3.0, 1.0)),
            1.0,
            "empirical: 2 values from 1 to 3",
            "经验分布：2 个取值，1 至 3",
        ),
    ],
)
def test_both_languages(distribution, scale, english, chinese):
    assert drawn_text(distribution, "en", scale) == english
    assert drawn_text(distribution, "zh", scale) == chinese


def test_short_numbers():
    assert (short_number(7.000000000000001), short_number(1e-9)) == ("7", "1e-09")
