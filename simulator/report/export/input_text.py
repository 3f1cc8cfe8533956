"""What a scenario sets and imposes and what a batch sweeps and draws, read from a manifest and told for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from simulator.report.drawn_words import KINDS, NUMBERS
from simulator.report.words import Language, choose, say
from simulator.scenario.distribution import DISTRIBUTIONS, LISTED, STRETCH
from simulator.scenario.schedule import value_text

__all__ = ["imposed_text", "input_text"]

_MOST_LISTED = 12
_IMPOSED: Mapping[str, str] = {
    "growth": "年增速",
    "from": "起始",
    "path": "路径",
    "kind": "方式",
    "start": "初值",
    "knots": "节点",
    "offset": "偏移",
    "linear": "分段线性",
    "step": "阶梯",
}


def input_text(told: Mapping[str, Any], language: Language) -> str:
    """Tell how an input differs among members. told: as the manifest of a batch describes it."""
    drawn, act = told.get("distribution"), str(told.get("act", "value"))
    if isinstance(drawn, Mapping):
        text = _drawn_text(drawn, language)
    elif told.get("values"):
        text = choose("each of: {}", "逐一取值：{}", language).format(_listed(told["values"], language))
    else:
        text = say("plan.given", language)
    if told.get("zipped") is not None:
        text += choose("; moves together with group {}", "；与第 {} 组一同变动", language).format(told["zipped"] + 1)
    return text if act == "value" else say(f"plan.{act}", language, text=text)


def imposed_text(told: Any, language: Language) -> str:
    """Tell what a scenario sets a constant to, or imposes on a variable. told: as the manifest describes it."""
    if isinstance(told, Mapping):
        kept = {key: value for key, value in told.items() if value not in (None, "") and (key, value) != ("offset", 0)}
        pairs = ((choose(key, _IMPOSED.get(key, key), language), _of_key(key, kept[key], language)) for key in kept)
        return _joined((f"{key}{_colon(language)}{value}" for key, value in pairs), language)
    if isinstance(told, list) and all(isinstance(knot, list) for knot in told):
        return _joined((f"{value_text(year)}{_colon(language)}{value_text(value)}" for year, value in told), language)
    if isinstance(told, list):
        return _listed(told, language)
    return value_text(told) if _is_number(told) else choose(str(told), _IMPOSED.get(str(told), ""), language)


def _of_key(key: str, value: Any, language: Language) -> str:
    """Tell one thing of what is imposed; a rate of growth as it is written in a scenario."""
    if key == "growth" and _is_number(value):
        return f"{100 * value:.10g} {choose('% a year', '%/年', language)}"
    return imposed_text(value, language)


def _drawn_text(drawn: Mapping[str, Any], language: Language) -> str:
    """Write a distribution: "normal: mean 1, standard deviation 0.25, within 0.3 to 1.7"."""
    kind, numbers, weights = str(drawn["kind"]), list(drawn["numbers"]), list(drawn.get("weights") or ())
    if kind in LISTED and weights and len(numbers) <= _MOST_LISTED:
        share = choose("{} (share {})", "{}（份额 {}）", language)
        parts = [
            share.format(value_text(number), value_text(weight))
            for number, weight in zip(numbers, weights, strict=True)
        ]
    elif kind in LISTED:
        parts = [_listed(numbers, language)]
    else:
        names = (*DISTRIBUTIONS[kind], *STRETCH)
        parts = [
            f"{choose(name, NUMBERS[name], language)} {value_text(number)}"
            for name, number in zip(names, numbers, strict=False)
        ]
    if drawn.get("within"):
        low, high = map(value_text, drawn["within"])
        parts.append(choose("within {} to {}", "限于 {} 至 {}", language).format(low, high))
    return f"{choose(kind, KINDS.get(kind, kind), language)}{_colon(language)}{_joined(parts, language)}"


def _listed(values: list[Any], language: Language) -> str:
    """List values, or say how many there are and between what they lie."""
    if len(values) <= _MOST_LISTED:
        return _joined(map(value_text, values), language)
    text = choose("{} values from {} to {}", "{} 个取值，{} 至 {}", language)
    return text.format(f"{len(values):,}", value_text(min(values)), value_text(max(values)))


def _joined(parts: Iterable[str], language: Language) -> str:
    return choose(", ", "，", language).join(parts)


def _colon(language: Language) -> str:
    return choose(": ", "：", language)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
