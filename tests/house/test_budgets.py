"""Sizes: 300 lines a file, 60 a function, 5 arguments; no late import, no module state, no class abstract and final."""

import ast
from collections.abc import Iterator
from pathlib import Path

MOST_LINES, MOST_FUNCTION_LINES, MOST_ARGUMENTS = 300, 60, 5

# An optional dependency is imported inside the one function that uses it: (file, module). The package's door imports
# its commands within a try, so that an interruption while they load is no traceback.
SEAMS: frozenset[tuple[str, str]] = frozenset(
    {
        ("simulator/__init__.py", "simulator"),  # what is offered to Python; the commands need not wait for it
        ("simulator/__main__.py", "simulator"),
        ("simulator/api/cubes.py", "xarray"),
        ("simulator/cli/group.py", "simulator"),  # a command is loaded when it is called; the others need not wait
        ("simulator/api/frames.py", "pandas"),
        ("simulator/ensemble/cluster.py", "distributed"),
        ("simulator/kernel/native/machine.py", "llvmlite"),
        ("simulator/model/spreadsheet.py", "openpyxl"),
        ("simulator/model/spreadsheet.py", "xlrd"),
        ("simulator/report/export/netcdf.py", "h5netcdf"),
        ("simulator/report/export/stata.py", "pandas"),
        ("simulator/report/export/workbook.py", "xlsxwriter"),
    }
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.Module) -> Iterator[Function]:
    """Give every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def place(root: Path, path: Path, node: ast.stmt | ast.expr) -> str:
    """Write path:line."""
    return f"{path.relative_to(root)}:{node.lineno}"


def test_lines_of_a_file(root, code):
    long = {}
    for folder in (code, root / "tests", root / "benchmarks"):
        for path in sorted(folder.rglob("*.py")):
            n_lines = len(path.read_text(encoding="utf-8").splitlines())
            if n_lines > MOST_LINES and "golden" not in path.parts:
                long[str(path.relative_to(root))] = n_lines
    assert not long, f"more than {MOST_LINES} lines"


def test_lines_of_a_function(root, trees):
    long = [
        f"{place(root, path, node)} {node.name}: {node.end_lineno - node.lineno + 1}"
        for path, tree in trees.items()
        for node in functions(tree)
        if node.end_lineno - node.lineno + 1 > MOST_FUNCTION_LINES
    ]
    assert not long, f"more than {MOST_FUNCTION_LINES} lines"


def asked(node: Function) -> int:
    """Count the arguments that a caller gives."""
    names = [each.arg for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    names += [each.arg for each in (node.args.vararg, node.args.kwarg) if each is not None]
    return len([name for name in names if name not in ("self", "cls")])


def is_command(node: Function) -> bool:
    """Tell whether click calls the function, with one argument for each option."""
    return any("command" in ast.unparse(each) or "click" in ast.unparse(each) for each in node.decorator_list)


def test_arguments_of_a_function(root, trees):
    long = [
        f"{place(root, path, node)} {node.name}: {asked(node)}"
        for path, tree in trees.items()
        for node in functions(tree)
        if asked(node) > MOST_ARGUMENTS and not is_command(node)
    ]
    assert not long, f"more than {MOST_ARGUMENTS} arguments; make a record"


def test_no_late_imports(root, trees):
    late = []
    for path, tree in trees.items():
        at_top = {id(node) for node in tree.body}
        # `if TYPE_CHECKING:` is at the top too.
        at_top |= {id(node) for each in tree.body if isinstance(each, ast.If) for node in each.body}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in at_top:
                module = node.names[0].name if isinstance(node, ast.Import) else str(node.module)
                if (str(path.relative_to(root)), module.split(".")[0]) not in SEAMS:
                    late.append(f"{place(root, path, node)} {module}")
    assert not late, "imports inside functions"


def targets_of(node: ast.stmt) -> list[ast.expr]:
    """Give what a statement assigns to."""
    if isinstance(node, ast.Assign):
        return node.targets
    if isinstance(node, ast.AnnAssign | ast.AugAssign):
        return [node.target]
    return []


def is_mutable(value: ast.expr | None) -> bool:
    """Tell whether an expression gives a container that can be changed in place."""
    makers = ("list", "dict", "set", "defaultdict", "Counter", "OrderedDict", "deque")
    if isinstance(value, ast.Call):
        return ast.unparse(value.func).split(".")[-1] in makers
    return isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)


def test_no_module_state(root, trees):
    state = []
    for path, tree in trees.items():
        for node in tree.body:
            for target in targets_of(node):
                name = ast.unparse(target)
                if is_mutable(getattr(node, "value", None)) and not name.strip("_").isupper() and name != "__all__":
                    state.append(f"{place(root, path, node)} {name}")
        state += [f"{place(root, path, node)} global" for node in ast.walk(tree) if isinstance(node, ast.Global)]
    assert not state, "state at module level; a constant is written in capitals"


def changed_names(node: ast.AST) -> Iterator[str]:
    """Give the names which a statement or a call changes in place."""
    methods = ("append", "add", "update", "extend", "insert", "pop", "remove", "clear", "setdefault", "discard")
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        owners = [each.value for each in targets_of(node) if isinstance(each, ast.Subscript | ast.Attribute)]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in methods:
        owners = [node.func.value]
    else:
        owners = []
    return (owner.id for owner in owners if isinstance(owner, ast.Name))


def test_constants_stay(root, trees):
    changed = [
        f"{place(root, path, node)} {name}"
        for path, tree in trees.items()
        for function in functions(tree)
        for node in ast.walk(function)
        for name in changed_names(node)
        if len(name) > 1 and name.strip("_").isupper()
    ]
    assert not changed, "a constant is changed in place"


def test_a_class_is_abstract_or_final(root, trees):
    """A class that others inherit from has no fields of its own but errors, protocols, enums and pydantic's models."""
    classes = {
        node.name: (path, node)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    both = []
    for path, node in classes.values():
        for base in node.bases:
            name = ast.unparse(base).split("[")[0].split(".")[-1]
            if name not in classes or name.endswith("Error") or ast.unparse(base).startswith("click."):
                continue
            own = classes[name][1]
            kinds = {ast.unparse(each).split("[")[0].split(".")[-1] for each in own.bases}
            abstract = any("abstractmethod" in ast.unparse(each) for each in own.body)
            if not (kinds & {"Protocol", "ABC", "BaseModel"} or abstract):
                both.append(f"{place(root, path, node)} {node.name} inherits from {name}, which is not abstract")
    assert not both
