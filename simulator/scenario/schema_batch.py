"""What only a batch file may hold, as pydantic models."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from simulator.scenario.schema_parts import Quantity, Strict, WithUnit

__all__ = ["Grid", "Group", "ImposedRange", "Members", "Morris", "Pair", "Save", "Sized", "Sweep", "Uncertain"]

_LARGEST_SEED = 2**63 - 1

Share = Annotated[float, Field(ge=-1, le=1)]
Seed = Annotated[int, Field(ge=0, le=_LARGEST_SEED, description="Another seed, other draws; 0 where it is left out")]
Names = Literal["all"] | list[str]
Ends = tuple[Quantity, Quantity]
Within = Annotated[Ends | None, Field(description="Bounds beyond which nothing is drawn: low, high")]


class Normal(Strict):
    """Normal."""

    normal: Ends = Field(description="mean, standard deviation")
    within: Within = None


class Lognormal(Strict):
    """Lognormal."""

    lognormal: tuple[Quantity, float] = Field(description="median, standard deviation of the logarithm")
    within: Within = None


class Triangular(Strict):
    """Triangular."""

    triangular: tuple[Quantity, Quantity, Quantity] = Field(description="low, mode, high")
    within: Within = None


class Uniform(Strict):
    """Uniform."""

    uniform: Ends = Field(description="low, high")
    within: Within = None


class Beta(Strict):
    """Beta."""

    beta: tuple[float, float] | tuple[float, float, Quantity, Quantity] = Field(
        description="alpha, beta, from 0 to 1; or alpha, beta, low, high"
    )
    within: Within = None


class Discrete(Strict):
    """Some values."""

    discrete: dict[str, float] | list[Quantity] = Field(
        min_length=1, description="Each value with its weight, weights adding up to 1; or a list, equally likely"
    )
    within: Within = None


class Column(Strict):
    """A column of a table."""

    file: str = Field(description="CSV or Parquet, its path from the folder of this file")
    column: str


class Empirical(Strict):
    """Values of a table."""

    empirical: Column = Field(description="Each row of a column is equally likely")
    within: Within = None


Distribution = TypeAliasType("Distribution", Normal | Lognormal | Triangular | Uniform | Beta | Discrete | Empirical)


class AddDrawn(Strict):
    """Relative to each scenario's own value."""

    add: Distribution = Field(description="Added to each scenario's own value, at every time")


class MultiplyDrawn(Strict):
    """Relative to each scenario's own value."""

    multiply: Distribution = Field(description="Times each scenario's own value, at every time")


Drawing = TypeAliasType("Drawing", Literal["lever"] | Distribution | AddDrawn | MultiplyDrawn)
Uncertain = Annotated[dict[str, Drawing], Field(min_length=1)]


class Span(Strict):
    """Values at equal distances."""

    from_value: Quantity = Field(alias="from")
    to: Quantity = Field(description="More than from")
    steps: int = Field(ge=2, description="How many values, both ends counted")


Values = TypeAliasType("Values", Span | Annotated[list[Quantity], Field(min_length=1)])


class AddSwept(Strict):
    """Relative to each scenario's own value."""

    add: Values = Field(description="Added to each scenario's own value, at every time")


class MultiplySwept(Strict):
    """Relative to each scenario's own value."""

    multiply: Values = Field(description="Times each scenario's own value, at every time")


Sweeping = TypeAliasType("Sweeping", Values | AddSwept | MultiplySwept)
Zipped = Annotated[dict[str, Sweeping], Field(min_length=2)]
Sweep = Annotated[dict[str, Sweeping | Zipped | Annotated[list[Zipped], Field(min_length=1)]], Field(min_length=1)]


class Pair(Strict):
    """Inputs of which any two have the same rank correlation."""

    inputs: list[str] = Field(min_length=2, description="Drawn inputs")
    correlation: Share = Field(description="Spearman's rank correlation")


class Group(Strict):
    """Inputs with a matrix of rank correlations."""

    inputs: list[str] = Field(min_length=2, description="Drawn inputs")
    matrix: list[list[Share]] = Field(description="Spearman's rank correlations, by rows in the order of the inputs")


class Sized(Strict):
    """As many draws as are asked for."""

    method: Literal["latin_hypercube", "sobol", "monte_carlo"]
    size: int = Field(ge=1, description="How many draws; each is crossed with every point of the sweep")
    seed: Seed = 0


class Grid(Strict):
    """A full grid."""

    method: Literal["grid"]
    levels: int = Field(ge=2, description="How many values each drawn input takes: the middles of equal shares")


class Morris(Strict):
    """Morris's elementary effects."""

    method: Literal["morris"]
    trajectories: int = Field(ge=1, description="Each changes every drawn input once")
    levels: int = Field(4, ge=2, multiple_of=2, description="How many values each drawn input takes")
    seed: Seed = 0


class Members(Strict):
    """Members from a file."""

    file: str = Field(description="CSV or Parquet, one row a member, columns named as the model's constants")
    conditional: Literal["history"] | None = Field(None, description="On what the members are, as simulator match says")


class Save(Strict):
    """What a batch keeps of every member beside what targets ask."""

    variables: Names = Field([], description="Shown variables whose yearly values are written for every member")
    every: int = Field(1, ge=1, description="Years between two saved values, counted back from the last")
    window: tuple[int, int] | None = Field(None, description="First and last year that are saved")
    members: bool = Field(True, description="false: only the summary and the bands are written")
    bands: Names = Field([], description="Shown variables whose quantiles are written by year")


class ImposedRange(Strict):
    """A variable that grows at a rate that differs between members."""

    growth: Span | Annotated[list[WithUnit], Field(min_length=1)] | Distribution
    from_year: float = Field(alias="from", description="The year from which on it grows so")
