"""Which of a city's dated targets does a scenario reach? A system-dynamics scenario simulator.

`from simulator import load_model, load_scenario, run, batch, open_batch`: see docs/python.md. They are imported when
they are first asked for, so that the commands do not wait for what they do not use.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.api import batch, load_model, load_scenario, open_batch, run

__all__ = ["__version__", "batch", "load_model", "load_scenario", "open_batch", "run"]

__version__ = "0.1.0"

_API = ("batch", "load_model", "load_scenario", "open_batch", "run")


def __getattr__(name: str) -> Any:
    """Import what is offered to Python when it is first asked for (PEP 562)."""
    if name not in _API:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from simulator import api  # noqa: PLC0415

    return getattr(api, name)


def __dir__() -> list[str]:
    """List what is offered, loaded or not."""
    return sorted({*globals(), *__all__})
