"""Members from a file are its rows, found by the names of its columns, and only those with which a batch began."""

import pickle
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulator.errors import ScenarioError
from simulator.scenario.batch import Batch, Input, Sample
from simulator.scenario.sample.design import Design, design_of
from simulator.scenario.sample.rows import Given, draw

TEXT = "wind_starts,member,birth rate\n1.5,0,0.01\n2.5,1,0.02\n3.5,2,0.03\n"


def sample(tmp_path: Path, text: str = TEXT) -> Sample:
    file = tmp_path / "members.csv"
    file.write_text(text, encoding="utf-8")
    return Sample("file", file=file, shown="members.csv", where="b.yaml:9")


def test_rows_are_draws_in_the_order_of_the_inputs(tmp_path):
    given = draw(sample(tmp_path), ("birth rate", "wind starts"))
    assert given.n_draws == 3
    assert given.shares(1, 3).tolist() == [[0.02, 0.03], [2.5, 3.5]]
    assert given.shares(1, 3).flags.c_contiguous


def test_rows_of_parquet(tmp_path):
    file = tmp_path / "members.parquet"
    pq.write_table(pa.table({"b": [1.0, 2.0], "a": [3, 4]}), file)
    assert draw(Sample("file", file=file, shown="m"), ("a", "b")).shares(0, 2).tolist() == [[3, 4], [1, 2]]


def test_rows_are_read_again_where_the_record_is_sent(tmp_path):
    given = draw(sample(tmp_path, TEXT + "".join(f"1.5,{row},0.5\n" for row in range(2000))), ("birth rate",))
    sent = pickle.dumps(given)
    assert len(sent) < 1000
    there: Given = pickle.loads(sent)
    assert there == given
    assert (there.shares(0, 2003) == given.shares(0, 2003)).all()


def test_another_file_in_its_place_is_refused(tmp_path):
    sent = pickle.dumps(draw(sample(tmp_path), ("birth rate",)))
    sample(tmp_path, TEXT.replace("0.02", "0.03"))
    with pytest.raises(ScenarioError) as told:
        pickle.loads(sent).shares(0, 1)
    assert str(told.value) == (
        "members.csv: the file is not the one with which the batch began. Expected the same bytes. Put it back, or "
        "begin the batch anew."
    )


def test_a_missing_column_is_told(tmp_path):
    with pytest.raises(ScenarioError) as told:
        draw(sample(tmp_path), ("birth rate", "birth rat"))
    assert str(told.value) == "members.csv: no column 'birth rat'. Nearest: 'birth rate'. Rename or remove it."


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ScenarioError) as told:
        draw(Sample("file", file=tmp_path / "members.csv", shown="members.csv"), ("a",))
    assert str(told.value) == (
        "members.csv: it cannot be read: No such file or directory. Expected a CSV or Parquet table. Correct the file "
        "or its name."
    )


def test_no_file_is_told():
    with pytest.raises(ScenarioError) as told:
        draw(Sample("file", where="b.yaml:9"), ("a",))
    assert str(told.value) == ("b.yaml:9: the sample has no file. Expected a table of members. Name one: file: FILE.")


def test_faults_of_the_file_are_told(tmp_path):
    with pytest.raises(ScenarioError, match=r"members\.csv:3:3: column 'birth rate' has 'many'"):
        draw(sample(tmp_path, TEXT.replace("0.02", "many").replace("wind_starts,member,", "w,member,")), ("w",))


def test_rows_are_crossed_with_a_sweep(tmp_path):
    inputs = (Input("s", "s", "swept", values=(7.0, 8.0)), Input("birth rate", "birth rate", "given"))
    made: Design = design_of(Batch("b", "town", (), inputs, sample=sample(tmp_path)))
    assert made.n_members == 6
    assert made.values(1, 5).tolist() == [[8, 7, 8, 7], [0.01, 0.02, 0.02, 0.03]]
