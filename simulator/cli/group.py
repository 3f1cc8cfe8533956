"""The group of all commands: what each does in a line, and where it is, loaded only when it is called."""

from __future__ import annotations

from types import MappingProxyType

import click

from simulator import __version__

__all__ = ["COMMANDS", "simulator"]

# Each command with its line in the list.
COMMANDS = MappingProxyType(
    {
        "batch": "Run a batch: many members of one or several scenarios, each judged by every target.",
        "calibrate": "Fit free constants of MODEL to its history, as models/MODEL/calibration.yaml says.",
        "check": "Run the validation battery on a model: a city, or a model file (.mdl, .xmile, .stmx).",
        "compare": "Run scenarios side by side: small multiples with targets, and a matrix of verdicts.",
        "describe": "Write a model as a document in both languages, with pictures and its feedback loops.",
        "explain": "Print every resolved value of a scenario, or every input of a batch.",
        "export": "Write results for other tools: spreadsheets, pandas, R, Stata, pyam, xarray.",
        "holdout": "Calibrate MODEL on history until a year and test it on what followed.",
        "match": "Draw members of MODEL's uncertain inputs, conditional on its history.",
        "run": "Integrate scenarios, print the verdict table, write results and figures.",
        "schema": "Print the JSON schema of scenario files, with the levers of MODEL.",
        "targets": "List the register: which targets are modelled, by which variable, and which are not, and why.",
    }
)


class Commands(click.Group):
    """Loads a command when it is called, so that none waits for what the others need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; None where there is none of that name."""
        return _loaded(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="simulator")
def simulator() -> None:
    """Which of a city's dated targets does a scenario reach?

    \b
    simulator run baseline plan        verdicts and figures of two scenarios
    simulator compare baseline plan    the same side by side
    simulator targets                  the register of targets
    simulator export baseline+plan --format xlsx
    """


def _loaded(name: str) -> click.Command | None:  # the one seam at which commands are imported
    found: click.Command | None = None
    if name in ("run", "compare", "targets", "explain", "schema"):
        from simulator.cli import commands  # noqa: PLC0415

        found = getattr(commands, name)
    elif name in ("calibrate", "holdout"):
        from simulator.cli import fit  # noqa: PLC0415

        found = getattr(fit, name)
    elif name == "batch":
        from simulator.cli.batch import batch as found  # noqa: PLC0415
    elif name == "check":
        from simulator.cli.check import check as found  # noqa: PLC0415
    elif name == "describe":
        from simulator.cli.describe import describe as found  # noqa: PLC0415
    elif name == "export":
        from simulator.cli.export import export as found  # noqa: PLC0415
    elif name == "match":
        from simulator.cli.match import match as found  # noqa: PLC0415
    return found
