"""Tests mirror the code file for file, and every error class is tried by a test."""

import ast
import re
from pathlib import Path

import pytest

# Files without a test file of their own: what they do is tested elsewhere, named here: the commands and the
# jobs behind them, which are what a user sees.
ELSEWHERE = {
    "__main__.py": "tests/whole",
    "cli/batch.py": "tests/whole",
    "cli/check.py": "tests/whole",
    "cli/commands.py": "tests/whole",
    "cli/door.py": "tests/whole",
    "cli/describe.py": "tests/whole",
    "cli/export.py": "tests/whole",
    "cli/fit.py": "tests/whole",
    "cli/match.py": "tests/whole",
    "cli/options.py": "tests/whole",
    "cli/speak.py": "tests/whole",
    "study/batch.py": "tests/whole",
    "study/batch_plan.py": "tests/whole",
    "study/batch_results.py": "tests/whole",
    "study/calibrate.py": "tests/whole",
    "study/check.py": "tests/whole",
    "study/city.py": "tests/whole",
    "study/describe.py": "tests/whole",
    "study/export.py": "tests/whole",
    "study/fitting.py": "tests/whole",
    "study/holdout.py": "tests/whole",
    "study/match.py": "tests/whole",
    "study/run.py": "tests/whole",
}


def all_tests(root: Path) -> str:
    """Text of all tests but these, with the models they run."""
    files = [path for path in sorted((root / "tests").rglob("*")) if path.suffix in (".py", ".mdl", ".xmile", ".stmx")]
    own = [path for path in files if path.parent.name != "house"]
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in own)


def test_tests_mirror_the_code(root, trees, code):
    missing = []
    for path in trees:
        inside = path.relative_to(code)
        test = root / "tests" / "unit" / inside.parent / f"test_{inside.name}"
        if inside.name != "__init__.py" and inside.as_posix() not in ELSEWHERE and not test.is_file():
            missing.append(str(test.relative_to(root)))
    assert not missing, "files without a test file"


def test_no_test_is_left_behind(root, code):
    unit = root / "tests" / "unit"
    left = []
    for path in sorted(unit.rglob("test_*.py")):
        inside = path.relative_to(unit)
        if not (code / inside.parent / inside.name.removeprefix("test_")).is_file():
            left.append(str(path.relative_to(root)))
    assert not left, "test files whose file is gone"


def test_every_error_class_is_tried(root, code):
    errors = [
        node.name
        for path in sorted(code.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
    ]
    text = all_tests(root)
    assert errors, "no error classes found"
    assert not [name for name in errors if name not in text], "error classes that no test mentions"


def test_every_builtin_has_a_case(root):
    """A model function counts as tried where a test calls it, NAME(...) or :AND:, or quotes its name."""
    builtin = pytest.importorskip("simulator.model.builtin", reason="needs the table of builtins")
    names = [name for name in (*builtin.BUILTINS, *builtin.REDUCTIONS) if name[0].isalpha()]
    text = all_tests(root)
    tried = r"(?i)\b{0}\s*\(|:{0}:|[\"']{0}[\"']"
    assert not [name for name in names if not re.search(tried.format(re.escape(name).replace(r"\ ", r"\s+")), text)]
