"""Words of the document about a model, in both languages."""

from collections.abc import Mapping

from simulator.report.phrase import Phrase

__all__ = ["DESCRIBE_WORDS"]

_HEAD = {
    "describe.title": Phrase("The model {name}", "模型 {name}"),
    "describe.generated": Phrase(
        "Written by `{command}` from {file}; change the model, not this page.",
        "本文由 `{command}` 根据 {file} 生成；请修改模型，不要修改本文。",
    ),
    "describe.find": Phrase(
        "To find what is behind a number of a verdict: look its target up under [targets](#targets) and follow the "
        "link to the variable. There stand its values in the years of plans and of history, the sources of the latter, "
        "its equation, what it reads, and the constants behind it with where they come from. `{command}` prints the "
        "same.",
        "查找某项判定背后的依据：在[目标](#targets)中找到该目标并点开变量，即可看到各规划年份与历史年份的数值、历史数据来源、"
        "方程、所用变量，以及其背后的常数及来源。`{command}` 可在终端输出同样内容。",
    ),
    "describe.untranslated": Phrase(
        " (only in English in glossary.csv)", "（英文原文；glossary.csv 尚无其中文说明。）"
    ),
    "describe.contents": Phrase("Contents", "目录"),
    "describe.counts": Phrase("In numbers", "概况"),
    "describe.run": Phrase(
        "The run goes from {start} to {end} in steps of {step} {unit}.",
        "运行时段 {start}—{end}，步长 {step} {unit}。",
    ),
    "describe.assumptions": Phrase(
        "{assumed} of {told} constants and tables ({share}) are assumptions, {sourced} name a source, {calibrated} "
        "are calibrated to what they name, {untold} say neither; definitions ({defined}) are not counted.",
        "{told} 个常数和表中有 {assumed} 个（{share}）为假定，{sourced} 个注明来源，"
        "{calibrated} 个按所注数据校准，{untold} 个未注明；另有 {defined} 个定义性常数不计。",
    ),
    "describe.given": Phrase(
        "Its values, signs and shares are of a run with {given}.", "数值、极性与份额取自下列设定的运行：{given}。"
    ),
    "describe.share_none": Phrase("none", "无"),
}

_COUNTS = {
    "count.sector": Phrase("Sector", "部门"),
    "count.stock": Phrase("stocks", "存量"),
    "count.auxiliary": Phrase("flows and auxiliaries", "流量与辅助变量"),
    "count.constant": Phrase("constants", "常数"),
    "count.lookup": Phrase("tables", "表函数"),
    "count.elements": Phrase("elements", "元素数"),
    "count.assumed": Phrase("assumptions", "假定"),
    "count.total": Phrase("all", "合计"),
    "count.told": Phrase(
        "The file has {shown} variables with {equations} equations, as one over elements may have several; {settings} "
        "of them are settings of time, which `simulator check` leaves out ({others}).",
        "模型文件有 {shown} 个变量、{equations} 个方程（数组变量可有多个方程）；其中 {settings} 个为时间设定，"
        "`simulator check` 不计（余 {others} 个）。",
    ),
    "count.links": Phrase(
        "{links} links between variables; variables that feed back on themselves: {grouped}, groups of them: {groups}.",
        "变量间有 {links} 条联系；{grouped} 个变量处于反馈回路中，分为 {groups} 组。",
    ),
    "sector.none": Phrase("Without a sector", "未分部门"),
}

