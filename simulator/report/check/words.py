"""The words of the battery: its parts, what each did, what each found."""

from collections.abc import Mapping

from simulator.report.phrase import Phrase

__all__ = ["CHECK_WORDS"]

_PARTS = {
    "check.part.units": Phrase("Units of every equation", "各方程量纲"),
    "check.part.texts": Phrase("Texts, sources, ranges, unused variables", "说明、来源、取值范围与未用变量"),
    "check.part.direct": Phrase("Direct extreme conditions", "直接极端条件（逐方程）"),
    "check.part.extremes": Phrase("Simulated extreme conditions", "模拟极端条件"),
    "check.part.monotonic": Phrase("Monotonic expectations", "单调性"),
    "check.part.balances": Phrase("Balances", "平衡关系"),
    "check.part.halving": Phrase("Half the step", "步长减半"),
    "check.part.fit": Phrase("Fit to history", "历史拟合"),
    "check.part.sources": Phrase("Where parameters come from", "参数来源"),
    "check.name.ranges": Phrase("values within their ranges", "数值在取值范围内"),
    "check.status.passed": Phrase("passed", "通过"),
    "check.status.failed": Phrase("FAILED", "未通过"),
    "check.status.weak": Phrase("known weakness", "已知不足"),
    "check.status.skipped": Phrase("skipped", "跳过"),
    "check.heading": Phrase("Checks of {model}", "{model} 检验结果"),
    "check.tally": Phrase(
        "passed: {passed}, failed: {failed}, known weaknesses: {weak}, skipped: {skipped}",
        "通过 {passed} 项，未通过 {failed} 项，已知不足 {weak} 项，跳过 {skipped} 项",
    ),
    "check.more": Phrase("and {count} more; --json lists all", "另有 {count} 条，见 --json"),
    "check.running": Phrase("checking: {part}", "正在检验：{part}"),
    "check.note": Phrase("note: {text}", "注：{text}"),
    "check.known": Phrase("{text}. Known: {why}", "{text}。已知原因：{why}"),
}

_UNITS = {
    "units.done": Phrase(
        "{told} of {equations} equations can be told, {untold} cannot; variables without a unit: {without}",
        "{equations} 个方程中 {told} 个已判定；{untold} 个无法判定，{without} 个变量没有单位",
    ),
    "units.none": Phrase(
        "no equation can be told; variables without a unit: {without}", "无法判定：{without} 个变量没有单位"
    ),
    "units.unreadable": Phrase("unit {unit} cannot be read", "单位 {unit} 无法识别"),
    "units.side": Phrase(
        "the equation gives {found}, the variable is in {unit} ({own})", "方程给出 {found}，变量单位为 {unit}（{own}）"
    ),
    "units.scale": Phrase(
        "the equation gives {found}, the variable is in {unit} ({own}): another scale",
        "方程给出 {found}，变量单位为 {unit}（{own}）：数量级不同",
    ),
    "units.mixed": Phrase("{function} of {left} and {right}", "{function} 两侧单位不同：{left} 与 {right}"),
    "units.mixed_scale": Phrase(
        "{function} of {left} and {right}: another scale", "{function} 两侧数量级不同：{left} 与 {right}"
    ),
    "units.plain": Phrase(
        "{function} of {found}; expected a number without a unit", "{function} 的自变量单位为 {found}，应为无量纲"
    ),
    "units.power": Phrase("{found} raised to a power that varies", "{found} 的幂指数不是常数"),
    "units.time": Phrase(
        "a time of {function} is in {found}; expected {time}", "{function} 的时间参数单位为 {found}，应为 {time}"
    ),
}

_TEXTS = {
    "texts.done": Phrase(
        "{variables} variables; {outputs} are outputs that nothing reads",
        "{variables} 个变量，其中 {outputs} 个为仅供输出的变量",
    ),
    "texts.no_unit": Phrase("no unit", "没有单位"),
    "texts.no_text": Phrase("no sentence that says what it is", "没有说明文字"),
    "texts.no_source": Phrase(
        'a constant with neither "Source:" nor "assumption"', "常数既无来源（Source:）也未注明为假设（assumption）"
    ),
    "texts.no_range": Phrase(
        "a constant without a range [low, high] in its unit field", "常数没有取值范围 [下限, 上限]"
    ),
    "texts.crossed": Phrase(
        "its range is {range}: the lower end is above the upper", "取值范围 {range} 的下限高于上限"
    ),
    "texts.outside": Phrase("{name} is {value}, outside its range {range}", "{name} 为 {value}，超出取值范围 {range}"),
    "texts.unused": Phrase("nothing reads it", "没有方程使用它"),
    "texts.unshown": Phrase(
        "nothing reads it, and no table or check shows it", "没有方程使用它，也没有表格或检验引用它"
    ),
    "sources.done": Phrase(
        "{constants} constants and tables: {source} with a source, {calibrated} calibrated to one, {assumption} "
        "assumed ({share} %; {mixed} of them with a source beside), {untold} with neither; {definition} definitions",
        "{constants} 个常数与表函数：有来源 {source} 个，按数据校准 {calibrated} 个，"
        "假设 {assumption} 个（{share} %，其中 {mixed} 个兼有来源），两者皆无 {untold} 个；定义 {definition} 个",
    ),
}

