"""Bytes to text, in the same words for models, tables and scenarios."""

import pytest

from simulator.encoding import Unreadable, decode, read_text
from simulator.errors import Faults, ModelError
from simulator.model import text as model_text
from simulator.model.table import read_table
from simulator.scenario.read import read


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_with_and_without_mark(mark):
    assert decode(mark + "name: 德州".encode()) == "name: 德州"


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
    unreadable = decode(raw)
    assert isinstance(unreadable, Unreadable)
    assert unreadable.at("a.yaml") == f"{told}. Expected UTF-8. Save the file as UTF-8."


def test_what_cannot_be_read(tmp_path):
    told = [read_text(path, "a list") for path in (tmp_path, tmp_path / "none.yaml", tmp_path / "a\0b.yaml")]
    assert [each.at("x") for each in told if isinstance(each, Unreadable)] == [
        "x: this is a directory. Expected a list. Name a file in it.",
        "x: no such file. Expected a list. Correct the path.",
        "x: it cannot be read: embedded null byte. Expected a list. Make it readable.",
    ]


def test_a_file_is_read_whole(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"a: 1\r\n")
    assert read_text(tmp_path / "a.yaml", "a YAML file") == "a: 1\r\n"


def test_every_reader_words_it_alike(tmp_path):
    path = tmp_path / "a"
    path.write_bytes("x=1\n人口=2".encode("gbk"))
    with pytest.raises(ModelError) as caught:
        model_text.read_text(path)
    faults = Faults()
    read_table(path, "a table", ("x",), faults)
    (scenario,) = read(path, str(path))[1]
    told = f"{path}:2:1: byte 0xc8 is not UTF-8; the file looks like GBK. Expected UTF-8. Save the file as UTF-8."
    assert (str(caught.value), faults.messages, str(scenario)) == (told, (f"{told} Excel calls it CSV UTF-8.",), told)
