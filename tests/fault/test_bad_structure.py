"""Faults of glossary.csv and loops.csv, each with its exact message, all at once."""

import pytest

from simulator.errors import ModelError
from simulator.model.glossary import read_glossary
from simulator.structure.graph import graph_of
from simulator.structure.named import read_loops
from tests.small_models import small_model

MODEL = "cows= INTEG(born, 10)\nborn= cows*rate\nrate= 0.1\nmilk= cows*5"


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        (
            "cow,奶牛,\n.Farms,农场,\n",
            [
                ":2: no variable of the model 'cow'. Nearest: 'cows'. Rename or remove it.",
                ":3: no group of the model '.Farms'. There is no group of the model at all. Remove it.",
            ],
        ),
        (
            "cows,,\n,奶牛,\nborn,生,\nBORN,生,\n",
            [
                ":2: zh is empty. Expected a text. Fill the cell.",
                ":3: variable is empty. Expected a text. Fill the cell.",
                ":5: 'BORN' stands already at {path}:4. Expected once. Remove one.",
            ],
        ),
        (
            "cows,奶牛\n",
            [":2: the row has 2 cells. Expected 3, as in the header. Write a comma for every cell, empty ones too."],
        ),
    ],
)
def test_a_glossary(tmp_path, rows, messages):
    path = tmp_path / "glossary.csv"
    path.write_text(f"variable,zh,about_zh\n{rows}", encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        read_glossary(path, small_model(MODEL))
    assert caught.value.faults == tuple(f"{path}{each.format(path=path)}" for each in messages)


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        (
            "R1,Herd.,牛群,R,cows > borne\n",
            [":2: no variable of the model 'borne'. Nearest: 'born'. Rename or remove it."],
        ),
        (
            "R1,Herd.,牛群,X,cows > born\nR1,Again.,再,R,cows > born\n",
            [
                ":2: no polarity 'X'. Nearest: 'B', 'R'. Rename or remove it.",
                ":3: loop 'R1' stands already at {path}:2. Expected once. Remove one.",
            ],
        ),
        (
            "B1,Milk.,奶,B,cows > milk\nB2,Twice.,两次,B,cows > born > cows\n",
            [
                ":2: loop B1: no way from 'milk' to 'cows' in the equations. What reads the first: nothing. "
                "Correct the row or the model.",
                ":3: 'cows' stands twice in loop B2. Expected each variable once. "
                "Remove one; the way back to the first is implied.",
            ],
        ),
        (
            "B1,Rate.,率,B,rate\n",
            [
                ":2: loop B1: no way from 'rate' to 'rate' in the equations. What reads the first: 'born'. "
                "Correct the row or the model."
            ],
        ),
        ("B1,,,B,\n", [f":2: {name} is empty. Expected a text. Fill the cell." for name in ("en", "zh", "variables")]),
    ],
)
def test_named_loops(tmp_path, rows, messages):
    path, model = tmp_path / "loops.csv", small_model(MODEL)
    path.write_text(f"id,en,zh,polarity,variables\n{rows}", encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        read_loops(path, model, graph_of(model))
    assert caught.value.faults == tuple(f"{path}{each.format(path=path)}" for each in messages)
