"""What the house tests share: the source files and their syntax trees."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "simulator"


@pytest.fixture(scope="session")
def trees() -> dict[Path, ast.Module]:
    """Syntax tree of every file of the package."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(CODE.rglob("*.py"))}


@pytest.fixture(scope="session")
def code() -> Path:
    """Folder of the package."""
    return CODE


@pytest.fixture(scope="session")
def root() -> Path:
    """Folder of the repository."""
    return ROOT
