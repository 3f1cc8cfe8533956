"""Labelled arrays for xarray; nothing else here imports it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from simulator.errors import OutputError

if TYPE_CHECKING:
    import xarray

__all__ = ["dataset_of"]

# Dimensions, values, and what is said of them.
Cube = tuple[tuple[str, ...], Any, Mapping[str, object]]


def dataset_of(cubes: Mapping[str, Cube], axes: Mapping[str, Any], about: Mapping[str, object]) -> xarray.Dataset:
    """Make a set of labelled arrays. axes: coordinates by dimension. about: what is said of all.

    Raises: OutputError where xarray is not installed.
    """
    try:
        import xarray  # noqa: PLC0415
    except ImportError:
        told = "xarray is not installed. Expected it for labelled arrays. Install it with: pip install xarray"
        raise OutputError(f"to_xarray: {told}.") from None
    return xarray.Dataset(dict(cubes), coords=dict(axes), attrs=dict(about))
