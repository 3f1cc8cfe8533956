"""Units of measure as a reader of either language writes them: 亿元 is "100M yuan" in English."""

import re

from simulator.report.words import Language

__all__ = ["unit_text"]

_BASES = (
    ("人", "people"),
    ("人次", "visits"),
    ("名", "people"),
    ("户", "households"),
    ("个", "items"),
    ("项", "items"),
    ("家", "firms"),
    ("件", "items"),
    ("张", "items"),
    ("元", "yuan"),
    ("美元", "US dollars"),
    ("吨", "t"),
    ("公斤", "kg"),
    ("斤", "jin"),
    ("微克", "µg"),
    ("吨标准煤", "tce"),
    ("千克标准煤", "kgce"),
    ("克标准煤", "gce"),
    ("吨二氧化碳", "t CO2"),
    ("千瓦", "kW"),
    ("千瓦时", "kWh"),
    ("兆瓦", "MW"),
    ("兆瓦时", "MWh"),
    ("吉瓦", "GW"),
    ("吉瓦时", "GWh"),
    ("万千瓦", "10 MW"),
    ("亿千瓦", "100 GW"),
    ("万千瓦时", "10 MWh"),
    ("亿千瓦时", "100 GWh"),
    ("百分点", "percentage points"),
    ("个百分点", "percentage points"),
    ("年", "years"),
    ("岁", "years"),
    ("小时", "hours"),
    ("倍", "times"),
    ("亩", "mu"),
    ("公里", "km"),
    ("平方公里", "sq km"),
    ("平方千米", "sq km"),
    ("平方米", "sq m"),
    ("立方米", "cu m"),
)
_ENGLISH = dict(_BASES)
# The spellings of models: English, Chinese.
_MODEL = {
    "dmnl": ("", ""),
    "dimensionless": ("", ""),
    "无量纲": ("", ""),
    "people": ("people", "人"),
    "person": ("people", "人"),
    "wanperson": ("10k people", "万人"),
    "yuan": ("yuan", "元"),
    "wanyuan": ("10k yuan", "万元"),
    "yiyuan": ("100M yuan", "亿元"),
    "wankw": ("10 MW", "万千瓦"),
    "wankwh": ("10 MWh", "万千瓦时"),
    "yikwh": ("100 GWh", "亿千瓦时"),
    "tce": ("tce", "吨标准煤"),
    "kgce": ("kgce", "千克标准煤"),
    "wantce": ("10k tce", "万吨标准煤"),
    "t": ("t", "吨"),
    "ton": ("t", "吨"),
    "tco2": ("t CO2", "吨二氧化碳"),
    "wantco2": ("10k t CO2", "万吨二氧化碳"),
    "want": ("10k t", "万吨"),
    "kg": ("kg", "公斤"),
    "ug": ("µg", "微克"),
    "item": ("items", "个"),
    "1000 person": ("1k people", "千人"),
    "mu": ("mu", "亩"),
    "wanmu": ("10k mu", "万亩"),
    "m2": ("sq m", "平方米"),
    "km2": ("sq km", "平方千米"),
    "m3": ("cu m", "立方米"),
    "yim3": ("100M cu m", "亿立方米"),
    "child": ("children", "个孩子"),
    "woman": ("women", "妇女"),
    "year": ("years", "年"),
    "years": ("years", "年"),
    "hour": ("hours", "小时"),
    "hours": ("hours", "小时"),
}
_PREFIXES = (
    ("百万", "1M "),
    ("千万", "10M "),
    ("百亿", "10G "),
    ("亿", "100M "),
    ("万", "10k "),
    ("千", "1k "),
    ("百", "100 "),
)
_SINGULAR = {
    "people": "person",
    "women": "woman",
    "years": "year",
    "hours": "hour",
    "households": "household",
    "items": "item",
    "firms": "firm",
}
_JOINTS = re.compile(r"(\s*[/*·×]\s*|\s+per\s+)")


def unit_text(unit: str, language: Language) -> str:
    """Write a shown unit in one language.

    unit:    as labels and targets spell it, in either language; products and quotients are taken apart.
    Returns: the unit; a name that is in no table stays as it is spelled. Dimensionless is "".
    """
    pieces = _JOINTS.split(unit.strip())
    names = [_name(piece, language) for piece in pieces[::2]]
    text = names[0]
    for joint, name in zip(pieces[1::2], names[1:], strict=True):
        divided = joint.strip() in ("/", "per")
        if language == "en":
            text += f" per {_singular(name)}" if divided else f" {name}"
        else:
            text += f"/{name}" if divided else f"·{name}"
    return text.strip()


def _name(name: str, language: Language) -> str:
    """Write one factor of a unit."""
    spelled = _MODEL.get(name.casefold())
    if spelled is not None:
        return spelled[0] if language == "en" else spelled[1]
    if language == "zh":
        return name
    if name in _ENGLISH:
        return _ENGLISH[name]
    for prefix, english in _PREFIXES:
        if name.startswith(prefix) and name[len(prefix) :] in _ENGLISH:
            return english + _ENGLISH[name[len(prefix) :]]
    return name


def _singular(name: str) -> str:
    """Take what stands after "per": one person, one year; a counted unit keeps its plural."""
    return _SINGULAR.get(name, name)
