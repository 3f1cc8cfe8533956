"""Reading what the program writes."""

import csv
import io
from pathlib import Path


def table(path: Path) -> list[dict[str, str]]:
    """Read a CSV that Excel opens: UTF-8 with a byte order mark."""
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
