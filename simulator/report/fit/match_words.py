"""What reports of history matching say, in English and Chinese."""

from collections.abc import Mapping

from simulator.report.phrase import Phrase

__all__ = ["MATCH_WORDS"]

_TOLD = {
    "match.title": Phrase("{model}: conditional on history", "{model}：以历史数据为条件"),
    "match.title_until": Phrase(
        "{model}: conditional on history until {year}", "{model}：以截至{year}年的历史数据为条件"
    ),
    "match.summary": Phrase(
        "{members} members, each as probable as any other; they count as about {effective} independent ones; "
        "{seen} of {inputs} uncertain inputs are seen by {points} values of {series} series",
        "{members} 个成员，概率相等，约相当于 {effective} 个独立成员；"
        "{inputs} 个不确定输入中有 {seen} 个受 {series} 个序列的 {points} 个数值约束",
    ),
    "match.begun": Phrase(
        "{name}: {inputs} uncertain inputs, {seen} of them seen by {points} values of {series} series",
        "{name}：{inputs} 个不确定输入，其中 {seen} 个受 {series} 个序列的 {points} 个数值约束",
    ),
    "match.drawn": Phrase(
        "{name}: {runs:,} runs; now to the end of the run", "{name}：已运行 {runs:,} 次；现计算至运行期末"
    ),
    "match.how": Phrase(
        "{runs} runs of the model after a bank of {bank}; {accepted} % of the proposals accepted; correlation with "
        "where chains began {remembered}; groups of chains differ by a factor of {agreement}; mean square misfit "
        "{misfit} (in errors of observation)",
        "先验成员库 {bank} 次运行，其后 {runs} 次；提议接受率 {accepted}%；与链起点的相关 {remembered}；"
        "各组链的离散比 {agreement}；标准化残差均方 {misfit}",
    ),
    "match.structure": Phrase(
        "Given the equations of the model, which are taken as true, and levers of policy as in the base scenario: "
        "bands are too narrow by what the structure leaves out.",
        "以模型方程成立、政策杠杆取基准情景为前提：未计入模型结构的误差，区间因此偏窄。",
    ),
    "match.untold_cut": Phrase(
        "{file} does not say what was known at the end of {year}; the model's defaults may know more.",
        "{file} 未说明{year}年末已知什么；模型默认值可能包含此后的信息。",
    ),
    "match.unsettled": Phrase(
        "The chains have not forgotten where they began (correlation {share}): read what follows with care, draw more "
        "members, or narrow the ranges.",
        "各链尚未摆脱起点的影响（相关 {share}）：结果应谨慎使用；可增加成员数，或缩小参数范围。",
    ),
    "match.poor": Phrase(
        "History is farther from the members than its errors say (mean square misfit {square}): the errors are told "
        "too small, or the structure of the model is wrong; the bands are too narrow.",
        "历史数据与成员的差距超过观测误差（标准化残差均方 {square}）：观测误差取得过小，或模型结构有误；区间偏窄。",
    ),
    "match.broken": Phrase(
        "{count} of {total} members drawn before history was seen are no finite numbers and are left out.",
        "历史约束之前抽取的 {total} 个成员中有 {count} 个的结果不是有限数，已剔除。",
    ),
    "match.unlike": Phrase(
        "An input that history seemed not to see changes what the model says of it in some members.",
        "某个看似不受历史约束的输入在部分成员中改变了模型的历史值。",
    ),
}

_TABLE = {
    "match.headlines": Phrase("Headlines: median and 80 % interval", "主要指标：中位数与80%区间"),
    "match.inputs": Phrase(
        "Inputs that history narrows most: median and 80 % interval", "受历史约束最强的输入：中位数与80%区间"
    ),
    "match.variable": Phrase("Variable", "变量"),
    "match.input": Phrase("Input", "输入"),
    "match.year": Phrase("Year", "年份"),
    "match.unit": Phrase("Unit", "单位"),
    "match.before": Phrase("Before history", "历史约束之前"),
    "match.after": Phrase("Given history", "以历史为条件"),
    "match.narrowed": Phrase("Narrowed by", "收窄"),
    "match.spread": Phrase("{middle} ({low} – {high})", "{middle}（{low} – {high}）"),
    "match.fit": Phrase(
        "{inside} of {points} observed values lie among nine of ten members, errors of observation added.",
        "{points} 个观测值中有 {inside} 个落在计入观测误差的90%区间内。",
    ),
    "match.batch": Phrase(
        "Run any batch on these members: simulator batch {file}", "用这些成员运行批次：simulator batch {file}"
    ),
}

_FIGURES = {
    "match.bands": Phrase("What members say of history", "各成员与历史数据"),
    "match.band_before": Phrase("before history, 90 %", "历史约束之前，90%"),
    "match.band_after": Phrase("given history, 90 %", "以历史为条件，90%"),
    "match.median": Phrase("median given history", "以历史为条件的中位数"),
    "match.observed": Phrase("observed, with two errors of observation to each side", "观测值，两侧各两倍观测误差"),
    "match.levelled": Phrase("observed, moved by its free level", "观测值（按自由水平平移）"),
    "match.densities": Phrase("What history says of the inputs", "历史数据对输入的约束"),
    "match.outlook": Phrase("Headlines before and after history is seen", "历史约束前后的主要指标"),
    "match.density_before": Phrase("before history", "历史约束之前"),
    "match.density_after": Phrase("given history", "以历史为条件"),
    "match.interval": Phrase("80 % interval", "80%区间"),
    "match.most": Phrase(
        "The {count} inputs that history narrows most, of {seen} that it sees.",
        "受历史约束的 {seen} 个输入中收窄最多的 {count} 个。",
    ),
    "match.narrowed_by": Phrase("narrowed by {share} %", "收窄 {share}%"),
}

MATCH_WORDS: Mapping[str, Phrase] = {**_TOLD, **_TABLE, **_FIGURES}
