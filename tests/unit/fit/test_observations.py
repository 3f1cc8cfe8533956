"""`observations`: series, years, errors and breaks; gaps, doubles and stray years by the row of history."""

from dataclasses import replace

from simulator.target import History
from tests.calibrations import HISTORY, faults_of, point

FREE = "parameters:\n  grid factor: {range: [0.5, 2], source: a}\nobservations:\n"


def test_faults_of_lines(read):
    text = """\
  peple: {error: 1, source: a}
  people: {error: -1, source: a, years: 2019-2021}
  output: {error: 5 %, source: a, years: [2022, 2021]}
  GDP: {series: output, error: five, source: a}
  more: {series: output, error: 1, source: a, variable: population}
  broken: {series: output, years: 2021-2025, error: 1, source: a, breaks: [2030]}
  parts: {series: output, years: 2021-2025, error: 1, source: a, breaks: [2023], segments: [as is, free]}
"""
    assert faults_of(read, FREE + text) == (
        "calibration.yaml:4:3: no series of history 'peple'. Nearest: 'people'. Rename or remove it.",
        "calibration.yaml:5:19: people: error is -1. Expected more than 0. Correct it.",
        "calibration.yaml:5:41: people: history has no value for 2019 (there are 2020, 2021). "
        "Expected one for each year. Add rows, or list the years that there are.",
        "calibration.yaml:6:42: output: years has 2021 after 2022. Expected years that increase. "
        "Sort them, each year once.",
        "calibration.yaml:7:32: GDP: error is 'five'. Expected a number in 亿元, or in % of the value such as 0.5 %. "
        "Write it so.",
        "calibration.yaml:8:57: no variable of these rows 'population'. Expected one of 'GDP'. Rename or remove it.",
        "calibration.yaml:9:75: broken: no point from 2030 to the last point. "
        "Expected a break between points, at the first year of what is new. Correct it.",
        "calibration.yaml:10:100: no treatment of a segment 'free'. Expected one of 'as is', 'left out', 'offset'. "
        "Rename or remove it.",
        "history.csv:10: output has 3000 for 2020, at which the run has no GDP. Expected 2021 to 2035. "
        "Write other years at calibration.yaml:7:3.",
    )


def test_one_fault_of_an_entry_hides_no_other(read):
    text = """\
  peple: {error: 1.2.3 %, years: [2022, 2021], breaks: [2023], segments: [as is, free], sauce: a, source: ""}
  people: {source: a, series: [], discrepancy: {error: -1, memory: 0}}
"""
    assert faults_of(read, FREE + text) == (
        "calibration.yaml:4:3: no series of history 'peple'. Nearest: 'people'. Rename or remove it.",
        "calibration.yaml:4:18: peple: error is '1.2.3 %'. Expected a number in the shown unit, or in % of the value "
        "such as 0.5 %. Write it so.",
        "calibration.yaml:4:34: peple: years has 2021 after 2022. Expected years that increase. "
        "Sort them, each year once.",
        "calibration.yaml:4:82: no treatment of a segment 'free'. Expected one of 'as is', 'left out', 'offset'. "
        "Rename or remove it.",
        "calibration.yaml:4:89: no key 'sauce'. Nearest: 'source'. Rename or remove it.",
        "calibration.yaml:4:107: peple: source is ''. Expected a text. Write one.",
        "calibration.yaml:5:11: people has no error. Expected all of error, source. Add the rest.",
        "calibration.yaml:5:31: people: series is empty. Expected a name or more. Write one.",
        "calibration.yaml:5:48: people: discrepancy has no source. Expected all of error, source. Add the rest.",
        "calibration.yaml:5:56: people: discrepancy: error is -1. Expected more than 0. Correct it.",
        "calibration.yaml:5:68: people: discrepancy: memory is 0. Expected years, more than 0. Correct it.",
    )


def test_a_history_with_gaps_and_doubles(read):
    rows = (
        *HISTORY.points,
        point("people", "population", 2022.0, 557.0, 30),
        point("people", "population", 2025.0, 5, 31),
    )
    history = History(rows)
    assert faults_of(lambda text: read(text, history), FREE + "  people: {error: 1, source: a}\n") == (
        "history.csv:30: people has 557 for 2022 beside 558 at history.csv:4, as trusted. Expected one value a year. "
        "Remove one, or trust one more.",
        "calibration.yaml:4:3: people: history has no value for 2023, 2024 (there are 2020, 2021, 2022, 2023.4, 2025). "
        "Expected one for each year. Add rows, or list the years that there are.",
    )


def test_errors_of_what_is_in_percent_are_points(read):
    history = History((point("urban", "urbanization rate", 2020.0, 50.0, 2), point("rate", "GDP", 2021.5, 50.0, 3)))
    text = "  urban: {error: 1 %, source: a}\n  rate: {error: 1 %, source: a}\n"
    assert faults_of(lambda each: read(each, history), FREE + text) == (
        "calibration.yaml:4:18: urban: error is '1 %' of what is itself in %. "
        "Expected a number without a unit, in points of the shown %. Write it so.",
        "history.csv:3: rate has 50 for 2021.5, and GDP is of whole years. Expected a whole year. "
        "Write other years at calibration.yaml:5:3.",
    )


def test_stretches_that_are_left_out_are_gone(read):
    text = (
        "  output: {years: 2021-2025, error: 1, source: a, breaks: [2022, 2024], segments: [left out, offset, as is]}\n"
    )
    (found,) = read(FREE + text).observations
    assert [each.year for each in found.points] == [2022.0, 2023.0, 2024.0, 2025.0]
    assert found.offsets == (0, 0, -1, -1)


def test_a_history_that_cannot_be_read_leaves_the_rest_to_be_judged(read):
    text = FREE + "  output: {error: 5 %, source: a, years: [2022, 2021]}\n  peple: {error: 1, source: a}\n"
    assert faults_of(lambda each: read(each, None), text) == (
        "calibration.yaml:4:42: output: years has 2021 after 2022. Expected years that increase. "
        "Sort them, each year once.",
    )


def test_of_two_rows_the_more_trusted_counts(read):
    doubtful = replace(point("people", "population", 2022.0, 557.0, 30), confidence="low")
    history = History((*HISTORY.points[:4], doubtful))
    (found,) = read(FREE + "  people: {error: 1, source: a, years: [2022]}\n", history).observations
    assert [each.value for each in found.points] == [558.0]
