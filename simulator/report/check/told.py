"""What was found, worded in a language: one sentence a finding."""

from simulator.check import Finding, Result, Said
from simulator.report.unit_words import unit_text
from simulator.report.words import Language, say

__all__ = ["finding_text", "name_text", "said_text"]


def said_text(told: Said, language: Language) -> str:
    """Word what a check says."""
    values = dict(told.values)
    if told.key.startswith("fit.") and "unit" in values:
        values["unit"] = _difference(values["unit"], language)
    place = ", ".join(filter(None, (values.get("name", ""), values.get("time", ""))))
    return say(told.key, language, **{**values, "at": f"{place}: " if place and told.key.startswith("expect") else ""})


def _difference(unit: str, language: Language) -> str:
    """Write the unit of a difference behind a number: shares differ by percentage points."""
    if unit == "%":
        return say("unit.points", language)
    told = unit_text(unit, language)
    return f" × {told}" if told[:1].isdigit() else f" {told}" if told else ""


def finding_text(finding: Finding, language: Language) -> str:
    """Word a finding, with why it is known."""
    text = said_text(finding.told, language)
    if finding.weakness:
        return say("check.known", language, text=text, why=dict(finding.weakness)[language])
    return say("check.note", language, text=text) if finding.note else text


def name_text(result: Result, language: Language) -> str:
    """Name a check: its title, the word for it, or its name."""
    if result.name == "ranges":
        return say("check.name.ranges", language)
    if result.name == result.part:
        return say(f"check.part.{result.part}", language)
    return dict(result.title).get(language, result.name)
