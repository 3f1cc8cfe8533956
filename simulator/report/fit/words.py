"""What reports of fits say, in English and Chinese."""

from collections.abc import Mapping

from simulator.report.phrase import Phrase

__all__ = ["FIT_WORDS"]

_TOLD = {
    "calibration.title": Phrase("{model}: fit to history", "{model}：与历史数据的拟合"),
    "calibration.title_until": Phrase("{model}: fit to history until {year}", "{model}：与截至{year}年历史数据的拟合"),
    "calibration.summary": Phrase(
        "{parameters} parameters, {points} values of {series} series; mean square residual {square} (in errors "
        "of observation); {agreeing} of {refined} searches end in the same minimum, the best of {screened} starts",
        "{parameters} 个参数，{series} 个序列的 {points} 个数值；残差均方为观测误差平方的 {square} 倍；"
        "由 {screened} 个起点中选出的 {refined} 次搜索有 {agreeing} 次到达同一极小值",
    ),
    "calibration.begun": Phrase(
        "{name}: {parameters} parameters, {points} values of {series} series",
        "{name}：{parameters} 个参数，{series} 个序列的 {points} 个数值",
    ),
    "calibration.followed": Phrase(
        "[{number}/{total}] half the sum of squares {begun:.6g} -> {ended:.6g}, best {best:.6g}",
        "[{number}/{total}] 残差平方和之半 {begun:.6g} → {ended:.6g}，目前最好 {best:.6g}",
    ),
    "calibration.not_converged": Phrase(
        "The search did not converge within {iterations} iterations; the best found is kept. Allow more with "
        "--iterations.",
        "搜索在 {iterations} 次迭代内未收敛；保留已找到的最好结果。可用 --iterations 增加次数。",
    ),
    "calibration.ended.0": Phrase("all iterations are used up", "迭代次数用尽"),
    "calibration.ended.1": Phrase("the slope vanishes", "梯度趋于零"),
    "calibration.ended.2": Phrase("the sum of squares no longer falls", "残差平方和不再下降"),
    "calibration.ended.3": Phrase("the parameters no longer move", "参数不再变动"),
    "calibration.ended.4": Phrase("neither the sum of squares nor the parameters move", "残差平方和与参数均不再变动"),
    "calibration.broken": Phrase(
        "{count} of {total} starts are no finite number and count as infinitely far.",
        "{total} 个起点中有 {count} 个的结果不是有限数，视为无穷远。",
    ),
    "calibration.untold_cut": Phrase(
        "{file} does not say what was known at the end of {year}; the model's defaults may know more.",
        "{file} 未说明{year}年末已知什么；模型默认值可能包含此后的信息。",
    ),
    "calibration.model": Phrase("model", "模型"),
    "calibration.model_level": Phrase("model, at the level of a segment", "模型（按该段水平平移）"),
    "calibration.observed": Phrase(
        "observed, with two errors of observation to each side", "观测值，两侧各两倍观测误差"
    ),
    "calibration.mape": Phrase("MAPE {value} %", "平均误差率 {value}%"),
    "calibration.rmse": Phrase("mean error {value}", "平均误差 {value}"),
    "calibration.few": Phrase("n = {n}, too few", "n = {n}，数据太少"),
    "calibration.too_few": Phrase("too few", "数据太少"),
}

_TABLE = {
    "calibration.parameters": Phrase("Parameters", "参数"),
    "calibration.statistics": Phrase("Fit by series", "各序列的拟合"),
    "calibration.identifiability": Phrase("What history cannot tell apart", "历史数据无法区分的参数"),
    "calibration.parameter": Phrase("Parameter", "参数"),
    "calibration.value": Phrase("Value", "数值"),
    "calibration.error": Phrase("Standard error", "标准误"),
    "calibration.range": Phrase("Range", "范围"),
    "calibration.unit": Phrase("Unit", "单位"),
    "calibration.at": Phrase("At", "所处位置"),
    "calibration.at.low": Phrase("lower end", "下限"),
    "calibration.at.high": Phrase("upper end", "上限"),
    "calibration.at.open": Phrase("not told", "无法确定"),
    "calibration.series": Phrase("Series", "序列"),
    "calibration.n": Phrase("n", "点数"),
    "calibration.mape_heading": Phrase("MAPE, %", "平均误差率，%"),
    "calibration.rmspe_heading": Phrase("RMSPE, %", "均方根误差率，%"),
    "calibration.mean_heading": Phrase("Mean error", "平均误差"),
    "calibration.theil_heading": Phrase("Theil's U", "泰尔 U"),
    "calibration.bias": Phrase("Bias", "偏差"),
    "calibration.variance": Phrase("Variance", "方差"),
    "calibration.covariance": Phrase("Covariance", "协方差"),
    "calibration.kind.correlation": Phrase("correlation {value}: {names}", "相关系数 {value}：{names}"),
    "calibration.kind.direction": Phrase("open by {value} ranges: {names}", "未定幅度为范围的 {value} 倍：{names}"),
    "calibration.kind.never": Phrase("never told: {names}", "完全无法确定：{names}"),
    "calibration.kind.collinearity": Phrase("collinearity index {value}: {names}", "共线性指数 {value}：{names}"),
    "calibration.kind.whole": Phrase("collinearity index of all parameters: {value}", "全部参数的共线性指数：{value}"),
    "calibration.all_told": Phrase("Nothing beyond the thresholds.", "均未超过阈值。"),
    "calibration.note.errors": Phrase(
        "Standard errors follow from the errors of observation in {file} and from the slope of the model at the fit.",
        "标准误由 {file} 给出的观测误差和模型在拟合点处的斜率得出。",
    ),
}

