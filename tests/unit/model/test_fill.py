"""Equations with what they read from files beside the model."""

import numpy as np
import pytest

from simulator.errors import ModelError
from simulator.kernel import Solver
from simulator.model.build import load_model
from tests.small_models import Times, model_text, run
from tests.unit.model.workbooks import write_workbook

TOWNS = "town,人口,GDP\n德州,100,7\n禹城,40,8\n"


@pytest.fixture
def load(tmp_path):
    """Return a function that reads equations as m.mdl beside towns.csv, people.xlsx and data.csv."""
    (tmp_path / "towns.csv").write_text(TOWNS, encoding="utf-8")
    rows = [["", 2020, 2022], ["德州", 1, 2], ["禹城", 3, 4], ["bad", "2,5", None]]
    write_workbook(tmp_path / "people.xlsx", rows, "人口", {"years": "$B$1:$C$1", "all": "$B$2:$C$3"})
    (tmp_path / "data.csv").write_text("Time,w[德州],w[禹城]\n0,5,6\n", encoding="utf-8")

    def loaded(equations: str):
        path = tmp_path / "m.mdl"
        path.write_text(model_text(equations, Times(2020.0, 2022.0, 1.0)), encoding="utf-8")
        return load_model(path)

    return loaded


def values(model, name):
    return run(model, Solver("rk4", sided=False)).of(name)[:, 0].tolist()


def test_constants_are_inputs(load):
    model = load("x= GET DIRECT CONSTANTS('towns.csv', ',', 'B2')")
    assert model.constants["x"] == 100.0
    assert values(model, "x") == [100.0] * 3
    assert run(model, x=7.0).of("x")[0, 0] == 7.0


def test_a_setting_may_stand_in_a_file(tmp_path):
    (tmp_path / "a.csv").write_text("3\n", encoding="utf-8")
    text = model_text("x=1").replace("FINAL TIME=10.0", "FINAL TIME= GET XLS CONSTANTS('a.csv', ',', 'A1')")
    (tmp_path / "m.mdl").write_text(text, encoding="utf-8")
    assert load_model(tmp_path / "m.mdl").settings.final_time == 3.0


def test_arrays_of_constants_and_elements_from_a_file(load):
    model = load(
        """
        town: GET DIRECT SUBSCRIPT('towns.csv', ',', 'A2', 'A', '')
        kind: 人, 钱
        both[town, kind]= GET DIRECT CONSTANTS('towns.csv', ',', 'B2')
        one[town, 钱]= GET DIRECT CONSTANTS('towns.csv', ',', 'C2*')
        one[德州, 人]= 1
        one[禹城, 人]= 2
        most[town]:EXCEPT:[德州]= GET DIRECT CONSTANTS('towns.csv', ',', 'B2*')
        most[德州]= 0
        """
    )
    found = {name: value for name, value in model.constants.items() if "[" in name}
    assert found == {
        "both[德州,人]": 100.0,
        "both[德州,钱]": 7.0,
        "both[禹城,人]": 40.0,
        "both[禹城,钱]": 8.0,
        "one[德州,钱]": 7.0,
        "one[禹城,钱]": 8.0,
        "one[德州,人]": 1.0,
        "one[禹城,人]": 2.0,
        "most[禹城]": 40.0,
        "most[德州]": 0.0,
    }


def test_lookups_and_series(load):
    model = load(
        """
        town: 德州, 禹城
        curve[town](GET XLS LOOKUPS('people.xlsx', '人口', '1', 'B2'))
        read[town]= curve[town](2021)
        named[town]:= GET XLS DATA('people.xlsx', '人口', 'years', 'all')
        held[town]:HOLD BACKWARD::= GET XLS DATA('people.xlsx', '人口', '1', 'B2')
        mixed[德州]:= GET XLS DATA('people.xlsx', '人口', '1', 'B2')
        mixed[禹城]= 9
        w[town]
        """
    )
    assert [values(model, f"read[{town}]") for town in ("德州", "禹城")] == [[1.5] * 3, [3.5] * 3]
    assert values(model, "named[禹城]") == [3.0, 3.5, 4.0]
    assert values(model, "held[禹城]") == [3.0, 3.0, 4.0]
    assert (values(model, "mixed[德州]"), values(model, "mixed[禹城]")) == ([1.0, 1.5, 2.0], [9.0] * 3)
    assert values(model, "w[禹城]") == [6.0] * 3


