"""The text of a model file; its faults are pinned in tests/fault/test_bad_models.py."""

import pytest

from simulator.errors import ModelError
from simulator.model.text import read_text


def test_a_byte_order_mark_is_no_text(tmp_path):
    path = tmp_path / "m.mdl"
    path.write_bytes("\ufeff人口=1~~|".encode())
    assert read_text(path) == "人口=1~~|"


@pytest.mark.parametrize(
    ("raw", "where", "told"),
    [
        ("x=1\n人口=2".encode("gbk"), "2:1", "byte 0xc8 is not UTF-8; the file looks like GBK"),
        ("人口=1\nx = ".encode() + b"\xff\xff", "2:5", "byte 0xff is not UTF-8"),
        ("人口 ".encode() + b"\x80", "1:4", "byte 0x80 is not UTF-8"),
    ],
)
def test_where_a_file_is_not_utf_8(tmp_path, raw, where, told):
    path = tmp_path / "m.mdl"
    path.write_bytes(raw)
    with pytest.raises(ModelError) as caught:
        read_text(path)
    assert str(caught.value) == f"{path}:{where}: {told}. Expected UTF-8. Save the file as UTF-8."
