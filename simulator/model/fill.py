"""Put what a model reads from files into its equations, before any name is resolved."""

from __future__ import annotations

from dataclasses import replace

from simulator.axes import element_name
from simulator.errors import Faults
from simulator.model.beside import Beside
from simulator.model.cells import SheetFault
from simulator.model.dataset import Datasets
from simulator.model.series import read_constants, read_curves, read_elements, track_of
from simulator.model.source import Component, Definition, SourceModel
from simulator.model.subscript import Ranges, SubscriptFault, block_of
from simulator.model.syntax import Curves, External, Number, Numbers, Series, Syntax, key_of


def fill_ranges(source: SourceModel, files: Beside, faults: Faults) -> SourceModel:
    """Read the elements of the ranges that stand in files."""
    ranges = []
    for item in source.ranges:
        if item.listed is not None:
            file, tab, *cells = item.listed.arguments
            try:
                item = replace(item, elements=read_elements(files.sheet(file, tab), cells[0], cells[1], cells[2]))
            except SheetFault as fault:
                where = item.passage.where(item.passage.find(file) or 0)
                for message in fault.messages:
                    faults.add(f"{where}: range {item.name!r} reads {message}")
        ranges.append(item)
    return replace(source, ranges=tuple(ranges))


def fill_equations(
    source: SourceModel, ranges: Ranges, files: Beside, datasets: Datasets, faults: Faults
) -> SourceModel:
    """Read the numbers of equations that stand in files; a variable with a fault is left out as broken."""
    definitions, broken = [], set(source.broken)
    for definition in source.definitions:
        parts, before = [], len(faults)
        for part in definition.components:
            try:
                parts.append(replace(part, syntax=_filled(definition, part, ranges, files, datasets)))
            except SheetFault as fault:
                where = part.passage.where(_place(part))
                for message in fault.messages:
                    faults.add(f"{where}: {definition.name!r} reads {message}")
            except SubscriptFault:
                parts.append(part)  # told where the blocks of all equations are made
        if len(faults) == before:
            definitions.append(replace(definition, components=tuple(parts)))
        else:
            broken.add(key_of(definition.name))
    return replace(source, definitions=tuple(definitions), broken=frozenset(broken))


def _place(part: Component) -> int:
    """Return where the file is named in an equation."""
    arguments = part.syntax.arguments if isinstance(part.syntax, External) else ()
    return (part.passage.find(arguments[0]) if arguments else 0) or 0


def _filled(definition: Definition, part: Component, ranges: Ranges, files: Beside, datasets: Datasets) -> Syntax:
    """Return the right side of an equation with what it reads. Raises: SheetFault, SubscriptFault."""
    external = part.syntax
    if not isinstance(external, External):
        return external
    _, rows = block_of(ranges, part.subscripts, part.exceptions)
    if not external.arguments:
        names = [element_name(definition.name, [ranges.spelled[key] for key in row]) for row in rows]
        return Series(tuple(datasets.curves(names)), external.between)
    file, tab, *cells = external.arguments
    sheet = files.sheet(file, tab)
    free = [name for name in part.subscripts if not ranges.is_element(key_of(name))]
    shape = [len(ranges.elements_of(name)) for name in free]
    every = block_of(ranges, part.subscripts, ())[1]
    wanted = set(rows)
    kept = [place for place, row in enumerate(every) if row in wanted]
    if external.function == "constants":
        values = read_constants(sheet, cells[0], shape)
        return Numbers(tuple(values[place] for place in kept)) if part.subscripts else Number(values[0])
    curves = read_curves(sheet, track_of(sheet, cells[0], cells[1], len(every)), len(every))
    chosen = tuple(curves[place] for place in kept)
    return Curves(chosen) if external.function == "lookups" else Series(chosen, external.between)
