"""Tables for pandas; nothing else here imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.errors import OutputError

if TYPE_CHECKING:
    import pandas

__all__ = ["frame_of", "pandas_of"]


def frame_of(columns: Any, index: Any = None) -> pandas.DataFrame:
    """Make a table. columns: name -> (row,). index: (name of a level, (row,)) pairs, or None."""
    library = pandas_of()
    if index is None:
        return library.DataFrame(columns)
    names = [name for name, _ in index]
    levels = [values for _, values in index]
    made = (
        library.Index(levels[0], name=names[0])
        if len(names) == 1
        else library.MultiIndex.from_arrays(levels, names=names)
    )
    return library.DataFrame(columns, index=made)


def pandas_of() -> Any:
    """Import pandas. Raises: OutputError where it is not installed."""
    try:
        import pandas  # noqa: PLC0415
    except ImportError:
        told = "pandas is not installed. Expected it for tables. Install it with: pip install pandas"
        raise OutputError(f"to_pandas: {told}.") from None
    return pandas
