"""Every word of the report of a batch, in English and Chinese."""

from collections.abc import Mapping

from simulator.report.phrase import Phrase

__all__ = ["BATCH_WORDS"]

_TOLD = {
    "batch.members": Phrase("{batch} · members: {count}", "{batch} · 成员数：{count}"),
    "batch.scenarios": Phrase(
        "{batch} · scenarios: {scenarios} · members of each: {count}",
        "{batch} · 情景数：{scenarios} · 每个情景成员数：{count}",
    ),
    "batch.drawn": Phrase(
        "Shares and quantiles are of the {count} sampled futures, not of the real one.",
        "比例与分位数针对抽样得到的 {count} 个未来，并非真实未来的概率。",
    ),
    "batch.swept": Phrase(
        "Shares and quantiles are of the {count} points of a sweep; they are no probabilities.",
        "比例与分位数针对扫描的 {count} 个取值组合，并非概率。",
    ),
    "batch.given": Phrase(
        "Shares and quantiles are of the {count} members that the file gives; they are no probabilities.",
        "比例与分位数针对文件给定的 {count} 个成员，并非概率。",
    ),
    "batch.crossed": Phrase(
        "Shares and quantiles are of {count} members: sampled futures, each at every point of the sweep; they are not "
        "of the real future.",
        "比例与分位数针对 {count} 个成员：每个抽样未来与扫描的每个取值组合相配，并非真实未来的概率。",
    ),
    "batch.broken": Phrase(
        "{scenario}: {count} of {total} members are not finite numbers; the first is member {member}, {variable} from "
        "{time} on",
        "{scenario}：{total} 个成员中有 {count} 个不是有限数；首个为成员 {member}，{variable} 自 {time} 起",
    ),
    "batch.broken_count": Phrase(
        "{scenario}: {count} of {total} members are not finite numbers",
        "{scenario}：{total} 个成员中有 {count} 个不是有限数",
    ),
}

_TABLE = {
    "batch.share": Phrase("Met by, %", "达到比例，%"),
    "batch.median": Phrase("Median", "中位数"),
    "batch.spread": Phrase("5 % – 95 %", "5%至95%"),
    "batch.too_close": Phrase("Too close, %", "难判，%"),
    "batch.undecided": Phrase("Undecided, %", "无法计算，%"),
    "batch.interval": Phrase(
        "Met by: the share of members that meet the target, in brackets its 95 % interval (Wilson)",
        "达到比例：达到目标的成员所占比例，括号内为其95%区间（Wilson）",
    ),
    "batch.no_interval": Phrase(
        "Met by: the share of members that meet the target", "达到比例：达到目标的成员所占比例"
    ),
    "batch.not_met": Phrase(
        "Members that are too close to call or undecided count as not met.", "难以判定或无法计算的成员不计为达到。"
    ),
    "batch.targets": Phrase("Targets met by", "达到目标的成员比例"),
    "batch.by_all": Phrase("all members", "全部成员"),
    "batch.by_most": Phrase("half or more", "半数及以上"),
    "batch.by_some": Phrase("fewer", "不足半数"),
    "batch.by_none": Phrase("none", "无"),
    "batch.numerics": Phrase(
        "{solver} on {engine}, step {time_step} year; largest numerical error of {sampled} members a scenario: {error} "
        "of a variable's largest value",
        "{solver}（{engine}），步长 {time_step} 年；每个情景抽查 {sampled} 个成员，最大数值误差为变量最大值的 {error}",
    ),
    "batch.restated": Phrase(
        "Restatements of a target above, not shown or counted again: {count}; summary.csv has them.",
        "另有 {count} 条为上列目标的重复表述，不再列出、不再计数；summary.csv 中仍有。",
    ),
    "batch.unmodelled": Phrase(
        "{count} of {total} targets are not modelled; summary.csv has them, with the reason.",
        "{total} 个目标中有 {count} 个模型未涉及；summary.csv 中仍有，并附原因。",
    ),
    "batch.exact": Phrase("Quantiles are exact.", "分位数为精确值。"),
    "batch.quantile_error": Phrase(
        "Quantiles are off by at most {error} of the distance from the 5 % to the 95 % quantile.",
        "分位数误差至多为5%与95%分位数间距的 {error}。",
    ),
}

_FIGURES = {
    "batch.fans": Phrase("Where members go", "各成员的走向"),
    "batch.fan_bands": Phrase(
        "Line: median. Dark: half of all members. Light: nine of ten (5 % to 95 %).",
        "线：中位数。深色：半数成员。浅色：九成成员（5%至95%）。",
    ),
    "batch.fan_light": Phrase(
        "Lines: medians. Light: nine of ten members (5 % to 95 %).", "线：中位数。浅色：九成成员（5%至95%）。"
    ),
    "batch.fan_medians": Phrase(
        "Medians alone, for there are {count} scenarios; the bands are in bands.csv.",
        "情景多达 {count} 个，只画中位数；分位带见 bands.csv。",
    ),
    "batch.met_by_all": Phrase("met by all members", "全部成员达到"),
    "batch.met_by_some": Phrase("met by some members", "部分成员达到"),
    "batch.met_by_none": Phrase("met by no member", "无成员达到"),
}

BATCH_WORDS: Mapping[str, Phrase] = {**_TOLD, **_TABLE, **_FIGURES}
