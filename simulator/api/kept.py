"""Where the results of a batch lie: a folder of the user's, or one that is removed when nothing needs it any more."""

from __future__ import annotations

import shutil
import weakref
from pathlib import Path
from tempfile import mkdtemp

__all__ = ["Kept"]


class Kept:
    """A folder that lives as long as this object where it is nobody else's. Results hold it."""

    def __init__(self, folder: Path | None) -> None:
        """Take the user's folder, or with None make one."""
        self.is_temporary = folder is None
        self.folder = Path(mkdtemp(prefix="simulator-")) if folder is None else folder
        if self.is_temporary:
            weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
