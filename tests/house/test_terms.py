"""Names: words that say nothing are not used, in file names and in code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CODE = Path(__file__).resolve().parents[2] / "simulator"
NOT_USED = {"experiment", "config", "param", "data", "info", "utils", "helpers", "manager"}
NOT_USED |= {f"{word}s" for word in NOT_USED if not word.endswith("s")} | {"util", "helper"}


def words(name: str) -> set[str]:
    """Split a name into its words: net_flow, NetFlow, netFlow."""
    return {word.casefold() for part in name.split("_") for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", part)}


def names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give every name that the code chooses itself: what others call theirs (attributes, keywords, imports) is free."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            if isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"):
                yield node.lineno, node.attr
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.alias) and node.asname:
            yield node.lineno, node.asname


@pytest.mark.parametrize("path", sorted(CODE.rglob("*.py")), ids=lambda path: str(path.relative_to(CODE)))
def test_words_that_are_not_used(path):
    for part in path.relative_to(CODE).parts:
        assert not words(part.removesuffix(".py")) & NOT_USED, f"{path}: rename it for what it holds"
    for line, name in names(ast.parse(path.read_text(encoding="utf-8"))):
        if name != "model_config":  # pydantic's own
            assert not words(name) & NOT_USED, f"{path}:{line}: {name}; name it for what it is"


def test_the_program_knows_no_city(code):
    """Another city is another folder under models/; only the distribution's name says where the program comes from."""
    for path in sorted(code.rglob("*")):
        if path.suffix in (".py", ".txt", ".json", ".html", ".css", ".js"):
            text = path.read_text(encoding="utf-8").replace("dezhou-simulator", "")
            for word in ("dezhou", "德州", "tianqu", "天衢"):
                assert word not in text.casefold(), f"{path}: mentions {word}"


def test_only_the_reader_knows_pysd(trees, code):
    readers = {code / "model" / "read.py", code / "model" / "lower.py"}
    for path, tree in trees.items():
        for node in ast.walk(tree):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            if any(module.split(".")[0] == "pysd" for module in modules):
                assert path in readers, f"{path}:{node.lineno}: only the reader imports PySD"


def test_only_the_commands_print_and_exit(trees, code):
    for path, tree in trees.items():
        if path in (code / "cli.py", code / "__main__.py") or path.parent == code / "cli":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                assert name not in ("print", "sys.exit", "exit", "quit"), f"{path}:{node.lineno}: {name}"
            if isinstance(node, ast.Import | ast.ImportFrom):
                module = node.names[0].name if isinstance(node, ast.Import) else str(node.module)
                assert module.split(".")[0] != "click", f"{path}:{node.lineno}: only the commands know click"


def test_docstrings(trees):
    """Every file, and every public class, function and method, says what it is; functions inside functions need not."""
    for path, tree in trees.items():
        assert ast.get_docstring(tree), f"{path}: no docstring"
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        for node in [*tree.body, *(each for owner in classes for each in owner.body)]:
            is_overload = any(ast.unparse(each) == "overload" for each in getattr(node, "decorator_list", ()))
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not is_overload:
                assert ast.get_docstring(node), f"{path}:{node.lineno}: {node.name} has no docstring"
