"""The command that writes results for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.options import with_language
from simulator.cli.speak import DONE, show, tell
from simulator.report.words import Language
from simulator.study.export import EXPORT_FORMATS, ExportRequest, export_result

__all__ = ["export"]


@click.command()
@click.argument("run")
@click.option("--format", "form", type=click.Choice(EXPORT_FORMATS), required=True, help="What to write.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE_OR_DIR",
    help="File (xlsx, netcdf) or folder (csv, iamc, stata) to write. Default: RUN/export/.",
)
@click.option("--region", help="Region of IAMC. Default: the model's name.")
@click.option("--overwrite", is_flag=True, help="Replace files that are there already.")
@with_language
def export(run: str, form: str, output: Path | None, region: str | None, overwrite: bool, lang: Language) -> int:
    """Write results for other tools: spreadsheets, pandas, R, Stata, pyam, xarray.

    RUN is a folder of results, or its name under outputs/. The files written are printed.

    \b
    simulator export baseline+plan --format xlsx
    simulator export outputs/baseline-uncertain --format netcdf -o members.nc
    """
    if region is not None and (form != "iamc" or not region.strip()):
        raise click.UsageError("--region names the region of --format iamc. Name one there, or leave it out.")
    done = export_result(run, ExportRequest(form, output, lang, region, overwrite))
    for notice in done.notices:
        tell(notice)
    show("\n".join(map(str, done.files)))
    return DONE
