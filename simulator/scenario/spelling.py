"""Names the way a model spells them, found whatever the case, the underscores and the spaces."""

import re
from collections.abc import Iterable

__all__ = ["normal", "spelled"]


def normal(name: str) -> str:
    """Bring a name to the form in which two spellings of it are equal: Vensim ignores case, and _ is a space.

    Spaces around brackets and commas and quotes around a name do not count either.

    Source: Vensim reference manual, "Variable names".
    """
    words = re.sub(r"[\s_]+", " ", name.replace('"', " ")).strip().casefold()
    return re.sub(r" ?([\[\],]) ?", r"\1", words)


def spelled(name: str, known: Iterable[str]) -> str | None:
    """Find a name among known ones; None if it is not there. An exact spelling wins."""
    wanted = normal(name)
    alike = [each for each in known if normal(each) == wanted]
    return name if name in alike else next(iter(alike), None)
