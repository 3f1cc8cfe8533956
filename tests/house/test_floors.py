"""Imports go down: a file imports only its own room and the floors below."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CODE = Path(__file__).resolve().parents[2] / "simulator"
FLOORS = [
    "errors axes units shipped encoding lock",
    "model",
    "kernel scenario",
    "target ensemble",
    "chunk",
    "search fit check structure",
    "report",
    "study",
    "api",
    "cli __init__",
    "__main__",
]
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms.split()}


def room_of(path: Path) -> str:
    """Name the room a file is in: the folder, or the file itself at the top."""
    return path.relative_to(CODE).parts[0].removesuffix(".py")


def imported_modules(path: Path, source: str) -> Iterator[str]:
    """Give every module that is imported, at any depth and in all three forms, by its full name."""
    package = ["simulator", *path.relative_to(CODE).parent.parts]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            up = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*up, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def imported_rooms(path: Path, source: str) -> set[str]:
    """Rooms of the simulator that a file imports."""
    split = [module.split(".") for module in imported_modules(path, source)]
    inside = {parts[1] for parts in split if parts[0] == "simulator" and len(parts) > 1}
    return {room for room in inside if (CODE / room).is_dir() or (CODE / f"{room}.py").is_file()}


@pytest.mark.parametrize("path", sorted(CODE.rglob("*.py")), ids=lambda path: str(path.relative_to(CODE)))
def test_imports_go_down(path):
    here = room_of(path)
    assert here in LEVEL, f"{path}: {here} is on no floor"
    for room in imported_rooms(path, path.read_text(encoding="utf-8")):
        assert room == here or LEVEL[room] < LEVEL[here], f"{path}: {here} must not import {room}"


@pytest.mark.parametrize(
    "source",
    [
        "import simulator.units",
        "from simulator import units",
        "from simulator.units import conversion",
        "from .. import units",
        "from ..units import conversion",
        "def late():\n    import simulator.units as u",
    ],
)
def test_every_form_of_import_is_seen(source):
    assert imported_rooms(CODE / "model" / "read.py", source) == {"units"}


def test_no_import_by_name(trees):
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Name | ast.Attribute):
                name = node.id if isinstance(node, ast.Name) else node.attr
                assert name not in ("__import__", "import_module"), (
                    f"{path}:{node.lineno}: import by name hides a floor"
                )
