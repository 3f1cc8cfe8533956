"""What a file of checks declares as known to fail: findings by part and variable, expectations of a test one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from simulator.check.condition import KnownWeakness
from simulator.check.expectation import Expectation
from simulator.check.fields import LANGUAGES, FieldReader
from simulator.check.said import FINDINGS, Words
from simulator.scenario.place import unknown
from simulator.scenario.read import Items, Node, Pairs, describe

__all__ = ["known_expectations", "known_findings"]

_KEYS = ("part", "variable", "finding", "why")


def known_findings(
    node: Node | None, fields: FieldReader, find: Callable[[Node], str | None]
) -> Iterator[KnownWeakness]:
    """Read findings that are known. find: a variable by its name; None and a fault where there is none."""
    items = node.items if isinstance(node, Items) else ()
    if node is not None and not isinstance(node, Items):
        fields.refuse(node, f"known_weaknesses is {describe(node)}", f"a list of maps with {', '.join(_KEYS)}")
    for item in items:
        own = fields.of(item, _KEYS, "key of a known weakness")
        part, finding = (fields.text(own.get(key), key) for key in ("part", "finding"))
        why = fields.either(own.get("why"), "why")
        name = find(own["variable"]) if "variable" in own else None
        if part and part not in FINDINGS:
            fields.faults.append(unknown(own["part"].place, "part of the battery", part, tuple(FINDINGS)))
        elif finding and finding not in FINDINGS.get(part, (finding,)):
            fields.faults.append(unknown(own["finding"].place, f"finding of {part}", finding, FINDINGS[part]))
        elif not (part and finding and why and "variable" in own):
            missing = ", ".join(key for key in _KEYS if key not in own) or "text"
            fields.refuse(item, f"a known weakness lacks {missing}", "all four")
        elif name is not None:
            yield KnownWeakness(part, name, finding, why, item.place.at_line)


def known_expectations(
    node: Node | None, fields: FieldReader, expectations: Sequence[Expectation]
) -> Iterator[tuple[str, Words]]:
    """Read why expectations of a test are known to fail: text of each -> why; of a test with one, only why."""
    texts = [each.text for each in expectations]
    if node is None or not texts:
        return
    if not isinstance(node, Pairs) or {name.text for name, _ in node.pairs} <= set(LANGUAGES):
        if len(texts) > 1:
            fields.refuse(node, f"known_weakness is {describe(node)}, of {len(texts)} expectations", "a map with each")
        else:
            yield texts[0], fields.either(node, "known_weakness")
        return
    for entry in fields.entries(node, "known_weakness"):
        text, why = " ".join(entry.name.text.split()), fields.either(entry.value, "why")
        if text not in texts:
            fields.faults.append(unknown(entry.name.place, "expectation of the test", text, texts))
        elif why:
            yield text, why
