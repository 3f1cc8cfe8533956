"""Every word of a report, in English and Chinese: verdicts, readings, sectors, headings, notes."""

from collections.abc import Mapping
from typing import Literal

from simulator.report.batch.run_words import RUN_WORDS
from simulator.report.batch.words import BATCH_WORDS
from simulator.report.check.words import CHECK_WORDS
from simulator.report.describe.words import DESCRIBE_WORDS
from simulator.report.fit.match_words import MATCH_WORDS
from simulator.report.fit.words import FIT_WORDS
from simulator.report.phrase import Note, Phrase

__all__ = ["LANGUAGES", "WORDS", "Language", "asked", "choose", "in_both", "say"]

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")


_VERDICTS = {
    "verdict.met": Phrase("met", "达到"),
    "verdict.missed": Phrase("missed", "未达到"),
    "verdict.too_close": Phrase("too close to call", "难以判定"),
    "verdict.undecided": Phrase("undecided", "无法计算"),
    "verdict.not_modelled": Phrase("not modelled", "模型未涉及"),
    "verdict.imposed": Phrase("imposed", "人为给定"),
    "reading.at_least": Phrase("at least", "不低于"),
    "reading.at_most": Phrase("at most", "不高于"),
    "reading.within": Phrase("within", "允许范围"),
    "measure.level": Phrase("level", "当年值"),
    "measure.mean_growth": Phrase("mean growth", "年均增速"),
    "measure.change_since": Phrase("change", "变化量"),
    "measure.relative_change_since": Phrase("relative change", "变化率"),
    "measure.cumulative": Phrase("cumulative", "累计"),
    "measure.minimum": Phrase("minimum", "最低值"),
    "measure.maximum": Phrase("maximum", "最高值"),
}

_GROUPS = {
    "sector.population": Phrase("Population", "人口"),
    "sector.urbanization": Phrase("Urbanization", "城镇化"),
    "sector.economy": Phrase("Economy", "经济"),
    "sector.energy": Phrase("Energy", "能源"),
    "sector.carbon": Phrase("Carbon", "碳排放"),
    "sector.industry": Phrase("Industry", "产业"),
    "sector.innovation": Phrase("Innovation", "创新"),
    "sector.trade": Phrase("Trade", "贸易"),
    "sector.environment": Phrase("Environment", "环境"),
    "sector.water": Phrase("Water", "水资源"),
    "sector.land": Phrase("Land", "土地"),
    "sector.agriculture": Phrase("Agriculture", "农业"),
    "sector.health": Phrase("Health", "卫生健康"),
    "sector.education": Phrase("Education", "教育"),
    "sector.services": Phrase("Public services", "公共服务"),
    "sector.other": Phrase("Other", "其他"),
    "binding.binding": Phrase("Binding targets", "约束性指标"),
    "binding.expected": Phrase("Expected targets", "预期性指标"),
    "binding.unstated": Phrase("Targets of no stated kind", "未注明性质的指标"),
    "binding.short.binding": Phrase("binding", "约束性"),
    "binding.short.expected": Phrase("expected", "预期性"),
    "binding.short.unstated": Phrase("kind not stated", "未注明"),
}

