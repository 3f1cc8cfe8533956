"""Where a city's model and its tables are: models/<name>/, found by name from any folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from simulator.errors import ModelError, NotNamed, unknown_name
from simulator.shipped import shipped_folder

__all__ = ["MODEL_SUFFIXES", "ModelFolder", "find_model", "known_models", "only_model"]

MODEL_SUFFIXES = (".mdl", ".xmile", ".stmx", ".itmx", ".xml")


@dataclass(frozen=True)
class ModelFolder:
    """The files of one city. name: of the folder, as scenarios write it."""

    name: str
    folder: Path

    @property
    def model(self) -> Path:
        """The model file: the one named like the folder, in any known form.

        Raises: ModelError when there is none.
        """
        for suffix in MODEL_SUFFIXES:
            path = self.folder / f"{self.name}{suffix}"
            if path.is_file():
                return path
        expected = f"{self.name}.mdl or {self.name}.xmile"
        raise ModelError(f"{self.folder}: no model file. Expected {expected}. Put the model there under that name.")

    @property
    def targets(self) -> Path:
        """The register of targets."""
        return self.folder / "targets.csv"

    @property
    def labels(self) -> Path:
        """The table of labels."""
        return self.folder / "labels.csv"

    @property
    def history(self) -> Path:
        """The table of observed values."""
        return self.folder / "history.csv"

    @property
    def levers(self) -> Path:
        """The levers."""
        return self.folder / "levers.yaml"

    @property
    def glossary(self) -> Path:
        """The Chinese names of variables and groups, which a model need not have."""
        return self.folder / "glossary.csv"

    @property
    def loops(self) -> Path:
        """The named feedback loops, which a model need not have."""
        return self.folder / "loops.csv"


def find_model(name: str) -> ModelFolder:
    """Find a model by its folder's path, or by name in ./models, then among those shipped.

    Raises: ModelError with the nearest names.
    """
    direct = Path(name)
    if direct.is_dir() and len(direct.parts) > 1:
        return ModelFolder(direct.resolve().name, direct)
    for root in _roots():
        if (root / name).is_dir() and name not in ("", ".", ".."):
            return ModelFolder(name, root / name)
    if name.lower().endswith(MODEL_SUFFIXES):
        told = "a model file alone has no targets and no history"
        raise ModelError(f"{name}: {told}. Expected a city, by name or folder. {_named_for(direct)}.")
    raise ModelError(unknown_name("models", "model", name, known_models()))


def _named_for(path: Path) -> str:
    """Advise whoever named a model file where a city is wanted: a city that there is, else how to make one."""
    if len(path.parts) > 2 and path.parent.is_dir():
        return f"Name it, such as {path.parent.as_posix()}"
    if path.stem in known_models():
        return f"Name it, such as {path.stem}"
    return f"Put the file into models/{path.stem} with its tables, as models/README.md shows, and name {path.stem!r}"


def known_models() -> tuple[str, ...]:
    """Return the names of all models that can be found from here."""
    folders = [folder for root in _roots() if root.is_dir() for folder in root.iterdir() if folder.is_dir()]
    return tuple(sorted({folder.name for folder in folders if not folder.name.startswith(".")}))


def only_model() -> str:
    """Return the one model that can be found from here.

    Raises: ModelError when there are several, so that one has to be named, or none.
    """
    names = known_models()
    if not names:
        raise ModelError("models: there is no model. Expected a folder models/NAME. Make one.")
    if len(names) > 1:
        raise NotNamed(names)
    return names[0]


def _roots() -> tuple[Path, ...]:
    return (Path("models"), shipped_folder("models"))
