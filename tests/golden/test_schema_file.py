"""docs/scenario.schema.json, of which shipped scenarios tell editors, is the schema that the program prints."""

import json
import os
from pathlib import Path

import pytest

from simulator.scenario.levers import read_levers
from simulator.scenario.read import Pairs, Scalar, read
from simulator.scenario.schema import scenario_schema

ROOT = Path(__file__).resolve().parents[2]
LEVERS = ROOT / "models" / "dezhou" / "levers.yaml"
SCHEMA = ROOT / "docs" / "scenario.schema.json"


def own_defaults() -> dict[str, float]:
    """Take the levers' own defaults for the model's; whether they are is another test's question."""
    node, _ = read(LEVERS, "levers.yaml")
    assert isinstance(node, Pairs)
    defaults = {}
    for name, lever in node.pairs:
        assert isinstance(lever, Pairs)
        (default,) = (value for key, value in lever.pairs if key.text == "default")
        assert isinstance(default, Scalar)
        defaults[name.text] = float(default.text)
    return defaults


def test_the_schema_file_is_current():
    schema = scenario_schema(read_levers(LEVERS, own_defaults()))
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("REWRITE_GOLDEN"):
        SCHEMA.write_text(text, encoding="utf-8")
    if SCHEMA.read_text(encoding="utf-8") != text:
        pytest.fail("docs/scenario.schema.json is not what `simulator schema` prints; run `make golden`")


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_scenario_tells_editors_of_it(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../docs/scenario.schema.json"
