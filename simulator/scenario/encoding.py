"""Bytes of a file to text: UTF-8, or a fault that names what the bytes look like."""

from pathlib import Path

from simulator.scenario.place import Fault, Place

__all__ = ["decode", "read_bytes"]

_UTF_8_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_bytes(path: Path, shown: str) -> bytes | Fault:
    """Read a file whole. shown: the path as the user knows it, for the fault."""
    try:
        return path.read_bytes()
    except IsADirectoryError:
        return Fault(Place(shown), "this is a directory. Expected a YAML file. Name a file in it.")
    except FileNotFoundError:
        return Fault(Place(shown), "no such file. Expected a YAML file. Correct the path.")
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        return Fault(Place(shown), f"it cannot be read: {reason}. Expected a YAML file. Make it readable.")


def decode(raw: bytes, shown: str) -> str | Fault:
    """Turn bytes into text, without a byte order mark. shown: the path for the fault."""
    try:
        return raw.removeprefix(_UTF_8_MARK).decode("utf-8")
    except UnicodeDecodeError as problem:
        before = problem.object[: problem.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        what = f"byte 0x{problem.object[problem.start]:02x} is not UTF-8"
        return Fault(Place(shown, line, column), f"{what}{_guess(raw)}. Expected UTF-8. Save the file as UTF-8.")


def _guess(raw: bytes) -> str:
    """Say which encoding the bytes look like, or nothing."""
    if raw.startswith(_UTF_16_MARKS):
        return "; the file looks like UTF-16"
    try:
        text = raw.decode("gbk")
    except UnicodeDecodeError:
        return ""
    foreign = [letter for letter in text if ord(letter) > 127]
    common = [letter for letter in foreign if _in_gb2312(letter)]
    return "; the file looks like GBK" if 2 * len(common) > len(foreign) else ""


def _in_gb2312(letter: str) -> bool:
    """Tell whether a character belongs to the common set that nearly all Chinese text is written in."""
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
