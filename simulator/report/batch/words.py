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
        "Shares and quantiles are of the {count} sampled futures, not of the real one: structure and calibration are "
        "fixed, so bands are too narrow, and they are not conditional on history.",
        "比例与分位数针对抽样得到的 {count} 个未来，并非真实未来的概率："
        "模型结构与校准参数固定，区间偏窄，且未以历史数据为条件。",
    ),
    "batch.posterior": Phrase(
        "Shares and quantiles are of {count} members conditional on history: probabilities, given the priors, the "
        "equations and the policy of the scenario; what the structure leaves out makes the bands too narrow.",
        "比例与分位数针对 {count} 个以历史数据为条件的成员：即在先验、模型方程与情景政策成立时的概率；"
        "未计入结构误差，区间偏窄。",
    ),
    "batch.single": Phrase(
        "A single member: shares and quantiles are its own, and say nothing of others or of the real future.",
        "只有一个成员：比例与分位数仅指该成员，不说明其他成员，也不说明真实的未来。",
    ),
    "batch.swept": Phrase(
        "Shares and quantiles are of the {count} points of a sweep; they are no probabilities.",
        "比例与分位数针对扫描的 {count} 个取值组合，并非概率。",
    ),
    "batch.design": Phrase(
        "Shares and quantiles are of the {count} points of a design ({method}); they are no probabilities.",
        "比例与分位数针对设计（{method}）的 {count} 个点，并非概率。",
    ),
    "batch.given": Phrase(
        "Shares and quantiles are of the {count} members that the file gives; they are no probabilities.",
        "比例与分位数针对文件给定的 {count} 个成员，并非概率。",
    ),
    "batch.crossed": Phrase(
        "Shares and quantiles are of {count} members: sampled futures, each at every point of the sweep; they are not "
        "of the real future, for structure and calibration are fixed, and not conditional on history.",
        "比例与分位数针对 {count} 个成员：每个抽样未来与扫描的每个取值组合相配，并非真实未来的概率："
        "模型结构与校准参数固定，且未以历史数据为条件。",
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
        "Met by: the share of members that meet the target, %; in brackets its 95 % interval (Wilson)",
        "达到比例：达到目标的成员所占比例，%；括号内为其95%区间（Wilson）",
    ),
    "batch.not_independent": Phrase(
        "Wilson's interval takes draws to be independent. Those of this method ({method}) are not: they cover the "
        "range more evenly, so it is on the wide side.",
        "Wilson 区间假定各次抽样相互独立；本方法（{method}）的抽样分布更均匀，故区间偏宽。",
    ),
    "batch.no_interval": Phrase(
        "Met by: the share of members that meet the target, %", "达到比例：达到目标的成员所占比例，%"
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
        "{solver} on {engine}, step {time_step} year; largest numerical error {error} of a variable's largest value, "
        "measured on sampled runs, {sampled} a scenario; other runs were not checked",
        "{solver}（{engine}），步长 {time_step} 年；最大数值误差为变量最大值的 {error}，"
        "在每个情景抽取的 {sampled} 次运行上测得，其余运行未检验",
    ),
    "batch.imposed": Phrase(
        "imposed: {count}, shown and not judged; in summary.csv their verdict is not_modelled, their basis imposed",
        "人为给定 {count} 条，只列数值、不作判定；在 summary.csv 中判定为 not_modelled，依据为 imposed",
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
    "batch.bars": Phrase("How many members meet each target?", "多少成员达到各项目标？"),
    "batch.bar_met": Phrase("met", "达到"),
    "batch.bar_missed": Phrase("missed", "未达到"),
    "batch.whisker": Phrase("95 % interval (Wilson)", "95%区间（Wilson）"),
    "batch.numbers": Phrase("number: share of members that meet the target, %", "数字：达到目标的成员所占比例，%"),
    "batch.left_out": Phrase(
        "Beside each kind: targets that half of the members or more meet / targets counted. Left out: not modelled "
        "{count}, restatements {restated}.",
        "各类旁为：半数及以上成员达到的目标数 / 计数的目标数。"
        "未列出：模型未涉及的目标 {count} 个，重复表述 {restated} 条。",
    ),
    "batch.histograms": Phrase("Where members end up", "各成员的结果分布"),
    "batch.contested": Phrase(
        "The {count} of {total} targets on which members agree least",
        "{total} 项目标中成员分歧最大的 {count} 项",
    ),
    "batch.divided": Phrase(
        "The {count} of {total} targets on which members do not all agree",
        "{total} 项目标中成员结论不一致的 {count} 项",
    ),
    "batch.agreed": Phrase(
        "All members agree on every target; the {count} of {total} that are closest to their limit",
        "全部成员对各项目标结论一致；列出 {total} 项中最接近界限的 {count} 项",
    ),
    "batch.every_target": Phrase("All targets that are counted", "全部计数的目标"),
    "batch.met_share": Phrase("% met", "%达到"),
    "batch.first_scenarios": Phrase(
        "The first {count} of {total} scenarios.", "共 {total} 个情景，只画前 {count} 个。"
    ),
    "batch.histogram_key": Phrase(
        "Upright line: from there on a target is met, with what its document leaves open; none where it is held "
        "against another variable. Heights: shares of members; a coloured upright mark: one value that all have.",
        "竖线：达到目标的界限（含文件留出的余地）；与另一变量相比的目标没有竖线。高度：成员比例；彩色竖条：全部成员取同一值。",
    ),
    "batch.histogram_over": Phrase(
        "Where scenarios coincide, the one named first is the thin line on top; the others show at its edges.",
        "情景重合处，列在前面的为上层细线，其余露出于其边缘。",
    ),
    "batch.no_clear": Phrase("no clear input", "无明显起作用的输入"),
    "batch.no_second": Phrase("no clear second input", "无明显的第二个输入"),
    "batch.scatter_scenario": Phrase(
        "Each panel shows the scenario whose members are divided most evenly on the target.",
        "每幅所示情景，是其成员对该目标分歧最大的情景。",
    ),
    "batch.scatter": Phrase("Which inputs decide?", "哪些输入起决定作用？"),
    "batch.scatter_key": Phrase(
        "At most {count} members a panel, drawn at random from members/. Axes: the two inputs whose rank correlation "
        "(ρ, Spearman) with the margin is strongest.",
        "每幅至多 {count} 个成员，从 members/ 随机抽取。坐标轴：与余量秩相关（ρ，Spearman）最强的两个输入。",
    ),
    "batch.axis_value": Phrase("{name} ({unit})", "{name}（{unit}）"),
    "batch.axis_growth": Phrase("{name}, imposed (% a year)", "{name}，人为给定（%/年）"),
    "batch.axis_add": Phrase("{name}: added to the scenario's own value", "{name}：加在情景自身取值上"),
    "batch.axis_multiply": Phrase("{name}: factor on the scenario's own value", "{name}：情景自身取值的倍数"),
    "batch.axis_with": Phrase("{axis}; together with {others}", "{axis}；{others}随之变动"),
    "batch.reach": Phrase("Which combinations reach the targets?", "哪些组合能达到目标？"),
    "batch.reach_line": Phrase(
        "Lines: a target is just met; ticks point to where it is met; numbers name it on the right.",
        "线：恰好达到目标；短线指向达到的一侧；编号见右侧。",
    ),
    "batch.reach_shares": Phrase(
        "Solid: half of the members meet the target; dashed: 90 % do; ticks point to where more do.",
        "实线：半数成员达到目标；虚线：90%的成员达到；短线指向更多成员达到的一侧。",
    ),
    "batch.reach_together": Phrase(
        "Hatched: all {count} targets that are met somewhere on the plane are met together{shares}.",
        "阴影：图中某处可达到的 {count} 项目标在此同时达到{shares}。",
    ),
    "batch.reach_half": Phrase(" by half of the members (darker: by 90 %)", "（半数成员；较深处为90%的成员）"),
    "batch.reach_nowhere": Phrase(
        "Nowhere on the plane are all {count} targets that can be met on it met together.",
        "图中没有任何一处能同时达到可达到的全部 {count} 项目标。",
    ),
    "batch.reach_imposed": Phrase(
        "Dotted: asked of what the scenario fixes itself; shown and not judged.",
        "点线：针对情景自身给定的变量的要求，只列示、不判定。",
    ),
    "batch.reach_most": Phrase(
        "At most {count} are met at once, such as at {place}.", "至多同时达到 {count} 项，例如{place}。"
    ),
    "batch.reach_missed": Phrase(
        "Missed everywhere on the plane, though the inputs move them ({count}): {names}.",
        "受输入影响、但图中处处未达到（{count} 项）：{names}。",
    ),
    "batch.reach_missed_shares": Phrase(
        "Met by fewer than half of the members everywhere on the plane, though the inputs move them ({count}): "
        "{names}.",
        "受输入影响、但图中处处达到的成员不足半数（{count} 项）：{names}。",
    ),
    "batch.reach_still": Phrase(
        "Not moved by these inputs: {count} targets, of which {missed} are missed whatever the inputs.",
        "不受这些输入影响：{count} 项目标，其中 {missed} 项无论如何都未达到。",
    ),
    "batch.reach_still_shares": Phrase(
        "Not moved by these inputs: {count} targets, of which {missed} are met by fewer than half of the members.",
        "不受这些输入影响：{count} 项目标，其中 {missed} 项达到的成员不足半数。",
    ),
    "batch.reach_of": Phrase("{plane}:", "{plane}："),
    "batch.or_semicolon": Phrase("; ", "；"),
    "batch.reach_more": Phrase(
        "{count} further lines are not drawn; they count in the hatched region.",
        "另有 {count} 条线未画出；阴影区域已将其计入。",
    ),
    "batch.reach_base": Phrase("the scenario's own values", "情景自身取值"),
    "batch.reach_at": Phrase("{name} = {value}", "{name}为 {value}"),
    "batch.reach_first": Phrase("Of the draws the first {count} members are shown.", "只用前 {count} 个成员绘制。"),
    "batch.reach_more_shares": Phrase(
        "{count} further targets have no room at the points.", "另有 {count} 项目标在点旁写不下，未列出。"
    ),
    "batch.reach_between": Phrase(
        "Dots: what was run; lines are interpolated between them.", "小点：实际计算的组合；线由各点之间插值得到。"
    ),
    "batch.reach_points": Phrase(
        "Numbers at the dots: the share of members, %, that meet the target so numbered on the right. An input has too "
        "few values here for lines between them.",
        "点旁数字：达到右侧相应编号目标的成员比例，%。有输入取值过少，不在点间画线。",
    ),
    "batch.reach_joint": Phrase(
        "All: the share of members that meet together all {count} targets that half of the members meet at some dot.",
        "全部：同时达到 {count} 项目标的成员比例；这些目标各在某点有半数及以上成员达到。",
    ),
    "batch.reach_all": Phrase("all: {share}", "全部：{share}"),
    "batch.reach_more_planes": Phrase("{count} of {total} planes are drawn.", "共 {total} 个平面，画出 {count} 个。"),
    "batch.reach_nearest": Phrase(
        " Planes differ in {names}. The first is nearest to the scenario's own values ({own}); the others are spread "
        "over the further combinations.",
        "各平面的{names}不同。首个最接近情景自身取值（{own}）；其余分布在其他组合中。",
    ),
    "batch.reach_each": Phrase(
        " Planes differ in scenario and in {names}; of each scenario first the one nearest to its own values.",
        "各平面的情景与{names}不同；每个情景先画最接近其自身取值的一个。",
    ),
    "batch.reach_spread": Phrase(
        " Planes differ in {names}; those drawn are spread over all combinations.",
        "各平面的{names}不同；所画的分布在全部组合中。",
    ),
    "batch.met_by_all": Phrase("met by all members", "全部成员达到"),
    "batch.met_by_some": Phrase("met by some members", "部分成员达到"),
    "batch.met_by_none": Phrase("met by no member", "无成员达到"),
}

BATCH_WORDS: Mapping[str, Phrase] = {**_TOLD, **_TABLE, **_FIGURES}
