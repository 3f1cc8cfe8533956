"""What is refused of a command line: where, what, what is expected, what to do; exit code 2, in one line."""

import pytest

from tests.whole.conftest import command  # noqa: F401  fixture


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("calibrat",), "no command 'calibrat'. Nearest: 'calibrate'. Rename or remove it."),
        (
            ("calibrate", "--untill", "2020"),
            "no option of simulator calibrate '--untill'. Nearest: '--until'. Rename or remove it.",
        ),
        (("match", "--members", "3"), "--members is 3. Expected a whole number from 100 to 100000. Correct it."),
        (("match", "--members", "a"), "--members is 'a'. Expected a whole number from 100 to 100000. Correct it."),
        (("match", "--seed", "-1"), "--seed is -1. Expected a whole number, 0 or more. Correct it."),
        (("run", "base", "--time-step", "0"), "--time-step is 0.0. Expected a number above 0. Correct it."),
        (("run", "base", "--solver", "x"), "--solver is 'x'. Expected one of scipy, euler, rk2, rk4. Correct it."),
        (("run",), "no SCENARIO... is given. Expected simulator run [OPTIONS] SCENARIO.... Add it."),
        (("run", "base", "--set"), "nothing stands behind --set. Expected a value. Add it."),
        (
            ("targets", "a", "b"),
            "'b' is one too many. Expected simulator targets [OPTIONS] [MODEL]. Remove it, or quote what belongs "
            "together.",
        ),
        (
            ("batch", "a", "--resume", "--restart"),
            "--resume goes on with what is there, --restart discards it. Leave one of them out.",
        ),
    ],
)
def test_refusals(command, arguments, told):  # noqa: F811
    said = command(*arguments)
    assert (said.code, said.out, said.err) == (2, "", f"command line: {told}\n")
