"""The text of a model file, or a fault that says why there is none."""

from __future__ import annotations

from pathlib import Path

from simulator.errors import ModelError


def read_text(path: Path) -> str:
    """Return the text of a model file; raise ModelError where there is none."""
    try:
        if not path.exists():
            raise ModelError(f"{path}: no such file. Expected a model file. Check the name and the folder.")
        if path.is_dir():
            raise ModelError(f"{path}: is a folder. Expected a model file. Name the .mdl or .xmile file in it.")
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
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
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
