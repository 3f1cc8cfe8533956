"""Inputs are told in words, the numbers to their last digit."""

import pytest

from simulator.report.export.input_text import imposed_text, input_text

NORMAL = {"kind": "normal", "numbers": [1.0, 0.25], "weights": [], "within": [0.3, 1.7]}


@pytest.mark.parametrize(
    ("told", "english", "chinese"),
    [
        (
            {"distribution": NORMAL, "act": "multiply"},
            "times: normal: mean 1, standard deviation 0.25, within 0.3 to 1.7",
            "乘以：正态分布：均值 1，标准差 0.25，限于 0.3 至 1.7",
        ),
        (
            {"distribution": {"kind": "discrete", "numbers": [1.0, 2.0], "weights": [0.25, 0.75]}},
            "discrete: 1 (share 0.25), 2 (share 0.75)",
            "离散分布：1（份额 0.25），2（份额 0.75）",
        ),
        (
            {"distribution": {"kind": "beta", "numbers": [2.0, 5.0, 0.0, 10.0]}},
            "beta: alpha 2, beta 5, low 0, high 10",
            "贝塔分布：α 2，β 5，下限 0，上限 10",
        ),
        (
            {"values": [2025.0, 2030.0], "zipped": 0},
            "each of: 2025, 2030; moves together with group 1",
            "逐一取值：2025，2030；与第 1 组一同变动",
        ),
        (
            {"values": [0.5 * each for each in range(13)], "act": "add"},
            "added: each of: 13 values from 0 to 6",
            "加上：逐一取值：13 个取值，0 至 6",
        ),
        ({"kind": "given"}, "from the file", "取自文件"),
    ],
)
def test_inputs(told, english, chinese):
    assert (input_text(told, "en"), input_text(told, "zh")) == (english, chinese)


@pytest.mark.parametrize(
    ("told", "english", "chinese"),
    [
        (0.1 + 0.2, "0.30000000000000004", "0.30000000000000004"),
        ({"path": [[2025, 1.0], [2030, 2.5]]}, "path: 2025: 1, 2030: 2.5", "路径：2025：1，2030：2.5"),
        ({"growth": 0.0, "from": 2025}, "growth: 0 % a year, from: 2025", "年增速：0 %/年，起始：2025"),
        ({"kind": "linear", "start": 1.0, "offset": 0.0}, "kind: linear, start: 1", "方式：分段线性，初值：1"),
    ],
)
def test_what_is_set_and_imposed(told, english, chinese):
    assert (imposed_text(told, "en"), imposed_text(told, "zh")) == (english, chinese)
