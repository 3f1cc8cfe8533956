"""Read a Vensim or XMILE file with PySD's translators; every fault of reading is worded here."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from parsimonious.exceptions import ParseError, VisitationError
from pysd.translators.structures.abstract_model import AbstractModel
from pysd.translators.vensim.vensim_file import VensimFile
from pysd.translators.xmile.xmile_file import XmileFile

from simulator.errors import ModelError
from simulator.model.lower import lower_source
from simulator.model.syntax import SourceModel

VENSIM = (".mdl",)
XMILE = (".xmile", ".stmx", ".xml", ".itmx")
# Fourth number of the settings line `15:` of a Vensim file. Source: Vensim Help, Model Settings; xmutil reads it alike.
VENSIM_METHODS = {"0": "euler", "1": "rk4", "3": "rk2", "4": "rk2", "5": "rk4"}
XMILE_METHODS = {"euler": "euler", "rk4": "rk4", "rk2": "rk2"}


def read_source(path: Path) -> SourceModel:
    """Parse a model file.

    path:    a .mdl, .xmile, .stmx, .itmx or .xml file, UTF-8.
    Returns: SourceModel.
    Raises:  ModelError, with every fault found, when the file is missing, empty, not UTF-8 or not a model.
    """
    text = read_text(path)
    suffix = path.suffix.lower()
    if suffix not in VENSIM + XMILE:
        known = ", ".join(VENSIM + XMILE)
        raise ModelError(f"{path}: not a model file. Expected a name ending in one of {known}. Save the model as one.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        abstract = _translate(path, text, suffix)
    return lower_source(abstract, path, text, _method(path, text, suffix))


def read_text(path: Path) -> str:
    """Return the text of a model file; raise ModelError where there is none."""
    if not path.exists():
        raise ModelError(f"{path}: no such file. Expected a model file. Check the name and the folder.")
    if path.is_dir():
        raise ModelError(f"{path}: is a folder. Expected a model file. Name the .mdl or .xmile file in it.")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"{path}: cannot be read ({error.strerror}). Expected a readable file. Check its rights."
        ) from None
    if not raw.strip():
        raise ModelError(f"{path}: the file is empty. Expected a Vensim or XMILE model. Save the model again.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        known = _encoding(raw)
        raise ModelError(
            f"{path}:{line}:{column}: not UTF-8{known}. Expected UTF-8 text. Save the file as UTF-8 and try again."
        ) from None


def _encoding(raw: bytes) -> str:
    """Guess a Chinese encoding, for the message only."""
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return " (it reads as GBK)"


def _translate(path: Path, text: str, suffix: str) -> AbstractModel:
    """Run the translator; its many ways to fail become one ModelError."""
    try:
        file = VensimFile(path, encoding="utf-8-sig") if suffix in VENSIM else XmileFile(path)
        file.parse()
        return file.get_abstract_model()
    except (ParseError, VisitationError) as error:
        raise ModelError(_parse_fault(path, text, error)) from None
    except SyntaxError as error:  # lxml's
        line, column = error.lineno, error.offset
        raise ModelError(
            f"{path}:{line}:{column}: not XML ({error.msg}). Expected XMILE. Export the model again."
        ) from None
    except Exception as error:  # the translator raises whatever its parts raise
        said = " ".join(str(error).split()) or type(error).__name__
        raise ModelError(
            f"{path}: the translator cannot read it ({said[:200]}). Expected a model that Vensim or Stella opens. "
            "Check it there."
        ) from None


def _parse_fault(path: Path, text: str, error: Exception) -> str:
    """Word a grammar fault with the line in the file where the unread text begins."""
    rest = ""
    if isinstance(error, ParseError):
        rest = error.text[error.pos : error.pos + 40] if error.text else ""
    else:
        said = str(error)
        rest = said.split("\n", 1)[0][:60]
    shown = " ".join(rest.split())
    where = str(path)
    words = [re.escape(word) for word in shown.split()[:6]]
    if words and isinstance(error, ParseError):
        found = re.search(r"[\s\\]+".join(words), text)
        if found:
            line = text.count("\n", 0, found.start()) + 1
            where = f"{path}:{line}:{found.start() - (text.rfind(chr(10), 0, found.start()) + 1) + 1}"
    return (
        f"{where}: cannot be read from {shown!r} on. Expected an equation as Vensim or Stella writes it. "
        "Correct it there."
    )


def _method(path: Path, text: str, suffix: str) -> str:
    """Return the integration method that the file's own settings name."""
    if suffix in VENSIM:
        found = re.search(r"^15:\d+,\d+,\d+,(\d+)", text, re.MULTILINE)
        code = found.group(1) if found else "0"
        if code in VENSIM_METHODS:
            return VENSIM_METHODS[code]
        raise ModelError(
            f"{path}: integration type {code} in its settings. Expected Euler, RK2 or RK4. Change it in Vensim."
        )
    found = re.search(r"<sim_specs[^>]*\bmethod=\"([^\"]*)\"", text)
    name = found.group(1).strip().lower() if found else "euler"
    if name in XMILE_METHODS:
        return XMILE_METHODS[name]
    raise ModelError(f"{path}: method {name!r} in its sim_specs. Expected Euler, RK2 or RK4. Change it in the model.")
