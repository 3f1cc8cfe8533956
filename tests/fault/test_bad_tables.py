"""Bad tables of a model folder (files, histories, labels): every fault at once, word for word."""

import pytest

from simulator.errors import ModelError, TargetError
from simulator.model.labels import LABEL_COLUMNS, Label, read_labels
from simulator.target import read_history, read_targets
from simulator.target.history import HISTORY_COLUMNS
from simulator.target.register import TARGET_COLUMNS

LABELS = (Label("population", "Population", "常住人口", "万人", "population", "end"),)
POINT = {"variable": "population", "year": "2022", "value": "557.49", "unit": "万人", "source_title": "Communique"}


pytestmark = pytest.mark.usefixtures("here")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "targets.csv: the file is empty. Expected the header {columns}. Write it and the rows."),
        (
            "编号,名称".encode("gbk"),
            "targets.csv:1:1: byte 0xb1 is not UTF-8; the file looks like GBK. Expected UTF-8. Save the file as UTF-8. "
            "Excel calls it CSV UTF-8.",
        ),
        (
            b"id,name\n\xff\xff\xff",
            "targets.csv:2:1: byte 0xff is not UTF-8. Expected UTF-8. Save the file as UTF-8. "
            "Excel calls it CSV UTF-8.",
        ),
        (
            "id".encode("utf-16"),
            "targets.csv:1:1: byte 0xff is not UTF-8; the file looks like UTF-16. Expected UTF-8. Save the file as "
            "UTF-8. Excel calls it CSV UTF-8.",
        ),
        (
            b'{columns}\n"urban_2030',
            "targets.csv:2: the row that starts here is not CSV: unexpected end of data. Expected commas and paired "
            "quotes. Correct the row.",
        ),
        (
            b"{columns}\nurban_2030,64\n",
            "targets.csv:2: the row has 2 cells. Expected 28, as in the header. Write a comma for every cell, empty "
            "ones too.",
        ),
        (
            "{columns}\nurban_2030，64\n".encode(),
            "targets.csv:2: the row has 1 cell. Expected 28, as in the header. Type its commas with the Chinese input "
            "method off.",
        ),
        (
            b"{columns}\na" + b"," * 28,
            "targets.csv:2: the row has 29 cells. Expected 28, as in the header. Quote a cell that holds a comma.",
        ),
        (
            b"{columns}\n\0",
            "targets.csv:2: character '\\x00', which is in no text. Expected a CSV file. Save it as one.",
        ),
        (
            "id；name_zh，name_en".encode(),
            "targets.csv:1: cells are separated by full-width commas. Expected the columns {needed}, separated by "
            "commas. Save it so.",
        ),
        (
            b"id;name_zh;name_en",
            "targets.csv:1: cells are separated by semicolons. Expected the columns {needed}, separated by commas. "
            "Save it so.",
        ),
        (
            b" \n<html>,42\n",
            "targets.csv:2: the first row is '<html>, 42', which names no column. Expected the columns {needed}. "
            "Write them.",
        ),
    ],
    ids=["empty", "GBK", "bytes", "UTF-16", "quote", "short", "wide", "long", "NUL", "wide head", "semicolons", "page"],
)
def test_a_file_that_is_no_register(here, raw, message):
    columns = ",".join(TARGET_COLUMNS)
    (here / "targets.csv").write_bytes(raw.replace(b"{columns}", columns.encode()))
    with pytest.raises(TargetError) as caught:
        read_targets((here / "targets.csv").relative_to(here), LABELS)
    needed = columns.removesuffix(",reason_zh,series")  # which may be left out
    assert caught.value.faults == (message.replace("{columns}", columns).replace("{needed}", needed),)


def test_a_missing_file_and_a_directory(here):
    (here / "folder").mkdir()
    with pytest.raises(TargetError) as caught:
        read_targets((here / "target.csv").relative_to(here), LABELS)
    assert (
        str(caught.value) == "target.csv: no such file. Expected a register of targets, a CSV file. Correct the path."
    )
    with pytest.raises(TargetError) as caught:
        read_targets((here / "folder").relative_to(here), LABELS)
    assert str(caught.value) == (
        "folder: this is a directory. Expected a register of targets, a CSV file. Name a file in it."
    )


def test_a_header_with_a_wrong_a_missing_and_a_double_column(write):
    columns = ["serie", *HISTORY_COLUMNS[1:], "note"]
    with pytest.raises(TargetError) as caught:
        read_history(write("history.csv", columns, []), LABELS)
    assert caught.value.faults == (
        "history.csv:1: no column 'series'. Expected the columns series,variable,year,value,unit,source_title,"
        "confidence,note. Add it.",
        "history.csv:1: no known column 'serie'. Nearest: 'series'. Rename or remove it.",
        "history.csv:1: column 'note' stands twice. Expected it once. Remove one.",
    )


