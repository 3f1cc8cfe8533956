"""Batch files read: what stands under each of their keys, to the records of `simulator.scenario.batch`."""
