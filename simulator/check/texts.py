"""What the model file says of its variables: units, sentences, sources, ranges; what nothing reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from simulator.check.conditions import range_text
from simulator.check.said import Finding, Result, Said, said
from simulator.model.model import Model, Variable
from simulator.model.origin import assumed_of, count_origins, is_parameter, origin_of
from simulator.model.source import SourceModel
from simulator.model.syntax import Call, Name, key_of, parts_of
from simulator.scenario.names import TIME_SETTINGS

__all__ = ["check_sources", "check_texts"]


def check_texts(source: SourceModel, model: Model, shown: Collection[str] | None) -> Result:
    """Find what is undocumented, without source or range, outside its range, or read by nothing.

    shown: names that tables or checks show, of a city; None for a bare model, whose unread variables are its outputs.
    """
    read = set(_read(source))
    kept = None if shown is None else {key_of(name.partition("[")[0]) for name in shown}
    findings = []
    n_outputs = 0
    variables = list(_told(model))
    for variable in variables:
        where = f"{model.path}:{variable.line}"
        findings += [Finding(variable.name, where, fault) for fault in _faults(variable, model)]
        if key_of(variable.name) in read or (kept is not None and key_of(variable.name) in kept):
            n_outputs += key_of(variable.name) not in read
            continue
        if variable.kind in ("constant", "lookup"):
            findings.append(Finding(variable.name, where, said("texts.unused")))
        elif kept is not None:
            findings.append(Finding(variable.name, where, said("texts.unshown")))
        else:
            n_outputs += 1
    counts = {"variables": len(variables), "outputs": n_outputs}
    return Result("texts", "texts", "passed", said("texts.done", **counts), tuple(findings), counts=counts).judged()


def check_sources(model: Model) -> Result:
    """Count where the constants and tables of a model come from."""
    parameters = [each for each in _told(model) if is_parameter(each)]
    kinds = count_origins(parameters)
    mixed = sum(origin_of(each) == "assumption" and "source:" in each.documentation.casefold() for each in parameters)
    findings = tuple(
        Finding(each.name, f"{model.path}:{each.line}", said("texts.no_source"), note=True)
        for each in parameters
        if origin_of(each) == "untold"
    )
    n_free, share = assumed_of(kinds)
    counts = {**kinds, "constants": n_free, "mixed": mixed, "share": share}
    told = said("sources.done", **{**counts, "share": f"{100 * share:.0f}"})
    return Result("sources", "sources", "passed" if n_free else "skipped", told, findings, counts=counts)


def _told(model: Model) -> Iterator[Variable]:
    """Yield the variables that the file shows, but for its time settings."""
    for variable in model.variables:
        if not variable.hidden and variable.name.upper() not in TIME_SETTINGS:
            yield variable


def _faults(variable: Variable, model: Model) -> Iterator[Said]:
    """Yield what is missing at a variable."""
    if not variable.unit.strip():
        yield said("texts.no_unit")
    if not variable.documentation.strip():
        yield said("texts.no_text")
    if not is_parameter(variable):
        return
    origin = origin_of(variable)
    if variable.documentation.strip() and origin == "untold":
        yield said("texts.no_source")
    if variable.kind == "lookup":
        return
    low, high = variable.limits
    if low is None or high is None:
        if origin != "definition":
            yield said("texts.no_range")
        return
    if low > high:
        yield said("texts.crossed", range=range_text(low, high))
        return
    constants = _values(variable, model.constants)
    outside = {name: value for name, value in constants.items() if not low <= value <= high}
    for name, value in list(outside.items())[:1]:
        yield said("texts.outside", name=name, value=value, range=range_text(low, high), count=len(outside))


def _values(variable: Variable, constants: Mapping[str, float]) -> dict[str, float]:
    return {name: constants[name] for name in variable.element_names if name in constants}


def _read(source: SourceModel) -> Iterable[str]:
    """Yield the key of every variable that some other variable reads."""
    for definition in source.definitions:
        own = key_of(definition.name)
        for part in definition.components:
            for node in parts_of(part.syntax):
                key = node.key if isinstance(node, Name) else node.function if isinstance(node, Call) else ""
                if key and key != own:
                    yield key
                if isinstance(node, Name):
                    yield from (key_of(each.rstrip("!")) for each in node.subscripts)