_TABLE = {
    "table.target": Phrase("Target", "目标"),
    "table.document": Phrase("Document", "文件"),
    "table.year": Phrase("Year", "年份"),
    "table.asked": Phrase("Asked", "要求"),
    "table.value": Phrase("Value", "结果"),
    "table.margin": Phrase("Margin", "余量"),
    "table.verdict": Phrase("Verdict", "判定"),
    "table.first_year": Phrase("Reached in", "达到年份"),
    "table.kind": Phrase("Kind", "性质"),
    "table.variable": Phrase("Variable", "变量"),
    "table.summary": Phrase("Count of verdicts", "判定汇总"),
    "table.trend": Phrase(
        "Of these, {count} have a trend: the yearly rate required beside that of the past. That is no forecast.",
        "其中 {count} 个有趋势对照：所需年均变化与过去年均变化并列，不是预测。",
    ),
    "table.required_rate": Phrase("Required a year", "所需年均变化"),
    "table.past_rate": Phrase("Past a year", "过去年均变化"),
    "table.not_modelled": Phrase(
        "{count} of {total} targets are not modelled. List them with: {command}",
        "{total} 个目标中有 {count} 个模型未涉及。列出它们：{command}",
    ),
    "table.imposed": Phrase(
        "imposed: {count}, shown and not judged; in verdicts.csv their verdict is not_modelled, their basis imposed",
        "人为给定 {count} 条，只列数值、不作判定；在 verdicts.csv 中判定为 not_modelled，依据为 imposed",
    ),
    "table.restated": Phrase(
        "Restatements of a target above, not shown or counted again: {count}; verdicts.csv has them.",
        "另有 {count} 条为上列目标的重复表述，不再列出、不再计数；verdicts.csv 中仍有。",
    ),
    "table.compared": Phrase("{asked} ({value})", "{asked}（{value}）"),
    "table.reached": Phrase("reached in {year}", "{year} 年达到"),
    "table.nothing": Phrase(
        "The model speaks to none of the {total} targets.",
        "模型未涉及 {total} 个目标中的任何一个。",
    ),
    "table.reason": Phrase("undecided because {reason}", "无法计算的原因：{reason}"),
    "table.more_reasons": Phrase("and {count} more reasons; see --json", "另有 {count} 个原因，见 --json"),
    "table.reason_heading": Phrase("Why not modelled", "未涉及的原因"),
    "table.observed": Phrase("* observed: the value is history's", "* 年份已过：数值取自历史数据"),
    "table.tolerance": Phrase(
        "{asked}: the document says about {value}; the second number is what that is taken to leave open",
        "{asked}：文件写作“{value}左右”，第二个数为据此假定的容许偏差",
    ),
}

_COMMANDS = {
    "register.other": Phrase("{measure} of {variable}", "{measure}：{variable}"),
    "register.measure": Phrase("{variable}: {measure}", "{variable}：{measure}"),
    "register.modelled": Phrase("{count} of {total} targets are modelled", "{total} 个目标中模型涉及 {count} 个"),
    "register.trend": Phrase(
        "{count} of {total} targets have no equation, but a base: required and past rates, no forecast",
        "{total} 个目标中有 {count} 个没有方程但有基期值：列出所需与过去的年均变化，不是预测",
    ),
    "register.unmodelled": Phrase(
        "{count} of {total} targets are not modelled", "{total} 个目标中模型未涉及 {count} 个"
    ),
    "explain.swept": Phrase("Swept: every value is crossed with the others", "扫描：各取值相互组合"),
    "explain.drawn": Phrase("Drawn: members differ by chance", "抽样：各成员随机取值"),
    "explain.given": Phrase("Given: read from a file of members", "给定：取自成员文件"),
    "explain.correlated": Phrase("Rank correlations of drawn inputs", "抽样输入的秩相关"),
    "explain.sample": Phrase("How members are drawn", "抽样方法"),
    "explain.set": Phrase("Set by the scenario", "情景设定"),
    "explain.impose": Phrase("Imposed: the model does not produce these", "人为给定（不由模型产生）"),
    "explain.default": Phrase("Levers left at the model's default", "保持模型默认值的杠杆"),
    "explain.value": Phrase("Value", "数值"),
    "explain.model_default": Phrase("model default", "模型默认值"),
    "explain.name": Phrase("Name", "名称"),
    "explain.unit": Phrase("Unit", "单位"),
    "explain.where": Phrase("Set at", "设定位置"),
    "explain.overrode": Phrase("In place of", "取代"),
    "written.folder": Phrase("Results are in {folder}", "结果已写入 {folder}"),
}

_NOTES = {
    "note.conditional_scenario": Phrase(
        "{scenario}: conditional on imposed {names}", "{scenario}：以人为给定的{names}为条件"
    ),
    "note.solver": Phrase(
        "{solver}; largest numerical error {error} of a variable's range",
        "{solver}；最大数值误差为变量幅度的 {error}",
    ),
    "note.non_finite": Phrase(
        "{scenario}: {variable} is not a finite number from {time} on; its targets are undecided",
        "{scenario}：{variable} 自 {time} 起不是有限数；相关目标无法计算",
    ),
    "note.sources": Phrase("History: {sources}", "历史数据：{sources}"),
    "note.count_of_sources": Phrase(
        "History: {count} sources, named in the model's history.csv",
        "历史数据：{count} 个来源，见模型的 history.csv",
    ),
    "note.more_sources": Phrase(
        "and {count} more, named in the model's history.csv", "另有 {count} 个，见模型的 history.csv"
    ),
    "source.own": Phrase("own computation", "自行推算"),
    "note.and": Phrase(", ", "、"),
}

