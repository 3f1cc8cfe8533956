"""Names the way a model spells them, found whatever the case, the underscores and the spaces."""

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches

from simulator.model.syntax import key_of

__all__ = ["nearest", "normal", "spelled"]


def normal(name: str) -> str:
    """Bring a name to the form in which two spellings of it are equal, as the model's reader does.

    Spaces around brackets and commas do not count either.

    Source: Vensim reference manual, "Variable names".
    """
    return re.sub(r" ?([\[\],]) ?", r"\1", key_of(name))


def spelled(name: str, known: Iterable[str]) -> str | None:
    """Find a name among known ones; None if it is not there. An exact spelling wins."""
    if isinstance(known, Collection) and name in known:
        return name
    wanted = normal(name)
    alike = [each for each in known if normal(each) == wanted]
    return name if name in alike else next(iter(alike), None)


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Give up to three known names that begin with a name, are like it or hold it; none where nothing is near."""
    wanted = normal(name)
    forms: dict[str, str] = {}
    for each in known:
        forms.setdefault(normal(each), each)
    longer = sorted(forms, key=len) if len(wanted) > 1 else []
    begin = [form for form in longer if form.startswith(wanted)]
    holding = [form for form in longer if wanted in form or (not wanted.isascii() and _in_order(wanted, form))]
    near = dict.fromkeys([*begin, *get_close_matches(wanted, forms, n=3), *holding])
    return tuple(forms[form] for form in near)[:3]


def _in_order(letters: str, text: str) -> bool:
    """Tell whether a text holds letters in this order, others between them; Chinese names are shortened so."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