_ENTRY = {
    "kind.stock": Phrase("Stock", "存量"),
    "kind.held": Phrase("Held value", "保持值"),
    "kind.auxiliary": Phrase("Auxiliary", "辅助变量"),
    "kind.constant": Phrase("Constant", "常数"),
    "kind.lookup": Phrase("Table", "表函数"),
    "origin.source": Phrase("sourced", "有来源"),
    "origin.calibrated": Phrase("calibrated", "按数据校准"),
    "origin.assumption": Phrase("assumption", "假定"),
    "origin.definition": Phrase("definition", "定义"),
    "origin.untold": Phrase("no source stated", "未注明来源"),
    "entry.range": Phrase("range {low} to {high}", "范围 {low} 至 {high}"),
    "entry.from": Phrase("at least {low}", "不小于 {low}"),
    "entry.to": Phrase("at most {high}", "不大于 {high}"),
    "entry.by": Phrase("by {dimensions}", "按 {dimensions}"),
    "entry.runs": Phrase("In the run", "运行值"),
    "entry.found": Phrase("model: {value}", "模型：{value}"),
    "years.model": Phrase("model", "模型"),
    "years.end": Phrase("end of year", "年末"),
    "years.total": Phrase("year's total", "全年合计"),
    "years.mean": Phrase("mean of the year", "全年平均"),
    "years.growth": Phrase("on the year before", "比上年"),
    "past.high": Phrase("high", "高"),
    "past.medium": Phrase("medium", "中"),
    "past.low": Phrase("low", "低"),
    "past.row": Phrase("{series}, confidence {confidence}", "{series}，可信度{confidence}"),
    "past.cell": Phrase("{value} ({confidence})", "{value}（{confidence}）"),
    "past.trusts": Phrase("confidence {told}", "可信度{told}"),
    "past.count": Phrase("{count} {confidence}", "{confidence} {count} 个"),
    "past.group": Phrase("{series}, {confidence}: {values}", "{series}（{confidence}）：{values}"),
    "past.beside": Phrase(
        "Of several values of a time verdicts take the most trusted, of equals the first of history.csv. Not taken: "
        "{others}.",
        "同一时点有多个值时，判定取可信度最高者，相同则取 history.csv 中靠前者；未采用：{others}。",
    ),
    "behind.told": Phrase(
        "Constants and tables behind it, {shown} of {count}, levers first, by what part of a rise arrives over the "
        "strongest path:",
        "背后的常数和表（共 {count} 个，列出 {shown} 个，杠杆在前，均按最强路径传来的比例排序）：",
    ),
    "behind.lever": Phrase(" (lever)", "（杠杆）"),
    "behind.constant": Phrase("constant or table", "常数或表"),
    "behind.value": Phrase("value", "数值"),
    "behind.strength": Phrase("arrives", "传来"),
    "behind.away": Phrase("equations", "相隔方程"),
    "behind.source": Phrase("where it comes from", "来源"),
    "constants.name": Phrase("constant or table (line)", "常数或表（行）"),
    "constants.value": Phrase("value", "数值"),
    "constants.range": Phrase("range", "范围"),
    "constants.source": Phrase("where it comes from", "来源"),
    "constants.readers": Phrase("read by", "被取用"),
    "entry.at": Phrase("{value} at {time}", "{time}：{value}"),
    "entry.sum": Phrase("sum of all elements", "各元素之和"),
    "entry.reads": Phrase("Reads", "取用"),
    "entry.starts": Phrase("Starts from", "初值取自"),
    "entry.feeds": Phrase("Read by", "被取用"),
    "entry.begins": Phrase("Starts", "决定初值"),
    "entry.unused": Phrase("nothing; it is a result", "无，为输出变量"),
    "entry.loops": Phrase("Loops", "回路"),
    "entry.history": Phrase("History", "历史数据"),
    "entry.points": Phrase("{count} values {first}–{last}", "{first}—{last} 年共 {count} 个值"),
    "entry.point": Phrase("1 value, {first}", "{first} 年 1 个值"),
    "entry.points_at": Phrase("{count} values, {first}", "{first} 年 {count} 个值"),
    "entry.targets": Phrase("Targets", "目标"),
    "entry.reasons": Phrase("Verdicts rest on", "判定依据"),
    "entry.lever": Phrase("Lever", "杠杆"),
    "entry.lever_told": Phrase(
        "{label}: {low} to {high}, as it stands {default}", "{label}：{low} 至 {high}，现值 {default}"
    ),
    "entry.fitted": Phrase("Calibrated", "校准"),
    "entry.fitted_told": Phrase(
        "on history, between {low} and {high}; {source}", "据历史数据估计，范围 {low} 至 {high}；{source}"
    ),
    "entry.numbers": Phrase(
        "{count} numbers from {low} to {high}, {place}", "{count} 个数，{low} 至 {high}，见 {place}"
    ),
    "entry.more": Phrase("{count} more equations, {place}", "另有 {count} 个方程，见 {place}"),
    "entry.answer": Phrase("Time to answer", "响应时间"),
    "entry.gathers": Phrase("only gathers", "只积累"),
    "entry.and_more": Phrase("and {count} more", "等另 {count} 个"),
}

