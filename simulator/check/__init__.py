"""The validation battery: units, texts, extremes, balances, step halving, monotonic expectations, fit to history."""

from simulator.check.battery import Checked, run_battery
from simulator.check.checks_file import Subject, no_checks, read_checks
from simulator.check.fits import Past
from simulator.check.said import BATTERY, STATUSES, Finding, Result, Said
from simulator.check.words import vocabulary_of

__all__ = [
    "BATTERY",
    "STATUSES",
    "Checked",
    "Finding",
    "Past",
    "Result",
    "Said",
    "Subject",
    "no_checks",
    "read_checks",
    "run_battery",
    "vocabulary_of",
]
