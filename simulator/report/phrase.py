"""One thing said in both languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

__all__ = ["Note", "Phrase", "Tell"]

# What is worth saying before a language is chosen: a key of the vocabulary, with the values of its braces.
Note = tuple[str, Mapping[str, object]]
# Told what is being done, a note at a time.
Tell = Callable[[Note], None]


@dataclass(frozen=True)
class Phrase:
    """One thing said in both languages; names in braces are filled in."""

    en: str
    zh: str