_PARTS = {
    "part.pictures": Phrase("Overview", "总图"),
    "part.targets": Phrase("Targets", "目标"),
    "part.levers": Phrase("Levers", "杠杆"),
    "part.loops": Phrase("Feedback loops", "反馈回路"),
    "part.named": Phrase("Loops with a name", "已命名回路"),
    "part.found": Phrase("Shortest independent loops", "最短独立回路"),
    "part.dominance": Phrase("Which loops matter when", "主导回路"),
    "part.matrix": Phrase("Links between sectors", "部门间联系"),
    "part.sectors": Phrase("Equations by sector", "分部门方程"),
    "targets.told": Phrase(
        "Targets judged by the model: {count}. Each names what the run gives, the variable that decides it and how "
        "many values of history stand behind that.",
        "模型判定 {count} 个目标；表中列出运行结果、决定各目标的变量及其历史数据个数。",
    ),
    "targets.found": Phrase("Model", "模型"),
    "matrix.told": Phrase(
        "How many variables of the sector on the left are read by the one above.",
        "左侧部门的变量被上方部门取用的个数。",
    ),
    "levers.told": Phrase("What scenarios are meant to move.", "情景可以调整的常数。"),
    "levers.range": Phrase("range", "范围"),
    "levers.default": Phrase("default", "默认值"),
    "levers.source": Phrase("source", "来源"),
    "kind.policy": Phrase("policy", "政策"),
    "kind.uncertainty": Phrase("uncertainty", "不确定性"),
}

_LOOPS = {
    "loops.told": Phrase(
        "Found in the equations, arrays taken as one variable each. The sign is that of what a rise of a variable "
        "comes back as, by finite differences at {count} times of the run; R reinforces, B balances, ? changes with "
        "time, 0 is not at work in this run. The delay adds up how long the stocks on the loop take to answer.",
        "由方程中找出，数组作为一个变量。极性由运行中 {count} 个时点的有限差分求得：R 增强，B 平衡，? 随时间变化，"
        "0 在本次运行中不起作用。延迟为回路上各存量响应时间之和。",
    ),
    "loops.named_told": Phrase(
        "The loops of loops.csv: as their authors expect them, and as found in the equations.",
        "loops.csv 所列回路：作者预期的极性与方程中实际的极性。",
    ),
    "loops.found_told": Phrase(
        "{count} loops that together hold every link on a loop (Oliva 2004): {counts}.",
        "{count} 条回路覆盖所有处于回路中的联系（Oliva 2004）：{counts}。",
    ),
    "loops.unlisted": Phrase(
        "Texts of the model name further loops that loops.csv lacks: {names}.",
        "模型说明中提到、但 loops.csv 未列的回路：{names}。",
    ),
    "loops.agree": Phrase(
        "All {count} loops with a name are found with the sign expected.", "{count} 条已命名回路均与预期一致。"
    ),
    "loops.differ": Phrase(
        "{agreed} of {count} loops with a name are found with the sign expected; otherwise (expected → found): "
        "{others}.",
        "{count} 条已命名回路中 {agreed} 条与预期一致；不一致的（预期 → 实际）：{others}。",
    ),
    "loops.through": Phrase("(through {inside}) {way}", "（经 {inside}）{way}"),
    "loops.directly": Phrase("(directly) {way}", "（直接）{way}"),
    "inside.smooth": Phrase("smooth", "平滑"),
    "inside.delay": Phrase("delay", "延迟"),
    "inside.initial": Phrase("initial", "初值"),
    "loops.loop": Phrase("loop", "回路"),
    "loops.expected": Phrase("expected", "预期"),
    "loops.sign": Phrase("found", "实际"),
    "loops.delay": Phrase("delay", "延迟"),
    "loops.way": Phrase("way", "路径"),
    "loops.reinforcing": Phrase("R {share} of the time", "R 占 {share} 时间"),
    "loops.gathers": Phrase("{time} + gathering in {stocks}", "{time} + {stocks}的积累"),
    "loops.only_gathers": Phrase("gathering in {stocks}", "{stocks}的积累"),
    "loops.none": Phrase("No variable of the model feeds back on itself.", "模型中没有反馈回路。"),
    "matter.title": Phrase("Which loops drive {variable}", "{variable}的主导回路"),
    "matter.told": Phrase(
        "Share of each loop through {variable} in what the loops compared do (the independent and the named ones; "
        "Loops that Matter), reinforcing above zero.",
        "经过{variable}的各回路在所比较回路（独立与已命名）中所占份额（Loops that Matter），"
        "增强在零线以上，平衡在以下。",
    ),
    "matter.through": Phrase(
        "{variable} lies on no loop that is at work; the loops are those through {at}, the nearest before it.",
        "{variable}不在起作用的回路上；此处为其上游最近变量{at}的回路。",
    ),
    "matter.no_loop": Phrase("Nothing before {variable} lies on a loop.", "{variable}及其上游均不在回路上。"),
    "matter.rest": Phrase("{count} other loops", "其他 {count} 条回路"),
    "matter.quiet": Phrase("No loop through {at} is at work in this run.", "经过{at}的回路在本次运行中均不起作用。"),
}

