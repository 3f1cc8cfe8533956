"""Bytes of a file to text: UTF-8, or the reason why there is none, in the same words for every kind of file."""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Unreadable", "decode", "read_text"]

_UTF_8_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Unreadable:
    """Why a file gives no text: `what. expected. what to do.` line, column: counted from 1, 0 for the whole file."""

    text: str
    line: int = 0
    column: int = 0

    def at(self, shown: object) -> str:
        """Write the message. shown: the path as the user knows it."""
        return f"{shown}:{self.line}:{self.column}: {self.text}" if self.line else f"{shown}: {self.text}"


def read_text(path: Path, expected: str) -> str | Unreadable:
    """Read a file whole. expected: what it should be, for the message ("a YAML file")."""
    try:
        raw = path.read_bytes()
    except IsADirectoryError:
        return Unreadable(f"this is a directory. Expected {expected}. Name a file in it.")
    except FileNotFoundError:
        return Unreadable(f"no such file. Expected {expected}. Correct the path.")
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        return Unreadable(f"it cannot be read: {reason}. Expected {expected}. Make it readable.")
    return decode(raw)


def decode(raw: bytes) -> str | Unreadable:
    """Turn bytes into text, without a byte order mark."""
    try:
        return raw.removeprefix(_UTF_8_MARK).decode("utf-8")
    except UnicodeDecodeError as problem:
        before = problem.object[: problem.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        what = f"byte 0x{problem.object[problem.start]:02x} is not UTF-8{_guess(raw)}"
        return Unreadable(f"{what}. Expected UTF-8. Save the file as UTF-8.", line, column)


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
