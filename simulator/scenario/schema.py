"""What a scenario file may hold, as pydantic models: the source of the JSON schema that editors complete from.

The reader takes its keys from here and says where a fault is. What only a batch has is in schema_batch.py.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from simulator.scenario.levers import Lever
from simulator.scenario.schedule import value_text
from simulator.scenario.schema_batch import (
    Grid,
    Group,
    ImposedRange,
    Members,
    Morris,
    Pair,
    Save,
    Sized,
    Sweep,
    Uncertain,
)
from simulator.scenario.schema_parts import NUMBER, Quantity, Strict, WithUnit

__all__ = ["BATCH_KEYS", "SCENARIO_KEYS", "WORD_KEYS", "ScenarioFile", "scenario_schema"]

BATCH_KEYS = ("scenarios", "uncertain", "correlated", "sweep", "sample", "save")

_YEAR = rf"^{NUMBER}$"
_BATCH = " Makes a batch, which simulator batch runs."
_CLOSED: dict[str, Any] = {"additionalProperties": False}

Knots = dict[Annotated[str, Field(pattern=_YEAR)], Quantity]
Linear = Annotated[Knots, Field(min_length=1, json_schema_extra=_CLOSED)]


class Words(Strict):
    """A text in both languages."""

    en: str = ""
    zh: str = ""


class Step(Strict):
    """A path in steps."""

    step: dict[Annotated[str, Field(pattern=rf"^start$|{_YEAR}")], Quantity] = Field(
        min_length=1,
        json_schema_extra=_CLOSED,
        description="Each value holds from its year on; before the first, start or the parent's value holds",
    )


class Growth(Strict):
    """A path that grows."""

    growth: dict[Annotated[str, Field(pattern=rf"^start$|{_YEAR}")], Quantity] = Field(
        min_length=1,
        json_schema_extra=_CLOSED,
        description="From start, or from the parent's value, each rate (5.5 %/year) holds from its year on",
    )


class Multiply(Strict):
    """Relative to the parent."""

    multiply: float = Field(description="The parent's value times this, at every time")


class Add(Strict):
    """Relative to the parent."""

    add: Quantity = Field(description="The parent's value plus this, at every time")


class ImposedGrowth(Strict):
    """A variable that grows at a given rate."""

    growth: WithUnit
    from_year: float = Field(alias="from", description="The year from which on it grows so")


Setting = TypeAliasType("Setting", Quantity | Linear | Step | Growth | Multiply | Add)


class ScenarioFile(Strict):
    """A scenario: what is changed in a model, and against which other scenario."""

    name: Words | str = Field("", description="The title, in both languages")
    description: Words | str = Field("", description="A sentence on what the scenario means")
    model: str = Field("", description="The model's name; inherited from the scenario that is extended")
    extends: str | list[str] = Field("", description="The scenario or scenarios on which this one builds")
    set: dict[str, Setting] = Field({}, description="Constants of the model and their values")
    impose: dict[str, ImposedGrowth | ImposedRange | Linear] = Field(
        {}, description="Variables whose own equation is cut; everything downstream is conditional on them"
    )
    scenarios: list[str] = Field([], min_length=1, description="Base scenarios, all run on the same members." + _BATCH)
    uncertain: Literal["all"] | Uncertain = Field("all", description="What is drawn; all: every uncertainty." + _BATCH)
    correlated: list[Pair | Group] = Field([], min_length=1, description="Inputs that move together." + _BATCH)
    sweep: Sweep = Field({}, description="What is crossed; under zip, what moves together." + _BATCH)
    sample: Sized | Grid | Morris | Members | str = Field(
        "", description="How members are drawn, or a CSV or Parquet file of them." + _BATCH
    )
    save: Save | None = Field(None, description="What is kept of every member." + _BATCH)


SCENARIO_KEYS = tuple(key for key in ScenarioFile.model_fields if key not in BATCH_KEYS)
WORD_KEYS = tuple(Words.model_fields)


def scenario_schema(levers: Mapping[str, Lever] | None = None) -> dict[str, Any]:
    """Build the JSON schema of a scenario file. levers: a model's, to complete and explain their names."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_plain(ScenarioFile.model_json_schema())}
    if levers:
        schema["properties"]["set"]["properties"] = {name: _lever_schema(lever) for name, lever in levers.items()}
    return schema


def _lever_schema(lever: Lever) -> dict[str, Any]:
    """Describe one lever's line under `set`."""
    span = f"{value_text(lever.low)} to {value_text(lever.high)}, default {value_text(lever.default)}"
    told = f"{lever.en} · {lever.zh} ({lever.unit}): {span}"
    return {"description": told, "allOf": [{"$ref": "#/$defs/Setting"}]}


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave out the titles and defaults that pydantic adds, which say nothing to an editor."""
    plain: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("title", "default"):
            continue
        if key in ("properties", "$defs", "patternProperties"):
            plain[key] = {name: _plain(each) for name, each in value.items()}
        elif isinstance(value, dict):
            plain[key] = _plain(value)
        elif isinstance(value, list):
            plain[key] = [_plain(each) if isinstance(each, dict) else each for each in value]
        else:
            plain[key] = value
    return plain