_PICTURES = {
    "picture.overview": Phrase("Sectors and what passes between them", "部门及其联系"),
    "picture.sector": Phrase("Stocks and flows: {sector}", "存量流量图：{sector}"),
    "picture.box": Phrase("stocks {stocks} · others {others}", "存量 {stocks}，其他 {others}"),
    "picture.from": Phrase("reads from", "取自"),
    "picture.to": Phrase("read by", "供给"),
    "picture.more": Phrase("and {count} more", "另 {count} 个"),
    "picture.rest": Phrase(
        "flows and auxiliaries {auxiliary}, constants and tables {constant}, assumptions among these {assumed}",
        "流量与辅助变量 {auxiliary} 个，常数和表 {constant} 个（其中假定 {assumed} 个）",
    ),
    "picture.strongest": Phrase(
        "Arrows: variables of one sector read by another, wider for more; of pairs with fewer than {least} only the "
        "strongest into each.",
        "箭头：一部门的变量被另一部门取用，越宽越多；少于 {least} 个的只画每个部门最强的一条。",
    ),
    "picture.every": Phrase(
        "Arrows: variables of one sector read by another, wider for more.",
        "箭头：一部门的变量被另一部门取用，越宽越多。",
    ),
    "picture.key": Phrase(
        "box: stock · double line with valve: flow · cloud: outside the model",
        "方框：存量 · 双线与阀门：流量 · 云：模型之外",
    ),
    "picture.into": Phrase("to {stock}", "流入 {stock}"),
    "picture.out_of": Phrase("from {stock}", "来自 {stock}"),
    "picture.net": Phrase("net change", "净变化"),
    "picture.made_of": Phrase("made of {count} variables", "由 {count} 个变量构成"),
}

_TREE = {
    "tree.title": Phrase("What it follows from, {levels} levels deep", "原因树（{levels} 级）"),
    "tree.none": Phrase("nothing: it is given", "无：该值为给定"),
    "tree.again": Phrase("see above", "见上"),
    "screen.written": Phrase("The document is in {folder}", "文档已写入 {folder}"),
    "screen.described": Phrase(
        "{name}: variables {variables}, sectors {sectors}", "{name}：变量 {variables} 个，部门 {sectors} 个"
    ),
    "screen.loops": Phrase(
        "{count} independent loops ({counts}); {named} with a name",
        "独立回路 {count} 条（{counts}）；已命名 {named} 条",
    ),
}

DESCRIBE_WORDS: Mapping[str, Phrase] = {**_HEAD, **_COUNTS, **_ENTRY, **_PARTS, **_LOOPS, **_PICTURES, **_TREE}
