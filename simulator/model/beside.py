"""The files beside a model that it reads: found inside its folder, opened once, counted in the model's digest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path, PureWindowsPath

from simulator.model.cells import Sheet, SheetFault
from simulator.model.spreadsheet import EXCEL, TEXT, dat_sheet, delimiter_of, excel_sheet, text_sheet


class Beside:
    """Opens files for one model. folder: the model's. nicknames: `?name` -> file, from the model's settings."""

    def __init__(self, folder: Path, nicknames: Mapping[str, str]) -> None:
        self.folder = folder
        self._nicknames = nicknames
        self._bytes: dict[str, bytes] = {}
        self._sheets: dict[tuple[str, str], Sheet] = {}

    def digest(self, text: str) -> str:
        """Return the sha256 of a model: its text, then the name and content of each file that it reads."""
        found = hashlib.sha256(text.encode())
        for name in sorted(self._bytes):
            found.update(f"\0{name}\0{hashlib.sha256(self._bytes[name]).hexdigest()}".encode())
        return found.hexdigest()

    def sheet(self, written: str, tab: str) -> Sheet:
        """Open a sheet of a file named in the model. tab: the sheet, or what separates the cells of a text file.

        Raises: SheetFault.
        """
        name = self._name(written)
        if (name, tab) not in self._sheets:
            suffix = Path(name).suffix.lower()
            if suffix not in EXCEL + TEXT:
                known = ", ".join(EXCEL + TEXT)
                raise SheetFault(f"{written!r}, which is no table. Expected a name ending in {known}. Save it as one.")
            raw = self._content(name, self._inside(written, name))
            if suffix in EXCEL:
                self._sheets[name, tab] = excel_sheet(name, raw, tab)
            else:
                self._sheets[name, tab] = text_sheet(name, raw, delimiter_of(suffix, tab))
        return self._sheets[name, tab]

    def table(self, path: Path) -> Sheet:
        """Open a file of data, wherever it is; cells are separated by tabs if the header has any.

        Raises: SheetFault.
        """
        name = path.name if path.parent == self.folder else str(path)
        if (name, "") not in self._sheets:
            suffix = path.suffix.lower()
            if suffix not in (*TEXT, ".dat"):
                raise SheetFault(f"{name}, which is no text. Expected .csv, .tab or .dat. Export the data as one.")
            raw = self._content(name, path)
            if suffix == ".dat":
                self._sheets[name, ""] = dat_sheet(name, raw)
            else:
                self._sheets[name, ""] = text_sheet(name, raw, "\t" if b"\t" in raw.partition(b"\n")[0] else ",")
        return self._sheets[name, ""]

    def _name(self, written: str) -> str:
        """Return the name of a file with / between its folders. Raises: SheetFault for an unknown nickname."""
        name = written.strip()
        if name.startswith("?"):
            known = {key.casefold(): value for key, value in self._nicknames.items()}
            if name.casefold() not in known:
                raise SheetFault(
                    f"{written!r}, which stands for no file. Expected a line 30:{name}=FILE in the model's settings. "
                    "Name the file in Vensim."
                )
            name = known[name.casefold()]
        return name.replace("\\", "/")

    def _inside(self, written: str, name: str) -> Path:
        """Return the path of a file, which has to lie in the folder of the model. Raises: SheetFault."""
        try:
            path, root = (self.folder / name).resolve(), self.folder.resolve()
            is_there = path.is_file()
        except (OSError, RuntimeError, ValueError):
            raise SheetFault(
                f"{written!r}, which leads to no file: the name is too long, holds what no name may, or its links go "
                "round. Expected a file beside the model. Correct the name."
            ) from None
        if PureWindowsPath(name).drive or not path.is_relative_to(root):
            raise SheetFault(
                f"{written!r}, which is not in the model's folder. Expected a file beside the model or in a folder "
                "there. Copy it there."
            )
        if not is_there:
            raise SheetFault(f"{written!r}, which is not there. {self._near(path, root)}")
        return path

    def _near(self, path: Path, root: Path) -> str:
        """Offer the files whose names are most alike."""
        folder = path.parent if path.parent.is_dir() and path.parent.is_relative_to(root) else root
        alike = EXCEL if path.suffix.lower() in EXCEL else TEXT
        names = sorted(each.name for each in folder.iterdir() if each.suffix.lower() in alike)
        near = get_close_matches(path.name, names, n=3, cutoff=0.5) or names[:5]
        prefix = "" if folder == root else f"{folder.relative_to(root).as_posix()}/"
        if not near:
            return f"Expected it beside the model, where there is no {path.suffix.lower()} file. Put it there."
        return f"Nearest: {', '.join(repr(prefix + each) for each in near)}. Correct the name or put the file there."

    def _content(self, name: str, path: Path) -> bytes:
        if name not in self._bytes:
            try:
                self._bytes[name] = path.read_bytes()
            except FileNotFoundError:
                raise SheetFault(f"{name}, which is not there. Expected a data file. Correct the path.") from None
            except OSError as problem:
                raise SheetFault(
                    f"{name}, which cannot be read: {problem.strerror}. Expected a table. Make it readable."
                ) from None
        return self._bytes[name]
