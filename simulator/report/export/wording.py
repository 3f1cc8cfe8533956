"""Words of exports: headings and names of sheets in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.report.unit_words import unit_text
from simulator.report.words import WORDS, Language, say

__all__ = ["cell_word", "heading", "sector_word", "sheet_word", "verdict_word"]

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
    "required_rate": "所需年均变化",
    "past_rate": "过去年均变化",
    "rate_unit": "年均变化单位",
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
    "share_too_close": "难以判定的份额",
    "share_undecided": "无法计算的份额",
    "quantile_error": "分位数误差",
    "note_en": "英文说明",
    "note_zh": "中文说明",
    "value_zh": "数值（中文）",
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


_CELLS: Mapping[str, Mapping[str, str]] = {
    "basis": {
        "model": "模型",
        "observed": "历史数据",
        "imposed": "人为给定",
        "trend": "趋势对照",
        "none": "模型未涉及",
    },
    "reading": {"at_least": "不低于", "at_most": "不高于", "within": "不偏离"},
    "kind": {
        "swept": "扫描",
        "drawn": "抽样",
        "given": "取自文件",
        "set": "设定",
        "impose": "人为给定",
        "input": "输入",
        "variable": "变量",
        "target value": "目标的数值",
        "target margin": "目标的余量",
        "target verdict": "目标的判定",
    },
}


def cell_word(column: str, cell: str, language: Language) -> str:
    """Write a cell of text in words; in English, cells that are keys stay as the other forms have them."""
    if language == "en":
        return cell
    if column == "verdict" or column.endswith("_verdict"):
        return verdict_word(cell, language)
    if column == "unit":
        return unit_text(cell, language)
    return _CELLS.get(column, {}).get(cell, cell)


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
