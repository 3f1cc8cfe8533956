"""Which of a city's dated targets does a scenario reach? A system-dynamics scenario simulator."""

__all__ = ["__version__"]

__version__ = "0.1.0"
