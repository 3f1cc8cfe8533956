"""One thing said in both languages."""

from dataclasses import dataclass

__all__ = ["Phrase"]


@dataclass(frozen=True)
class Phrase:
    """One thing said in both languages; names in braces are filled in."""

    en: str
    zh: str
