"""Numbers as a reader wants them: few digits for what is computed, all digits for what a document printed."""

import math

__all__ = ["printed", "rounded", "signed"]


def rounded(value: float | None) -> str:
    """Write a computed number with three to five significant digits; a dash where there is none."""
    if value is None or math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return _minus(f"{value:,.{_decimals(abs(value))}f}")


def signed(value: float | None) -> str:
    """Write a computed number with its sign, as margins are read."""
    text = rounded(value)
    if value is None or not math.isfinite(value) or text.startswith("−"):
        return text
    return f"+{text}"


def printed(value: float) -> str:
    """Write a number with the digits that it was given with: 64, 0.31, 5,500."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return _minus(text if text not in ("0", "-0") else f"{value:.4g}")


def _decimals(size: float) -> int:
    """Count the decimals that a number of this size is shown with."""
    if size >= 1000:
        return 0
    if size >= 10:
        return 1
    return 2 if size >= 1 else 3


def _minus(text: str) -> str:
    """Take the long minus sign, and none before a zero."""
    return text.replace("-", "−") if any(each in "123456789" for each in text) else text.replace("-", "")
