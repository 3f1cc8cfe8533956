"""One scenario file as the layer it puts over the scenarios that it extends."""

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from simulator.scenario.place import Fault, unknown
from simulator.scenario.read import Items, Node, Pairs, Scalar, describe
from simulator.scenario.schema import BATCH_KEYS, SCENARIO_KEYS, WORD_KEYS
from simulator.scenario.slip import slip

__all__ = ["Entry", "Layer", "read_layer"]


@dataclass(frozen=True)
class Entry:
    """One line: a name or a key, and what is written behind it."""

    name: Scalar
    value: Node


@dataclass(frozen=True)
class Layer:
    """What one file says.

    shown: the file as messages name it; identity: its full path, by which it counts once.
    title, description: (language, text) pairs.
    batch: the keys that make a batch, each with all that stands behind it; judged by `resolve_batch`.
    """

    shown: str
    identity: str = ""
    title: tuple[tuple[str, str], ...] = ()
    description: tuple[tuple[str, str], ...] = ()
    model: Scalar | None = None
    extends: tuple[Scalar, ...] = ()
    settings: tuple[Entry, ...] = ()
    impositions: tuple[Entry, ...] = ()
    batch: tuple[Entry, ...] = ()

    def section(self, key: str) -> Entry | None:
        """Find what stands behind one of a batch's keys."""
        return next((entry for entry in self.batch if entry.name.text == key), None)

    def beside(self, text: str) -> tuple[Path, str]:
        """Find a file by its path from this file's folder. Returns: its path, and as messages name it."""
        path = Path(self.identity).parent / text if self.identity else Path(text)
        return path, Path(os.path.normpath(Path(self.shown).parent / text)).as_posix()


def read_layer(root: Pairs, shown: str) -> tuple[Layer, tuple[Fault, ...]]:
    """Take a scenario file apart.

    Returns: the layer, with what could be read, and every fault of its outline; values are judged later, by `resolve`.
    """
    faults: list[Fault] = []
    sections: dict[str, Node] = {}
    batch: list[Entry] = []
    for key, value in root.pairs:
        if key.text in SCENARIO_KEYS:
            sections[key.text] = value
        elif key.text in BATCH_KEYS:
            batch.append(Entry(key, value))
        else:
            faults.append(unknown(key.place, "key", key.text, (*SCENARIO_KEYS, *BATCH_KEYS)))

    models = _texts(sections.get("model"), "model", faults)
    layer = Layer(
        shown,
        title=_words(sections.get("name"), "name", faults),
        description=_words(sections.get("description"), "description", faults),
        model=models[0] if models else None,
        extends=_texts(sections.get("extends"), "extends", faults),
        settings=_entries(sections.get("set"), "set", faults),
        impositions=_entries(sections.get("impose"), "impose", faults),
        batch=tuple(batch),
    )
    return layer, tuple(faults)


def _words(node: Node | None, key: str, faults: list[Fault]) -> tuple[tuple[str, str], ...]:
    """Read a text in two languages; a plain text serves for both."""
    if node is None:
        return ()
    if isinstance(node, Scalar) and isinstance(node.value, str):
        _refuse_controls(node, key, faults)
        return tuple((language, node.text) for language in WORD_KEYS)
    if not isinstance(node, Pairs):
        what = f"{key} is {describe(node)}. Expected a text, or {{en: ..., zh: ...}}. Write one, a number in quotes."
        faults.append(Fault(node.place, what))
        return ()
    words = {}
    for language, value in node.pairs:
        if language.text not in WORD_KEYS:
            faults.append(unknown(language.place, "language", language.text, WORD_KEYS))
        elif not isinstance(value, Scalar) or value.value is None:
            what = f"{key} in {language.text} is {describe(value)}. Expected a text. Write one."
            faults.append(Fault(value.place, what))
        else:
            _refuse_controls(value, f"{key} in {language.text}", faults)
            words[language.text] = value.text
    return tuple((language, words.get(language) or next(iter(words.values()))) for language in WORD_KEYS if words)


def _refuse_controls(node: Scalar, key: str, faults: list[Fault]) -> None:
    """Refuse characters that no figure or table can show, such as the escapes of terminals."""
    bad = next((letter for letter in node.text if unicodedata.category(letter) == "Cc" and letter not in "\n\t"), "")
    if bad:
        told = f"{key} holds the control character {bad!r}. Expected printable text. Remove it."
        faults.append(Fault(node.place, told))


def _texts(node: Node | None, key: str, faults: list[Fault]) -> tuple[Scalar, ...]:
    """Read one name, or for `extends` a list of names."""
    if node is None:
        return ()
    many = isinstance(node, Items) and key == "extends"
    texts = []
    for each in node.items if many and isinstance(node, Items) else (node,):
        if isinstance(each, Scalar) and each.value is not None:
            texts.append(each)
        else:
            expected = "a scenario's name, or a list of names" if key == "extends" else "a name"
            faults.append(Fault(each.place, f"{key} is {describe(each)}. Expected {expected}. Write one."))
    return tuple(texts)


def _entries(node: Node | None, key: str, faults: list[Fault]) -> tuple[Entry, ...]:
    """Read the lines of `set` or `impose`."""
    if node is None:
        return ()
    if isinstance(node, Pairs):
        return tuple(Entry(name, value) for name, value in node.pairs)
    told = slip(node.text) if isinstance(node, Scalar) else ""
    what = f"{key} is {describe(node)}. Expected a map of names and values. Write one, or remove {key}."
    faults.append(Fault(node.place, told or what))
    return ()
