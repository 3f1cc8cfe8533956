"""Where the models and scenarios that come with the program are, in a checkout and in an installed wheel."""

from pathlib import Path
from typing import Literal

__all__ = ["shipped_folder"]


def shipped_folder(kind: Literal["models", "scenarios"]) -> Path:
    """Folder of the shipped models or scenarios.

    A checkout keeps them beside the package, a wheel inside it; the wheel's are looked at first, so that an installed
    program never takes up a folder that happens to lie beside it.

    Raises: FileNotFoundError when neither is there, which only a damaged installation can bring about.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "shipped_files" / kind, package.parent / kind):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{package}: no shipped {kind}. Install the program again.")
