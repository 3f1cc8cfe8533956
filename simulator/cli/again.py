"""The command line once more, to go on with what was interrupted."""

from __future__ import annotations

import shlex

import click
from click.core import ParameterSource

__all__ = ["going_on"]

_OWN = ("resume", "restart")


def going_on(context: click.Context) -> str:
    """Write the command as it was given, with --resume, so that a shell reads it the same."""
    words = context.command_path.split()
    options = []
    for parameter in context.command.params:
        name = parameter.name or ""
        if name in _OWN or context.get_parameter_source(name) is not ParameterSource.COMMANDLINE:
            continue
        value = context.params[name]
        if isinstance(parameter, click.Argument):
            words.append(str(value))
        elif isinstance(parameter, click.Option) and parameter.is_flag:
            options.append(parameter.opts[0])
        else:
            for each in value if parameter.multiple else (value,):
                options += [parameter.opts[0], str(each)]
    return shlex.join([*words, *options, "--resume"])