_HOLDOUT = {
    "calibration.fewer": Phrase(
        "Only {values} values for {parameters} parameters: priors and ranges decide the rest.",
        "{parameters} 个参数只有 {values} 个观测值：其余由先验和取值范围决定。",
    ),
    "holdout.title": Phrase("{model}: held out after {cut}", "{model}：以{cut}年为界的样本外检验"),
    "holdout.summary": Phrase(
        "{cut}: nearer than the best naive forecast on {wins} of {series} series; the {share} % band holds {inside} of "
        "{points} points ({covered} %)",
        "{cut}年：{series} 个序列中有 {wins} 个优于最好的简单预测；"
        "{share}% 区间包含 {points} 个点中的 {inside} 个（{covered}%）",
    ),
    "holdout.informed": Phrase(
        "Not counted, as the model knows what followed: {names}. With these: nearer on {wins} of {series} series, "
        "{inside} of {points} points in the band.",
        "未计入（模型已知其后数值）：{names}。计入后：{series} 个序列中 {wins} 个优于简单预测，"
        "区间包含 {points} 个点中的 {inside} 个。",
    ),
    "holdout.no_series": Phrase("{cut}: no series has values after the cut.", "{cut}年：没有序列在界限之后有数值。"),
    "holdout.band": Phrase(
        "{share} % band of {members} members; bars with errors of observation",
        "{members} 个成员的 {share}% 区间；竖条含观测误差",
    ),
    "holdout.posterior": Phrase(
        "The forecast is the median, and the band is of members drawn from the posterior given history until the cut, "
        "each moved to begin at the value observed last; the structure of the model stays as it is, so the band is too "
        "narrow by that.",
        "预测取成员的中位数；成员取自以界限前历史为条件的后验分布，并平移至最后的观测值起算；模型结构不变，故区间偏窄。",
    ),
    "holdout.median": Phrase("Model, median", "模型，中位数"),
    "holdout.as_it_stands": Phrase(
        "Not moved, the median is nearer on {unmoved} of {series} series, the best fit alone on {best_fit}.",
        "不平移时：{series} 个序列中，中位数有 {unmoved} 个更接近，最佳拟合有 {best_fit} 个更接近。",
    ),
    "holdout.constants": Phrase("{count} constants under match", "match 所列 {count} 个常数"),
    "holdout.levers": Phrase("Drawn besides: {names}.", "另外抽取：{names}。"),
    "holdout.beyond": Phrase(
        "{share} % of the draws of {name} lay beyond its range and are put at its end: the band is narrower by that.",
        "“{name}”的抽样有 {share}% 超出取值范围，按端点计：区间因此偏窄。",
    ),
    "holdout.no_levers": Phrase("Nothing that drives the future is drawn.", "未抽取未来的驱动因素。"),
    "holdout.model": Phrase("RMSE, model", "均方根误差，模型"),
    "holdout.best": Phrase("best naive", "最好的简单预测"),
    "holdout.naive": Phrase("which", "方法"),
    "holdout.errors": Phrase("RMSE: model {model}, {naive}", "均方根误差：模型 {model}，{naive}"),
    "holdout.nearer": Phrase("Nearer", "更接近者"),
    "holdout.nearer.model": Phrase("model", "模型"),
    "holdout.nearer.naive": Phrase("naive", "简单预测"),
    "holdout.inside": Phrase("In the band", "区间内"),
    "holdout.no_change": Phrase("no change", "保持不变"),
    "holdout.last_growth": Phrase("last growth", "末期增速"),
    "holdout.linear_trend": Phrase("linear trend", "线性趋势"),
    "holdout.logistic": Phrase("logistic", "逻辑斯蒂"),
    "holdout.drift": Phrase("drift", "带漂移随机游走"),
    "holdout.none": Phrase("uncontested", "无可比预测"),
    "holdout.past": Phrase("observed until the cut", "界限前观测值"),
    "holdout.after": Phrase("observed after the cut", "界限后观测值"),
}

FIT_WORDS: Mapping[str, Phrase] = {**_TOLD, **_TABLE, **_HOLDOUT}
