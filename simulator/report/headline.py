"""Which variables a report draws: the headline variables of a city model, and all that have a target."""

from simulator.model.labels import Label
from simulator.report.outcome import Results

__all__ = ["HEADLINE", "headline_labels"]

HEADLINE = (
    "population",
    "urban population",
    "urbanization rate",
    "GDP",
    "GDP growth rate",
    "employment",
    "labour productivity",
    "electricity consumption",
    "renewable generation",
    "wind capacity",
    "PV capacity",
    "renewable capacity",
    "storage capacity",
    "renewable share of electricity",
    "non-fossil share",
    "total energy consumption",
    "industrial energy intensity",
    "CO2 emissions",
    "CO2 intensity",
)


def headline_labels(results: Results) -> tuple[Label, ...]:
    """Choose the labels to draw, in the order of the labels: headline variables and those with a modelled target."""
    asked = {name for target in results.case.targets if target.is_modelled for name in target.variables}
    chosen = tuple(label for label in results.case.labels if label.variable in asked or label.variable in HEADLINE)
    return chosen or results.case.labels
