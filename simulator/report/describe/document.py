"""The whole document about a model, in Markdown, in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from simulator.model.origin import TIME_SETTINGS, assumed_of, count_origins, is_parameter, origin_of
from simulator.report.describe.behind import behind_lines
from simulator.report.describe.constants import constant_lines, is_tabled
from simulator.report.describe.entry import entry_lines
from simulator.report.describe.loop_part import dominance_lines, loop_lines
from simulator.report.describe.names import Names, number_text, slug
from simulator.report.describe.outcome import Description, Sector
from simulator.report.describe.table import code, plain, table_lines
from simulator.report.describe.years import target_value
from simulator.report.grouping import target_asked
from simulator.report.unit_words import unit_text
from simulator.report.words import Language, choose, say
from simulator.structure.found import Dominance

__all__ = ["document", "picture_name", "sector_links"]

_KINDS = ("stock", "auxiliary", "constant", "lookup")


def document(
    description: Description, language: Language, dominance: Mapping[int, Dominance | None] | None = None
) -> str:
    """Write the document.

    dominance: variable -> which loops drive it, for those of which that is told.
    Returns:   Markdown that names pictures in the folder figures/ beside it.
    """
    names = Names(description, language)
    parts = [
        _head(description, names),
        _numbers(description, names),
        _pictures(description, names),
        _targets(description, names),
        _levers(description, names),
        loop_lines(description, names),
        _matter(description, names, dominance or {}),
        _sectors(description, names),
    ]
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def picture_name(sector: str, language: Language) -> str:
    """Name the file of a picture, without its suffix. sector: empty for the overview."""
    return f"model-{slug(sector) or 'overview'}-{language}"


def _head(description: Description, names: Names) -> list[str]:
    language, name = names.language, description.name
    settings = description.model.settings
    unit = unit_text(description.model.units.get("TIME STEP", ""), language)
    ends = {"start": f"{settings.initial_time:g}", "end": f"{settings.final_time:g}", "step": f"{settings.time_step:g}"}
    lines = [
        f"# {say('describe.title', language, name=code(name))}",
        "",
        say("describe.generated", language, command=f"simulator describe {name}", file=code(description.shown)),
        "",
        say("describe.find", language, command=f'simulator describe {name} --variable "NAME"'),
        "",
        say("describe.run", language, unit=unit, **ends),
        "",
    ]
    if description.given:
        told = ", ".join(f"{code(each)} = {number_text(value)}" for each, value in description.given.items())
        lines += [say("describe.given", language, given=told), ""]
    parts = ["part.pictures", "part.targets", "part.levers", "part.loops", "part.dominance", "part.sectors"]
    lines += [f"## {say('describe.contents', language)}", ""]
    lines += [f"- [{say(each, language)}](#{each.partition('.')[2]})" for each in parts]
    lines += [
        f"  - [{plain(names.sector(each))}](#s-{slug(each.group.name) or 'none'})" for each in description.sectors
    ]
    return [*lines, ""]


def _anchored(key: str, names: Names) -> list[str]:
    return [f'## <a id="{key.partition(".")[2]}"></a>{say(key, names.language)}', ""]


def _numbers(description: Description, names: Names) -> list[str]:
    """Count variables by sector and kind, and what is assumed."""
    language, model = names.language, description.model
    rows = [_count_row(description, each, names.sector(each)) for each in description.sectors]
    totals = [str(sum(int(row[place]) for row in rows)) for place in range(1, len(rows[0]))] if rows else []
    rows.append((f"**{say('count.total', language)}**", *totals))
    headings = [say(f"count.{each}", language) for each in ("sector", *_KINDS, "assumed", "elements")]
    counts = count_origins(model.variables)
    told, assumed = assumed_of(counts)
    share = f"{100 * assumed:.0f} %" if told else say("describe.share_none", language)
    structure = description.structure
    grouped = sum(map(len, structure.groups))
    shown = [each for each in model.variables if not each.hidden]
    settings = sum(each.name.upper() in TIME_SETTINGS for each in shown)
    parts = {"shown": len(shown), "settings": settings, "others": len(shown) - settings}
    return [
        f"## {say('describe.counts', language)}",
        "",
        *table_lines(headings, rows),
        say(
            "describe.assumptions",
            language,
            told=told,
            assumed=counts["assumption"],
            share=share,
            sourced=counts["source"],
            calibrated=counts["calibrated"],
            untold=counts["untold"],
            defined=counts["definition"],
        ),
        "",
        say("count.told", language, **parts, equations=sum(len(each.texts) for each in shown)),
        "",
        say("count.links", language, links=structure.graph.n_links, grouped=grouped, groups=len(structure.groups)),
        "",
    ]


def _count_row(description: Description, sector: Sector, name: str) -> tuple[str, ...]:
    variables = [description.model.variables[number] for number in sector.variables]
    kinds = Counter("auxiliary" if each.kind == "held" else each.kind for each in variables)
    assumed = sum(is_parameter(each) and origin_of(each) == "assumption" for each in variables)
    return (
        plain(name),
        *(str(kinds[kind]) for kind in _KINDS),
        str(assumed),
        str(sum(each.size for each in variables)),
    )


def _pictures(description: Description, names: Names) -> list[str]:
    """Show the overview, and count the links between sectors."""
    language = names.language
    title = say("picture.overview", language)
    lines = [*_anchored("part.pictures", names), f"![{title}](figures/{picture_name('', language)}.png)", ""]
    if len(description.sectors) > 1:
        links = sector_links(description)
        groups = [each.group.name for each in description.sectors]
        codes = [str(number) for number in range(1, len(groups) + 1)]
        rows = [
            (f"{number} {plain(names.group(own))}", *(str(links.get((own, other), "")) for other in groups))
            for number, own in zip(codes, groups, strict=True)
        ]
        lines += [f"### {say('part.matrix', language)}", "", say("matrix.told", language), ""]
        lines += table_lines(["", *codes], rows)
    return lines


def sector_links(description: Description) -> dict[tuple[str, str], int]:
    """Count the variables of one sector that another reads: (sector, its reader) -> number."""
    found: set[tuple[str, str, int]] = set()
    for number in range(len(description.model.variables)):
        own = description.sector_of(number)
        graph = description.structure.graph
        if own is None or description.model.variables[number].hidden:
            continue
        for reader in (*graph.feeds[number], *graph.starts_of[number]):
            other = description.sector_of(reader)
            if other not in (own, None):
                found.add((own, str(other), number))
    return dict(Counter((own, other) for own, other, _ in sorted(found)))


def _targets(description: Description, names: Names) -> list[str]:
    """List the targets that the model judges, each with the variable that decides it."""
    language, case = names.language, description.case
    judged = [each for each in case.targets if each.is_modelled] if case else []
    lines = [*_anchored("part.targets", names), say("targets.told", language, count=len(judged)), ""]
    if not judged or case is None:
        return lines
    numbers = {label.variable: number for number, labels in description.labels.items() for label in labels}
    rows = []
    for each in judged:
        own = [numbers[name] for name in each.variables if name in numbers]
        points = sum(point.variable in each.variables for point in case.history.points)
        name = f'<a id="t-{slug(each.id)}"></a>{plain(choose(each.name_en, each.name_zh, language))}'
        year = "" if each.year is None else str(each.year)
        asked = plain(target_asked(each, case.labels, language))
        rows.append((name, asked, year, target_value(description, each), names.listed(own), str(points)))
    keys = ("table.target", "table.asked", "table.year", "targets.found", "table.variable", "entry.history")
    return [*lines, *table_lines([say(key, language) for key in keys], rows)]


def _levers(description: Description, names: Names) -> list[str]:
    """List the levers."""
    language, case = names.language, description.case
    lines = [*_anchored("part.levers", names), say("levers.told", language), ""]
    rows = []
    for each in case.levers if case else ():
        number = description.number(each.name)
        link = "" if number is None else f" ({names.link(number)})"
        unit = unit_text(each.unit, language)
        ends = f"{number_text(each.low)} – {number_text(each.high)}" + (f" ({unit})" if unit else "")
        kind = say(f"kind.{each.kind}", language)
        rows.append(
            (
                plain(choose(each.en, each.zh, language)) + link,
                kind,
                ends,
                number_text(each.default),
                plain(each.source),
            )
        )
    headings = [
        say(key, language) for key in ("entry.lever", "table.kind", "levers.range", "levers.default", "levers.source")
    ]
    return [*lines, *table_lines(headings, rows)] if rows else lines


def _matter(description: Description, names: Names, dominance: Mapping[int, Dominance | None]) -> list[str]:
    """Tell which loops drive some variables."""
    lines = _anchored("part.dominance", names)
    for number, found in dominance.items():
        title = say("matter.title", names.language, variable=plain(names.of(number)))
        name = description.model.variables[number].name
        lines += [f"### {title}", "", f"![{title}](figures/{picture_name(f'loops {name}', names.language)}.png)", ""]
        lines += dominance_lines(found, number, names)
    return lines


def _sectors(description: Description, names: Names) -> list[str]:
    """Write every variable, sector by sector in the file's order."""
    language = names.language
    lines = _anchored("part.sectors", names)
    for sector in description.sectors:
        name = plain(names.sector(sector))
        anchor = slug(sector.group.name) or "none"
        lines += [f'### <a id="s-{anchor}"></a>{name}', ""]
        entry = description.glossary.of_group(sector.group.name) if language == "zh" else None
        told = (entry.about_zh if entry else "") or sector.group.documentation
        lines += [plain(told), ""] if told else []
        title = say("picture.sector", language, sector=name)
        lines += [f"![{title}](figures/{picture_name(sector.group.name or 'none', language)}.png)", ""]
        tabled = [each for each in sector.variables if is_tabled(description, each)]
        for number in sector.variables:
            if number not in tabled:
                lines += entry_lines(names, number)
                lines += behind_lines(names, number) if number in description.judged else []
        lines += constant_lines(names, tabled)
    return lines
