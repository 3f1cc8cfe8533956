"""Words of exports: headings and names of sheets in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.report.words import WORDS, Language, say

__all__ = ["heading", "sector_word", "sheet_word", "verdict_word"]

_HEADINGS: Mapping[str, str] = {
    "scenario": "情景",
    "variable": "变量",
    "label_en": "英文名称",
    "label_zh": "中文名称",
    "sector": "部门",
    "unit": "单位",
    "unit_en": "英文单位",
    "year": "年份",
    "time": "时间",
    "value": "数值",
    "target": "目标",
    "document": "文件",
    "binding": "性质",
    "reading": "要求",
    "target_value": "目标值",
    "margin": "余量",
    "margin_percent": "余量百分比",
    "verdict": "判定",
    "verdict_zh": "判定（中文）",
    "basis": "依据",
    "first_year": "达到年份",
    "numerical_error": "数值误差",
    "reason": "原因",
    "member": "成员",
    "kind": "类别",
    "input": "输入",
    "where": "出处",
    "key": "键",
    "n": "成员数",
    "p_met": "达到的份额",
    "p_low": "份额下限",
    "p_high": "份额上限",
    "error": "误差",
    "column": "列",
}
_SHEETS: Mapping[str, str] = {
    "data": "数据",
    "verdicts": "判定",
    "summary": "汇总",
    "bands": "分位带",
    "columns": "列说明",
    "inputs": "输入",
    "manifest": "清单",
}


def heading(column: str, language: Language) -> str:
    """Name a column; one that is not in the vocabulary keeps its name."""
    return _HEADINGS.get(column, column) if language == "zh" else column


def sheet_word(sheet: str, language: Language) -> str:
    """Name a sheet. Raises: KeyError for one that is not in the vocabulary."""
    return _SHEETS[sheet] if language == "zh" else sheet


def sector_word(sector: str, language: Language) -> str:
    """Name a sector; one that is not in the vocabulary keeps its name, with a capital."""
    key = f"sector.{sector}"
    return say(key, language) if key in WORDS else sector[:1].upper() + sector[1:]


def verdict_word(verdict: str, language: Language) -> str:
    """Name a verdict; what is none stays as it is."""
    key = f"verdict.{verdict}"
    return say(key, language) if key in WORDS else verdict