_EXTREMES = {
    "direct.done": Phrase(
        "{equations} variables' equations, {extremes} inputs at an extreme, at three times; every empty stock",
        "{equations} 个变量的方程，{extremes} 个极端输入，三个时点；各存量为零时的流量",
    ),
    "direct.not_finite": Phrase(
        "not a finite number where {input} is {value} (at {time})", "当 {input} 为 {value} 时结果不是有限数（{time}）"
    ),
    "direct.drawn_down": Phrase(
        "empty, and drawn down further: net flow {flow} at {time}", "存量为零时仍被抽取：{time} 净流量 {flow}"
    ),
    "conditions.done": Phrase(
        "expectations: {expectations}, broken: {broken}; runs: {runs}",
        "{expectations} 条预期，{broken} 条不成立；运行 {runs} 次",
    ),
    "expect.broken": Phrase("{text}: {at}{left}, expected {sign} {right}", "{text}：{at}{left}，应 {sign} {right}"),
    "expect.moves": Phrase("{text}: {at}from {left} to {right}", "{text}：{at}由 {left} 变为 {right}"),
    "expect.between": Phrase("{text}: {at}{points}", "{text}：{at}{points}"),
    "expect.not_finite": Phrase(
        "{text}: {name} is not a finite number at {time}", "{text}：{name} 在 {time} 不是有限数"
    ),
    "expect.no_time": Phrase("{text}: no saved time of the run lies in it", "{text}：所述时段内没有保存的时刻"),
    "ranges.done": Phrase(
        "{variables} variables with a range stay in it in the base run",
        "{variables} 个给出范围的变量在基准运行中的取值",
    ),
    "ranges.none": Phrase("no variable that moves has a range", "没有给出取值范围的变量"),
    "ranges.outside": Phrase("{value} at {time}, outside its range {range}", "{time} 为 {value}，超出取值范围 {range}"),
    "balances.done": Phrase(
        "{balances} balances at every saved step of {runs} runs; largest {largest} of its scale",
        "{balances} 个平衡式，{runs} 次运行的每一步；最大残差为尺度的 {largest}",
    ),
    "balances.none": Phrase("no balances are declared", "未声明平衡式"),
    "balances.open": Phrase(
        "{size} of its scale in run {run}, expected at most {within}; open in {count} runs",
        "运行 {run} 中残差为尺度的 {size}，应不超过 {within}；共 {count} 次运行不平衡",
    ),
    "halving.done": Phrase(
        "{variables} variables at every saved time; step {step} and half of it; largest change {percent} % ({which})",
        "各保存时刻 {variables} 个变量；步长 {step} 与其一半；最大变化 {percent} %（{which}）",
    ),
    "halving.moves": Phrase(
        "changes by {change} %, expected at most {within} %", "变化 {change} %，应不超过 {within} %"
    ),
    "halving.drawn": Phrase(
        "the model draws random numbers, which are others at another step", "模型含随机数，步长不同则随机数不同"
    ),
}

_FIT = {
    "unit.points": Phrase(" percentage points", " 个百分点"),
    "fit.none": Phrase("no series is declared", "未声明拟合序列"),
    "fit.done": Phrase(
        "{points} values {span}: mean error {mean}{unit}, {mape} % of the value; largest {worst}{unit} in {year}",
        "{span} 共 {points} 个数据：平均误差 {mean}{unit}，为数值的 {mape} %；最大 {worst}{unit}（{year} 年）",
    ),
    "fit.too_few": Phrase(
        "values in history: {points}, too few to tell (at least {least})",
        "历史数据仅 {points} 个，不足以判断（至少 {least} 个）",
    ),
    "fit.not_finite": Phrase("the model gives no finite number in {year}", "{year} 年模型未给出有限数"),
    "fit.mape": Phrase(
        "mean error {mape} % of the value, expected at most {allowed} %",
        "平均误差为数值的 {mape} %，应不超过 {allowed} %",
    ),
    "fit.mean": Phrase(
        "mean error {mean}{unit}, expected at most {allowed}", "平均误差 {mean}{unit}，应不超过 {allowed}"
    ),
    "fit.largest": Phrase(
        "{model} against {observed} in {year}, expected within {allowed}{unit}",
        "{year} 年模型 {model}，历史 {observed}，误差应不超过 {allowed}{unit}",
    ),
    "weak.passes": Phrase(
        "declared as a known weakness, and passes now: take the declaration out", "声明为已知不足，现已通过：请删去声明"
    ),
    "weak.untold": Phrase(
        "a known weakness that the model's README does not tell: {why}", "模型 README 未写明的已知不足：{why}"
    ),
    "skipped.bare": Phrase("a bare model file has no history", "单独的模型文件没有历史数据"),
    "skipped.no_file": Phrase("there is no file of checks", "没有检验文件"),
    "skipped.no_tests": Phrase("the file of checks has none", "检验文件中没有此类检验"),
}

CHECK_WORDS: Mapping[str, Phrase] = {**_PARTS, **_UNITS, **_TEXTS, **_EXTREMES, **_FIT}
