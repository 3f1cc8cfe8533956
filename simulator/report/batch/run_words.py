"""What is said before and while a batch runs, in English and Chinese."""

from collections.abc import Mapping

from simulator.report.phrase import Phrase

__all__ = ["RUN_WORDS"]

_PLAN = {
    "plan.scenarios": Phrase("Scenarios", "情景"),
    "plan.inputs": Phrase("Inputs", "输入"),
    "plan.sample": Phrase("Sample", "抽样"),
    "plan.members": Phrase("Members", "成员"),
    "plan.chunks": Phrase("Chunks", "分块"),
    "plan.engine": Phrase("Engine", "计算"),
    "plan.time": Phrase("Time", "时间"),
    "plan.disk": Phrase("Disk", "磁盘"),
    "plan.folder": Phrase("Results", "结果"),
    "plan.by_points": Phrase(
        "{all}: scenarios {scenarios} × points {points} × draws {draws}",
        "{all}：情景 {scenarios} × 取值组合 {points} × 抽样 {draws}",
    ),
    "plan.by_chunks": Phrase(
        "{chunks} of {size} members, {workers} at a time", "{chunks} 块，每块 {size} 个成员，同时 {workers} 块"
    ),
    "plan.about": Phrase(
        "about {amount} on this machine, measured on the first members; then some seconds for the report",
        "在本机约 {amount}（由首批成员测得），另需数秒生成报告",
    ),
    "plan.free": Phrase("about {amount}; {free} are free", "约 {amount}；可用 {free}"),
    "plan.engine_is": Phrase("{engine}, {method}, steps of {step} years", "{engine}，{method}，步长 {step} 年"),
    "plan.drawn": Phrase("{method}, size {size}, seed {seed}", "{method}，样本量 {size}，种子 {seed}"),
    "plan.file": Phrase("members from {file}", "成员取自 {file}"),
    "plan.renumbered": Phrase(
        "members from {file}, numbered by row from 0; its column 'member' is not kept",
        "成员取自 {file}，从 0 起按行编号；其中的 member 列不保留",
    ),
    "plan.none": Phrase("none: every point of the sweep", "无：扫描的每个取值组合"),
    "plan.swept": Phrase("{values} values from {low} to {high}", "{values} 个取值，{low} 至 {high}"),
    "plan.swept_one": Phrase("1 value: {value}", "1 个取值：{value}"),
    "plan.in_unit": Phrase("{text}, in {unit}", "{text}（{unit}）"),
    "plan.given": Phrase("from the file", "取自文件"),
    "plan.add": Phrase("added: {text}", "加上：{text}"),
    "plan.multiply": Phrase("times: {text}", "乘以：{text}"),
    "plan.growth": Phrase("imposed rate a year: {text}", "人为给定的年增速：{text}"),
}
_METHODS = {
    "method.latin_hypercube": Phrase("Latin hypercube", "拉丁超立方"),
    "method.sobol": Phrase("Sobol sequence", "Sobol 序列"),
    "method.monte_carlo": Phrase("Monte Carlo", "蒙特卡罗"),
    "method.grid": Phrase("grid", "网格"),
    "method.morris": Phrase("Morris trajectories", "Morris 轨迹"),
}

_PROGRESS = {
    "progress.preparing": Phrase(
        "{batch}: compiling, and measuring on a few members", "{batch}：正在编译，并用少量成员测算耗时"
    ),
    "progress.count": Phrase("{done} of {total} members", "已完成 {done} / {total} 个成员"),
    "progress.rate": Phrase(
        "{done} of {total} members, {rate} a second, {left} left",
        "已完成 {done} / {total} 个成员，每秒 {rate} 个，剩余 {left}",
    ),
    "progress.stopping": Phrase(
        "Stopping: the chunks in flight end first. Ctrl-C once more leaves them.",
        "正在停止：先完成正在计算的分块。再按一次 Ctrl-C 则立即退出。",
    ),
    "progress.stopped": Phrase(
        "Stopped. {done} of {total} members are done and kept in {folder}. Go on with: {command}",
        "已停止。{total} 个成员中已完成 {done} 个，保存在 {folder}。继续运行：{command}",
    ),
    "progress.replaces": Phrase(
        "{folder} holds earlier results; they are replaced, whole, when all members are done.",
        "{folder} 中已有结果；全部成员完成后将整体替换。",
    ),
    "progress.scenario": Phrase("[{number}/{total}] {name}", "[{number}/{total}] 情景 {name}"),
    "progress.engine": Phrase("{why}", "改由 NumPy 计算：{why}"),
    "progress.broken": Phrase(
        "{name}: '{variable}' is not a finite number from time {time:g} on, nor what reads it.",
        "{name}：'{variable}' 自 {time:g} 起不是有限数，取用它的变量亦然。",
    ),
    "progress.imposes": Phrase("{name}: the scenario imposes {imposed}.", "{name}：该情景人为给定 {imposed}。"),
    "progress.reporting": Phrase("All members are done. Writing the report.", "全部成员已完成，正在生成报告。"),
}

RUN_WORDS: Mapping[str, Phrase] = {**_PLAN, **_METHODS, **_PROGRESS}
