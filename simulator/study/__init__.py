"""The jobs of the program, a file each, each job one function that reads top to bottom: read, run, judge, report."""

from simulator.study.city import City, load_city, read_scenarios
from simulator.study.run import (
    Request,
    explain_scenario,
    is_model_file,
    run_bare,
    run_loaded,
    run_scenario,
    run_scenarios,
    scenario_schema_of,
)

__all__ = [
    "City",
    "Request",
    "explain_scenario",
    "is_model_file",
    "load_city",
    "read_scenarios",
    "run_bare",
    "run_loaded",
    "run_scenario",
    "run_scenarios",
    "scenario_schema_of",
]