def test_all_faults_of_a_history_at_once(write):
    rows = [
        POINT | {"confidence": "high"},
        POINT | {"confidence": "sure"},
        POINT | {"confidence": "low", "variable": "populations", "value": ""},
        POINT | {"confidence": "low", "unit": "亿元", "source_title": ""},
    ]
    with pytest.raises(TargetError) as caught:
        read_history(write("history.csv", HISTORY_COLUMNS, rows), LABELS)
    assert caught.value.faults == (
        "history.csv:3: no confidence 'sure'. Nearest: 'high', 'low', 'medium'. Rename or remove it.",
        "history.csv:4: no labelled variable 'populations'. Nearest: 'population'. Rename or remove it.",
        "history.csv:4: value is empty. Expected a number. Fill the cell.",
        "history.csv:5: source_title is empty. Expected a text. Fill the cell.",
        "history.csv:5: unit '亿元' (yuan) cannot be shown in '万人' (person). Change one of the two.",
    )


def test_rows_of_an_indicator_without_a_variable(write):
    bare = POINT | {"variable": "", "confidence": "high"}
    rows = [
        bare | {"series": ""},
        bare | {"series": "beds", "unit": "beds"},
        bare | {"series": "nurses", "unit": "人"},
        bare | {"series": "nurses", "unit": "万人"},
    ]
    with pytest.raises(TargetError) as caught:
        read_history(write("history.csv", HISTORY_COLUMNS, rows), LABELS)
    first, second, third = caught.value.faults
    assert first == "history.csv:2: series is empty. Expected a text. Fill the cell."
    assert second.startswith("history.csv:3: ")
    assert "'beds'" in second
    assert third == (
        "history.csv:5: the unit of 'nurses' is '万人'. Expected '人', as at history.csv:4. Convert the value."
    )


def test_all_faults_of_labels_at_once(write):
    good = {
        "variable": "GDP",
        "en": "GDP",
        "zh": "地区生产总值",
        "unit": "亿元",
        "sector": "economy",
        "yearly": "total",
    }
    rows = [
        good,
        good,
        good | {"variable": "growth", "yearly": "growth", "of": "GPD", "unit": "%"},
        good | {"variable": "a", "yearly": "yearly", "sector": " "},
        good | {"variable": "b", "unit": "wanPersn"},
        good | {"variable": "c", "yearly": "end", "of": "GDP", "start_total": "GDP of 2020"},
    ]
    with pytest.raises(ModelError) as caught:
        read_labels(write("labels.csv", LABEL_COLUMNS, rows))
    assert caught.value.faults == (
        "labels.csv:5: sector is empty. Expected a text. Fill the cell.",
        "labels.csv:5: no yearly 'yearly'. Nearest: 'end', 'growth', 'mean', 'total'. Rename or remove it.",
        "labels.csv:6: unit 'wanPersn': no unit 'wanPersn'. Nearest: 'wanPerson', 'wanPersons', 'wanPercent'. Write "
        "one that is known.",
        "labels.csv:7: start_total 'GDP of 2020' with yearly end. Expected it only where yearly is total. Empty the "
        "cell.",
        "labels.csv:3: 'GDP' is labelled already at labels.csv:2. Expected once. Remove one.",
        "labels.csv:4: no yearly total 'GPD'. Nearest: 'GDP'. Rename or remove it.",
        "labels.csv:7: of 'GDP' with yearly end. Expected it only where yearly is growth. Empty the cell.",
    )


def test_labels_that_do_not_fit_the_model(write):
    row = {"variable": "GDP", "en": "GDP", "zh": "地区生产总值", "unit": "亿元", "sector": "economy", "yearly": "total"}
    rows = [row, row | {"variable": "GPD"}, row | {"variable": "capital", "start_total": "capital of 2020"}]
    units = {"GDP": "yiYuan", "capital": "yiYuan/Year"}
    with pytest.raises(ModelError) as caught:
        read_labels(write("labels.csv", LABEL_COLUMNS, rows), units)
    assert caught.value.faults == (
        "labels.csv:2: unit '(yiYuan)*Year' (Year*yuan) cannot be shown in '亿元' (yuan). Change one of the two.",
        "labels.csv:3: no variable of the model 'GPD'. Nearest: 'GDP'. Rename or remove it.",
        "labels.csv:4: no variable of the model 'capital of 2020'. Nearest: 'capital'. Rename or remove it.",
    )
