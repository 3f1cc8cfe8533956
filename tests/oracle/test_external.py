"""What models read from files, against PySD's runner, which reads them by code of its own (pandas and openpyxl)."""

import shutil
import warnings
from pathlib import Path

import pysd
import pytest

from simulator.kernel import Solver
from simulator.model.build import load_model
from tests.oracle.runner import differences, read_by_pysd, run_by_pysd
from tests.oracle.tolerances import within
from tests.small_models import Times, model_text, run
from tests.unit.model.workbooks import write_workbook

AS_VENSIM = Solver("euler", sided=False)
TIMES = Times(0.0, 12.0, 0.5)
PEOPLE = Path(__file__).parents[1] / "unit" / "model" / "people.xls"
TABLE = [
    ["", 0, 3, 5, 10],
    ["A", 1.5, 2.5, -4, 8],
    ["B", 7, 3, 2, 9],
    ["C", 0.5, 0.25, 12, 1],
]
EQUATIONS = """
    part: A, B, C
    pair: A, B
    side: L, R
    by row[part]:= GET DIRECT DATA('a.xlsx', 'Data', '1', 'B2')
    by name[pair]:= GET XLS DATA('a.xlsx', 'Data', 'times', 'pairs')
    held[part]:HOLD BACKWARD::= GET DIRECT DATA('a.xlsx', 'Data', '1', 'B2')
    ahead[part]:LOOK FORWARD::= GET DIRECT DATA('a.xlsx', 'Data', '1', 'B2')
    by column[side]:= GET DIRECT DATA('b.csv', ',', 'A', 'B2')
    curve[part]= GET DIRECT LOOKUPS('a.xlsx', 'Data', '1', 'B2')
    called[part]= curve[part](Time * 0.7)
    one= GET DIRECT CONSTANTS('b.csv', ',', 'B3')
    across[part]= GET DIRECT CONSTANTS('a.xlsx', 'Data', 'C4')
    down[part]= GET DIRECT CONSTANTS('a.xlsx', 'Data', 'C2*')
    block[pair, side]= GET DIRECT CONSTANTS('a.xlsx', 'Data', 'B2')
    turned[pair, side]= GET DIRECT CONSTANTS('a.xlsx', 'Data', 'B2*')
    named[pair, side]= GET DIRECT CONSTANTS('a.xlsx', 'Data', 'square')
    mixed[A]:= GET DIRECT DATA('a.xlsx', 'Data', '1', 'B2')
    mixed[B]= 4
    level[part]= INTEG(by row[part] - held[part] + called[part] * down[part] + one, across[part])
"""


@pytest.fixture
def path(tmp_path):
    names = {"times": "$B$1:$E$1", "pairs": "$B$2:$E$3", "square": "$D$3:$E$4"}
    write_workbook(tmp_path / "a.xlsx", TABLE, "Data", names)
    (tmp_path / "b.csv").write_text("t,l,r\n0,1,5\n4,2,9\n12,6,8\n", encoding="utf-8")
    shutil.copyfile(PEOPLE, tmp_path / "people.xls")
    return tmp_path / "small.mdl"


def test_files_are_read_as_the_runner_reads_them(path):
    path.write_text(model_text(EQUATIONS, TIMES), encoding="utf-8")
    farthest = differences(run(load_model(path), AS_VENSIM), run_by_pysd(read_by_pysd(path, path.parent)))[0]
    assert farthest.relative < within("runner"), farthest


def test_an_old_excel_file_is_read_as_the_runner_reads_it(path):
    equations = """
        区: 城镇, 乡村
        人口[区]= GET XLS CONSTANTS('people.xls', '人口', 'B2*')
        路径:= GET XLS DATA('people.xls', '人口', '1', 'B2')
        水平= INTEG(路径 + 人口[乡村], 人口[城镇])
    """
    path.write_text(model_text(equations, Times(2020.0, 2030.0, 1.0)), encoding="utf-8")
    farthest = differences(run(load_model(path), AS_VENSIM), run_by_pysd(read_by_pysd(path, path.parent)))[0]
    assert farthest.relative < within("runner"), farthest


def test_elements_are_those_of_the_runner(path):
    text = "区: GET DIRECT SUBSCRIPT('a.xlsx', 'Data', 'A2', 'A', '')\nx[区]= 1, 2, 3"
    path.write_text(model_text(text, TIMES), encoding="utf-8")
    runner = read_by_pysd(path, path.parent)
    assert runner.subscripts["区"] == list(load_model(path).variables[0].dimensions[0].elements)


def test_data_variables_are_those_of_the_runner(path):
    text = "part: A, B\nx[part]:INTERPOLATE:\ny:HOLD BACKWARD:\nz:LOOK FORWARD:\ns= INTEG(x[A] + x[B] * y - z, 0)"
    path.write_text(model_text(text, TIMES), encoding="utf-8")
    values = "Time\tx[A]\tx[B]\ty\tz\n0\t1\t2\t3\t4\n5\t7\t1\t-2\t3\n11\t0\t1\t5\t9\n12\t1\t1\t1\t1\n"
    path.with_name("small_data.tab").write_text(values, encoding="utf-8")
    copy = shutil.copyfile(path, path.with_name("runner.mdl"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        runner = pysd.read_vensim(copy, data_files=[str(path.with_name("small_data.tab"))])
    farthest = differences(run(load_model(path), AS_VENSIM), run_by_pysd(runner))[0]
    assert farthest.relative < within("runner"), farthest
