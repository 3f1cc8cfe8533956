"""What goes wrong at the keyboard: full-width marks, a colon without a blank, commas in numbers, dates for years."""

import re

__all__ = ["full_width", "full_width_place", "half_width", "half_width_line", "mark_slip", "number_slip", "slip"]

_MARKS = {"\u3000": " ", "：": ": ", "，": ", ", "、": ", ", "。": ".", "“": '"', "”": '"', "‘": "'", "’": "'"}
_HALF = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | _MARKS)
_FOUND = re.compile("[" + "".join(map(chr, _HALF)) + "]")
_NO_BLANK = re.compile(r"([^:{}]*[^:{}\s]):([^\s:/].*)")
_NUMBER = re.compile(r"\d[\d.]*(\s*[%‰/].*)?")

# Texts that look like numbers: what is wrong, and what is expected.
_NUMBERS = (
    (r"[-+]?\d[\d,]*,\d[\d.]*", "a comma is no part of a number", "a point before decimals and nothing in thousands"),
    (r"[-+]?\d[\d_]*_[\d_.]*", "an underscore is no part of a number", "digits alone"),
    (r"[-+]?0[xX][0-9a-fA-F]+|[-+]?0[oO][0-7]+|[-+]?0[bB][01]+", "it is not decimal", "a decimal number"),
    (r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", "it is a date", "a number; time is a year such as 2026 or 2026.5"),
    (r"\d{4}年(\d{1,2}月)?(\d{1,2}日)?", "it has words of a date", "a year such as 2026 or 2026.5"),
)


def half_width(text: str) -> str:
    """Write a text as it would be typed with the Chinese input method off."""
    return half_width_line(text).strip()


def half_width_line(text: str) -> str:
    """Write a line so, with the blanks at its ends."""
    return re.sub(r"(\S)([:,]) +", r"\1\2 ", text.translate(_HALF))


def full_width(text: str) -> str:
    """Name the first full-width character of a text; empty where there is none."""
    found = _FOUND.search(text)
    if found is None:
        return ""
    return "a full-width blank" if found[0] == "\u3000" else f"the full-width {found[0]!r}"


def full_width_place(text: str) -> int | None:
    """Find the first full-width character of a text, counted from 0; None where there is none."""
    found = _FOUND.search(text)
    return found.start() if found else None


def slip(text: str) -> str:
    """Say what was mistyped in a key or a line, as `what. expected. what to do.`; empty where nothing was found."""
    found = full_width(text)
    if found:
        return f"{text!r} holds {found}. Expected {half_width(text)!r}. Type it so, with the Chinese input method off."
    parts = _NO_BLANK.fullmatch(text)
    if parts:
        return f"{text!r} has no blank behind the colon. Expected '{parts[1]}: {parts[2]}'. Write it so."
    if _NUMBER.fullmatch(text):
        what = f"{text!r} stands where a name should: between braces, a comma begins a new entry"
        return f"{what}. Expected a name, or a point before decimals. Correct it."
    return ""


def mark_slip(text: str) -> str:
    """Say what was mistyped where a map or a list should stand; empty where nothing was found."""
    return slip(text) if full_width(text) or _NO_BLANK.fullmatch(text) else ""


def number_slip(text: str) -> str:
    """Say what was mistyped in a number, as `what. expected. what to do.`; empty where nothing was found."""
    found = full_width(text)
    if found:
        return f"{found} in it. Expected {half_width(text)!r}. Type it so, with the Chinese input method off."
    for pattern, what, expected in _NUMBERS:
        if re.fullmatch(pattern, text.strip()):
            return f"{what}. Expected {expected}. Write it so."
    return ""