def test_every_fault_is_told_with_its_place(load, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError) as caught:
        load(
            """
            town: 德州, 禹城
            a= GET XLS CONSTANTS('twns.csv', ',', 'B2')
            b= GET XLS CONSTANTS('people.xlsx', '人囗', 'B2')
            c[town]= GET XLS CONSTANTS('people.xlsx', '人口', 'B4')
            d:= GET XLS DATA('people.xlsx', '人口', '1', 'B4')
            e= GET XLS CONSTANTS('../secret.csv', ',', 'A1')
            v[town]
            f= a + b + SUM(c[town!]) + d + e + v[德州] + GET XLS CONSTANTS('towns.csv', ',', 'B2')
            """
        )
    where = f"{tmp_path}/m.mdl"
    assert [fault.removeprefix(f"{where}:") for fault in caught.value.faults] == [
        "7:23: 'a' reads 'twns.csv', which is not there. Nearest: 'towns.csv', 'data.csv'. "
        "Correct the name or put the file there.",
        "12:23: 'b' reads people.xlsx: no sheet '人囗'. Nearest: '人口'. Rename or remove it.",
        "17:29: 'c' reads people.xlsx, sheet '人口', cell B4, which holds the text '2,5'. Expected a number. "
        "Correct the cell.",
        "17:29: 'c' reads people.xlsx, sheet '人口', cell C4, which is empty. Expected a number. Fill the cell.",
        "22:19: 'd' reads people.xlsx, sheet '人口', cell B4, which holds the text '2,5'. Expected a number. "
        "Correct the cell.",
        "27:23: 'e' reads '../secret.csv', which is not in the model's folder. Expected a file beside the model or in "
        "a folder there. Copy it there.",
        "32:1: 'v' reads data.csv: no values of 'v[德州]'. Nearest: 'w[德州]'. Rename or remove it.",
        "32:1: 'v' reads data.csv: no values of 'v[禹城]'. Nearest: 'w[禹城]'. Rename or remove it.",
        "37:44: 'f' uses GET XLS CONSTANTS, which this release does not run. Nearest: a variable of its own for it. "
        "Rewrite the equation.",
    ]


def test_a_range_without_its_file_is_the_only_fault_of_what_uses_it(load):
    with pytest.raises(ModelError) as caught:
        load("town: GET DIRECT SUBSCRIPT('absent.csv', ',', 'A2', 'A', '')\nx[town]= 1\ny= x[德州]")
    assert len(caught.value.faults) == 1
    assert "range 'town' reads 'absent.csv', which is not there." in str(caught.value)


def test_the_digest_of_a_model_covers_its_files(load, tmp_path):
    equations = "x= GET DIRECT CONSTANTS('towns.csv', ',', 'B2')"
    before, plain = load(equations).digest, load("x= 1").digest
    (tmp_path / "towns.csv").write_text(TOWNS.replace("100", "101"), encoding="utf-8")
    assert load(equations).digest != before
    assert load("x= 1").digest == plain


def test_unknown_subscripts_are_told_once(load):
    with pytest.raises(ModelError) as caught:
        load("x[absent]= GET DIRECT CONSTANTS('towns.csv', ',', 'B2')")
    assert len(caught.value.faults) == 1
    assert "no subscript range or element 'absent'" in str(caught.value)


def test_members_differ_in_constants_from_files(load):
    model = load("x= GET DIRECT CONSTANTS('towns.csv', ',', 'B2')\ny= x * 2")
    assert np.all(run(model, x=3.0).of("y") == 6.0)
