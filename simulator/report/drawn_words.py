"""Distributions told in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.report.words import Language, choose
from simulator.scenario.distribution import DISTRIBUTIONS, LISTED, STRETCH, Distribution

__all__ = ["KINDS", "NUMBERS", "drawn_text", "short_number"]

KINDS: Mapping[str, str] = {
    "triangular": "三角分布",
    "uniform": "均匀分布",
    "normal": "正态分布",
    "lognormal": "对数正态分布",
    "beta": "贝塔分布",
    "discrete": "离散分布",
    "empirical": "经验分布",
}
NUMBERS: Mapping[str, str] = {
    "low": "下限",
    "mode": "众数",
    "high": "上限",
    "mean": "均值",
    "standard deviation": "标准差",
    "median": "中位数",
    "standard deviation of the logarithm": "对数标准差",
    "alpha": "α",
    "beta": "β",
}
# Numbers of a distribution that are in no unit, whatever is drawn.
_BARE = ("standard deviation of the logarithm", "alpha", "beta")
# As many values are written one by one.
_MOST_LISTED = 8


def drawn_text(distribution: Distribution, language: Language, scale: float = 1.0) -> str:
    """Write a distribution: "normal: mean 1, standard deviation 0.25, within 0.3 to 1.7".

    scale: from its numbers to those that are written; what has no unit stays as it is.
    """
    kind, numbers, weights = distribution.kind, distribution.numbers, distribution.weights
    if kind not in LISTED:
        names = (*DISTRIBUTIONS[kind], *STRETCH)
        parts = [
            f"{choose(name, NUMBERS[name], language)} {short_number(number if name in _BARE else scale * number)}"
            for name, number in zip(names, numbers, strict=False)
        ]
    elif kind == "empirical" or len(numbers) > _MOST_LISTED:
        low, high = (short_number(scale * end) for end in (min(numbers), max(numbers)))
        parts = [choose("{} values from {} to {}", "{} 个取值，{} 至 {}", language).format(len(numbers), low, high)]
    elif weights:
        share = choose("{} (share {})", "{}（份额 {}）", language)
        pairs = zip(numbers, weights, strict=True)
        parts = [share.format(short_number(scale * value), short_number(weight)) for value, weight in pairs]
    else:
        parts = [*(short_number(scale * value) for value in numbers), choose("equally likely", "概率相等", language)]
    if distribution.within:
        low, high = (short_number(scale * end) for end in distribution.within)
        parts.append(choose("within {} to {}", "限于 {} 至 {}", language).format(low, high))
    return f"{choose(kind, KINDS[kind], language)}{choose(': ', '：', language)}{_joined(parts, language)}"


def short_number(number: float) -> str:
    """Write a number with six digits."""
    return f"{number:.6g}"


def _joined(parts: Iterable[str], language: Language) -> str:
    return choose(", ", "，", language).join(parts)
