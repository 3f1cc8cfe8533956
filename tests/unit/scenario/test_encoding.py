"""Bytes to text."""

import pytest

from simulator.scenario.encoding import decode, read_bytes
from simulator.scenario.place import Fault


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_with_and_without_mark(mark):
    assert decode(mark + "name: 德州".encode(), "a.yaml") == "name: 德州"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("a: 1\nname: 德州".encode("gbk"), "a.yaml:2:7: byte 0xb5 is not UTF-8; the file looks like GBK"),
        ("名: ".encode() + "德州城镇化率".encode("gbk"), "a.yaml:1:4: byte 0xb5 is not UTF-8"),
        ("name: é vide".encode("latin-1"), "a.yaml:1:7: byte 0xe9 is not UTF-8"),
        ("name: fécamp, déjà".encode("latin-1"), "a.yaml:1:8: byte 0xe9 is not UTF-8"),
        ("name".encode("utf-16"), "a.yaml:1:1: byte 0xff is not UTF-8; the file looks like UTF-16"),
    ],
)
def test_other_encodings_are_named_where_that_can_be_told(raw, told):
    assert str(decode(raw, "a.yaml")) == f"{told}. Expected UTF-8. Save the file as UTF-8."


def test_what_cannot_be_read(tmp_path):
    told = [read_bytes(path, "a.yaml") for path in (tmp_path, tmp_path / "none.yaml", tmp_path / "a\0b.yaml")]
    assert all(isinstance(each, Fault) for each in told)
    assert "this is a directory" in str(told[0])
    assert "no such file" in str(told[1])
    assert "it cannot be read: " in str(told[2])


def test_a_file_is_read_whole(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"a: 1\r\n")
    assert read_bytes(tmp_path / "a.yaml", "a.yaml") == b"a: 1\r\n"
