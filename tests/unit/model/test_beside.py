"""Files beside a model."""

import pytest

from simulator.model.beside import Beside
from simulator.model.cells import SheetFault


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "city" / "表").mkdir(parents=True)
    (tmp_path / "city" / "people.csv").write_text("1,2\n", encoding="utf-8")
    (tmp_path / "city" / "表" / "b.tab").write_text("3\t4\n", encoding="utf-8")
    (tmp_path / "outside.csv").write_text("5\n", encoding="utf-8")
    return tmp_path / "city"


def fault(folder, written):
    with pytest.raises(SheetFault) as caught:
        Beside(folder, {"?goods": "../outside.csv"}).sheet(written, ",")
    return caught.value.messages


@pytest.mark.parametrize(
    ("written", "tab", "rows"),
    [
        ("people.csv", ",", [[1.0, 2.0]]),
        ("表/b.tab", "", [[3.0, 4.0]]),
        ("表\\b.tab", "", [[3.0, 4.0]]),
        ("?Town", ",", [[1.0, 2.0]]),
    ],
)
def test_files_in_the_folder(folder, written, tab, rows):
    assert Beside(folder, {"?town": "people.csv"}).sheet(written, tab).rows == rows


@pytest.mark.parametrize("written", ["../outside.csv", "?goods", "/etc/x.csv", "C:\\x.csv"])
def test_files_outside_are_refused(folder, written):
    assert fault(folder, written) == (
        f"{written!r}, which is not in the model's folder. Expected a file beside the model or in a folder there. "
        "Copy it there.",
    )


def test_a_link_that_leads_outside_is_refused(folder):
    (folder / "link.csv").symlink_to(folder.parent / "outside.csv")
    assert "is not in the model's folder" in fault(folder, "link.csv")[0]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("peple.csv", "which is not there. Nearest: 'people.csv'. Correct the name or put the file there."),
        ("表/c.tab", "which is not there. Nearest: '表/b.tab'. Correct the name or put the file there."),
        ("x.xlsx", "which is not there. Expected it beside the model, where there is no .xlsx file. Put it there."),
        (
            "x.ods",
            "which is no table. Expected a name ending in .xlsx, .xlsm, .xls, .csv, .tab, .tsv, .txt. Save it as one.",
        ),
        (
            "?absent",
            "which stands for no file. Expected a line 30:?absent=FILE in the model's settings. "
            "Name the file in Vensim.",
        ),
    ],
)
def test_what_cannot_be_found(folder, written, said):
    assert fault(folder, written) == (f"{written!r}, {said}",)


def test_the_digest_covers_what_is_read(folder):
    files = Beside(folder, {})
    alone = files.digest("x")
    files.sheet("people.csv", ",")
    read = files.digest("x")
    (folder / "people.csv").write_text("1,3\n", encoding="utf-8")
    assert files.digest("x") == read  # a file is opened once
    changed = Beside(folder, {})
    changed.sheet("people.csv", ",")
    assert len({alone, read, changed.digest("x")}) == 3


def test_a_table_with_a_header(folder):
    files = Beside(folder, {})
    assert files.table(folder / "表" / "b.tab").rows == [[3.0, 4.0]]
    assert files.table(folder.parent / "outside.csv").rows == [[5.0]]
    with pytest.raises(SheetFault, match=r"which is not there\. Expected a data file"):
        files.table(folder / "absent.csv")
    with pytest.raises(SheetFault, match="which is no text"):
        files.table(folder / "a.vdf")


@pytest.mark.parametrize("name", ["x" * 400 + ".csv", "a\0b.csv"])
def test_what_no_system_takes_for_a_name(folder, name):
    assert "which leads to no file" in " ".join(fault(folder, name))


def test_links_in_a_circle(folder):
    (folder / "one.csv").symlink_to(folder / "two.csv")
    (folder / "two.csv").symlink_to(folder / "one.csv")
    assert "links go round" in " ".join(fault(folder, "one.csv"))
