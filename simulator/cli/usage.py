"""What is refused of a command line, in the words of every other fault: `command line: what. expected. what to do.`"""

from __future__ import annotations

import re

import click

from simulator.errors import unknown_name

__all__ = ["usage_text"]

_WHERE = "command line"


def usage_text(fault: click.ClickException) -> str:
    """Word what click refuses."""
    if isinstance(fault, click.BadOptionUsage):
        return f"{_WHERE}: nothing stands behind {fault.option_name}. Expected a value. Add it."
    context = fault.ctx if isinstance(fault, click.UsageError) else None
    message = fault.format_message()
    if context is None:
        return f"{_WHERE}: {message}"
    command = context.command_path
    if isinstance(fault, click.NoSuchOption):
        known = [name for each in context.command.get_params(context) for name in (*each.opts, *each.secondary_opts)]
        options = [name for name in known if name.startswith("-")]
        return unknown_name(_WHERE, f"option of {command}", fault.option_name, options)
    unknown = re.match(r"No such command '(.*)'\.", message)
    if unknown and isinstance(context.command, click.Group):
        return unknown_name(_WHERE, "command", unknown[1], context.command.list_commands(context))
    usage = " ".join([command, *context.command.collect_usage_pieces(context)])
    extra = re.match(r"Got unexpected extra arguments? \((.*)\)", message)
    if extra:
        return f"{_WHERE}: {extra[1]!r} is one too many. Expected {usage}. Remove it, or quote what belongs together."
    if isinstance(fault, click.MissingParameter) and fault.param is not None:
        return f"{_WHERE}: no {_named(fault.param, context)} is given. Expected {usage}. Add it."
    if isinstance(fault, click.BadParameter) and fault.param is not None:
        expected = _expected(fault.param.type)
        given, _, _ = fault.message.partition(" is not ")
        if expected and given != fault.message:
            named = _named(fault.param, context)
            return f"{_WHERE}: {named} is {given}. Expected {expected}. Correct it."
    return f"{_WHERE}: {message}"


def _named(parameter: click.Parameter, context: click.Context) -> str:
    """Name an option by its long form, an argument as the usage does."""
    return parameter.opts[-1] if isinstance(parameter, click.Option) else parameter.make_metavar(context)


def _expected(kind: click.ParamType) -> str:
    """Say what an option takes; empty where that is not known."""
    if isinstance(kind, click.Choice):
        return f"one of {', '.join(map(str, kind.choices))}"
    if not isinstance(kind, click.IntRange | click.FloatRange):
        return ""
    what = "a whole number" if isinstance(kind, click.IntRange) else "a number"
    if kind.min is not None and kind.max is not None:
        return f"{what} from {kind.min} to {kind.max}"
    if kind.min is not None:
        return f"{what} above {kind.min}" if kind.min_open else f"{what}, {kind.min} or more"
    return what
