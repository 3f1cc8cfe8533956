"""What is offered to Python: models and scenarios to load, runs and batches with their results as arrays and tables."""

from simulator.api.bands import BatchBands
from simulator.api.batch_result import BatchResult, open_batch
from simulator.api.batching import BatchOptions, batch
from simulator.api.loading import LoadedModel, LoadedScenario, load_model, load_scenario
from simulator.api.run_result import BareResult, RunResult
from simulator.api.running import run
from simulator.scenario.batch import Save

__all__ = [
    "BareResult",
    "BatchBands",
    "BatchOptions",
    "BatchResult",
    "LoadedModel",
    "LoadedScenario",
    "RunResult",
    "Save",
    "batch",
    "load_model",
    "load_scenario",
    "open_batch",
    "run",
]
