"""Which variables a report draws: the headline variables of a city model, and all that have a target."""

from itertools import pairwise

from simulator.model.labels import Label
from simulator.report.outcome import Results

__all__ = ["HEADLINE", "headline_labels", "headline_pages", "page_name"]

_MOST_PANELS = 40  # of one page of small multiples

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


def headline_pages(results: Results) -> tuple[tuple[Label, ...], ...]:
    """Divide the labels to draw into pages of small multiples of about one size, in their order."""
    labels = headline_labels(results)
    n_pages = -(-len(labels) // _MOST_PANELS)
    ends = [round(page * len(labels) / n_pages) for page in range(n_pages + 1)] if labels else []
    return tuple(labels[first:last] for first, last in pairwise(ends))


def page_name(name: str, number: int) -> str:
    """Name the file of a page: the bare name for the first."""
    return name if number == 1 else f"{name}-{number}"
