"""The command that goes on is the one that was given, with --resume."""

import shlex

import click
import pytest

from simulator.cli.again import going_on
from simulator.cli.batch import batch


@pytest.mark.parametrize(
    ("given", "again"),
    [
        ("mine.yaml -o intr --members 500", "simulator batch mine.yaml --members 500 -o intr --resume"),
        ("mine.yaml --restart", "simulator batch mine.yaml --resume"),
        ("mine.yaml --resume --json", "simulator batch mine.yaml --json --resume"),
        (
            "'my batch.yaml' --set 'wind starts=2030' --set a=1 --time-step 0.5",
            "simulator batch 'my batch.yaml' --time-step 0.5 --set 'wind starts=2030' --set a=1 --resume",
        ),
    ],
)
def test_the_command_goes_on(given, again):
    parent = click.Context(click.Group("simulator"), info_name="simulator")
    context = batch.make_context("batch", shlex.split(given), parent=parent)
    assert going_on(context) == again
