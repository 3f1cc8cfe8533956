"""What is exported is what is listed: a room's __all__ names all that its door takes in, a module's only its own."""

import ast
from pathlib import Path

import pytest

CODE = Path(__file__).resolve().parents[2] / "simulator"
MODULES = [path for path in sorted(CODE.rglob("*.py")) if path.name != "__main__.py"]


def listed(tree: ast.Module) -> list[str] | None:
    """Read __all__; None when there is none."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return None


def defined(tree: ast.Module) -> set[str]:
    """Public names that a module defines itself."""
    names = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                names |= {
                    each.id
                    for each in ast.walk(target)
                    if isinstance(getattr(each, "ctx", None), ast.Store) and isinstance(each, ast.Name)
                }
    return {name for name in names if not name.startswith("_")}


def imported(tree: ast.Module) -> set[str]:
    """Public names that a module imports; where there is an `if TYPE_CHECKING:`, those below it, offered late."""
    late = [each for node in tree.body if isinstance(node, ast.If) for each in node.body]
    imports = [node for node in late or tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    return {alias.asname or alias.name.split(".")[0] for node in imports for alias in node.names}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(CODE)))
def test_all_is_what_is_exported(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = listed(tree)
    is_door = path.name == "__init__.py"
    exported = (imported(tree) if is_door else set()) | defined(tree)
    if names is None:
        assert not is_door or not exported, f"{path}: no __all__"
        return
    assert len(names) == len(set(names)), f"{path}: __all__ names something twice"
    own = {name for name in names if not name.startswith("__")}
    assert own <= exported, f"{path}: __all__ lists what is not its own"
    assert not is_door or own == exported, f"{path}: the room takes in more than __all__ lists"


@pytest.mark.parametrize("room", sorted({path.parent for path in MODULES}), ids=lambda path: path.name)
def test_every_room_has_a_door(room):
    assert (room / "__init__.py").is_file(), f"{room}: no __init__.py"