_FIGURES = {
    "figure.overview": Phrase("Trajectories and targets", "轨迹与目标"),
    "figure.comparison": Phrase("Scenarios side by side", "情景对比"),
    "figure.matrix": Phrase("Which targets does each scenario reach?", "各情景能达到哪些目标？"),
    "figure.target": Phrase("target: {reading}", "目标：{reading}"),
    "figure.met_by_all": Phrase("met", "达到"),
    "figure.met_by_some": Phrase("met by some", "部分情景达到"),
    "figure.met_by_none": Phrase("missed", "未达到"),
    "figure.derived": Phrase(
        "small: where a growth, change (Δ) or sum (Σ) target leads", "小标记：由增速、变化（Δ）或累计（Σ）目标推得"
    ),
    "figure.tolerance": Phrase('line at a mark: what "about" leaves open', "标记旁短线：“左右”留出的余地"),
    "figure.observed": Phrase("outlined: observed, the year is past", "空心：年份已过，取自历史数据"),
    "figure.left_out": Phrase(
        "Beside each kind: met / judged. Left out: not modelled {count}, restatements {restated}.",
        "各类旁为：达到数 / 判定数。未列出：模型未涉及的目标 {count} 个，重复表述 {restated} 条。",
    ),
    "figure.untold": Phrase("cannot be told", "无法判定"),
    "figure.history_short": Phrase("history", "历史数据"),
    "figure.history_weak": Phrase("history (faint: weak source)", "历史数据（浅色：来源较弱）"),
    "figure.imposed_span": Phrase("imposed", "人为给定"),
    "figure.met_count": Phrase("{met} of {told} met", "{told} 项中达到 {met} 项"),
}

WORDS: Mapping[str, Phrase] = {
    **_VERDICTS,
    **_GROUPS,
    **_TABLE,
    **_COMMANDS,
    **_NOTES,
    **_FIGURES,
    **BATCH_WORDS,
    **FIT_WORDS,
    **MATCH_WORDS,
    **RUN_WORDS,
    **CHECK_WORDS,
    **DESCRIBE_WORDS,
}

_FIRST_WIDE = 0x2E80
_SIGNS = {"at_least": "≥", "at_most": "≤", "within": "=", "": ""}


def choose(english: str, chinese: str, language: Language) -> str:
    """Take the text of one language, or the other's where it is empty."""
    wanted, other = (chinese, english) if language == "zh" else (english, chinese)
    return wanted or other


def say(key: str, language: Language, **values: object) -> str:
    """Word one thing.

    key:     name in `WORDS`.
    values:  what the braces of the phrase stand for.
    Raises:  KeyError for a key that is not in the vocabulary, or a brace without a value.
    """
    phrase = WORDS[key]
    return choose(phrase.en, phrase.zh, language).format(**values)


def in_both(note: Note) -> dict[str, str]:
    """Word a note in every language, for files that are the same whatever the reader's."""
    key, values = note
    return {language: say(key, language, **values) for language in LANGUAGES}


def asked(reading: str, value: str, unit: str, tolerance: str = "") -> str:
    """Write what a target asks for: "≥ 64 %", "≤ 320 × 100 GWh", "= 30 ± 0.5 %"; signs are read in both languages.

    reading:   at_least | at_most | within, or empty where the document leaves it open.
    tolerance: what the document leaves open, as a number, or empty: "≥ 64 − 0.5 %" is met from 63.5 on.
    """
    sign = {"at_least": "−", "at_most": "+"}.get(reading, "±")
    number = f"{value} {sign} {tolerance}" if tolerance else value
    times = "× " if unit[:1].isdigit() else ""
    gap = "" if ord(value[:1] or " ") >= _FIRST_WIDE else " "  # no line is broken between a sign and Chinese
    return f"{_SIGNS[reading]}{gap}{number} {times}{unit}".strip()
