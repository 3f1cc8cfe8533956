"""Tests mirror the code file for file, and every error class is tried by a test."""

import ast

# Files without a test file of their own: what they do is tested elsewhere, named here. This list only shrinks.
ELSEWHERE = {
    "__main__.py": "tests/whole",
    "cli.py": "tests/whole",
    "study.py": "tests/whole",
}


def test_tests_mirror_the_code(root, trees, code):
    missing = []
    for path in trees:
        inside = path.relative_to(code)
        test = root / "tests" / "unit" / inside.parent / f"test_{inside.name}"
        if inside.name != "__init__.py" and str(inside) not in ELSEWHERE and not test.is_file():
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
    tests = [path for path in sorted((root / "tests").rglob("test_*.py")) if path.parent.name != "house"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in tests)
    assert errors, "no error classes found"
    assert not [name for name in errors if name not in text], "error classes that no test mentions"
