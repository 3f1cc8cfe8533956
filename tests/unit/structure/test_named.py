"""Loops that authors name; faults of loops.csv are in tests/fault/test_bad_structure.py."""

from simulator.model.build import load_model
from simulator.structure.graph import graph_of
from simulator.structure.named import marks_in, read_loops
from tests.small_models import small_model

MODEL = """
capital= INTEG(building-wear, 1)
building= output*share
output= pace*capital
wear= capital/life
seen= SMOOTH(output, 2)
share= seen/100
pace= 0.3
life= 20
"""


def test_what_lies_between_is_found(tmp_path):
    model = small_model(MODEL)
    path = tmp_path / "loops.csv"
    path.write_text(
        "id,en,zh,polarity,variables\nR1,More grows.,越多越多,R,capital > output > building\n"
        "R2,Hope.,信心,R,output > share > Capital\nB1,Wear.,损耗,B,capital\n",
        encoding="utf-8",
    )
    first, second, third = read_loops(path, model, graph_of(model))
    assert (first.id, first.polarity, first.zh) == ("R1", "R", "越多越多")
    assert [model.variables[each].name for each in first.way] == ["capital", "output", "building"]
    named = [model.variables[each].name for each in second.way]
    assert [each for each in named if not each.startswith("#")] == ["output", "seen", "share", "building", "capital"]
    assert len(named) == 6  # with the inside of the smooth
    assert [model.variables[each].name for each in second.variables] == ["output", "share", "capital"]
    assert [model.variables[each].name for each in third.way] == ["capital", "wear"]
    assert second.where == f"{path}:3"


def test_a_model_need_not_have_any(tmp_path):
    model = small_model(MODEL)
    assert read_loops(tmp_path / "loops.csv", model, graph_of(model)) == ()


def test_marks_in_texts(tmp_path):
    path = tmp_path / "m.mdl"
    control = "".join(f"{name}=1~~|\n" for name in ("INITIAL TIME", "FINAL TIME", "TIME STEP", "SAVEPER"))
    path.write_text(
        "a=1 ~ ~ Grows (loop R1: more). |\nb=1 ~ ~ Both (loops B4, R3 and B12). |\nc=1~~ In a loop. |\n" + control,
        encoding="utf-8",
    )
    assert marks_in(load_model(path)) == {"B4": (1,), "B12": (1,), "R1": (0,), "R3": (1,)}
