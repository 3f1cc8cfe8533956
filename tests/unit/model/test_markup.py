"""XML with the place of every character."""

from pathlib import Path

import pytest

from simulator.errors import ModelError
from simulator.model.markup import read_markup
from simulator.model.passage import FileText

TEXT = """<?xml version="1.0"?>
<Root xmlns:isee="x">
  <isee:item Name="a&amp;b">1 &lt; 2 {a {nested}
    comment} + 人口</isee:item><other/>
  <item/>
</Root>
"""


def element(text: str = TEXT):
    return read_markup(FileText(Path("m.xmile"), text))[0]


def test_tags_and_attributes_lose_prefix_and_case():
    root = element()
    assert (root.tag, [child.tag for child in root.children]) == ("root", ["item", "other", "item"])
    assert root.children[0].attributes == {"name": "a&b"}
    assert [child.where() for child in root.all("item")] == ["m.xmile:3:3", "m.xmile:5:3"]
    assert root.one("absent") is None
    assert root.text_of("absent") == root.text_of("other") == ""


def test_text_keeps_its_places_through_entities_and_comments():
    passage = element().children[0].passage()
    assert passage.text == "1 < 2 + 人口"
    assert passage.where(passage.text.index("<")) == "m.xmile:3:31"
    assert passage.where(passage.text.index("人")) == "m.xmile:4:16"


def test_a_prefix_need_not_be_declared():
    assert element("<a><b:c/></a>").children[0].tag == "c"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<a><b></a>", "m.xmile:1:9: not XML (mismatched tag). Expected XMILE. Export the model again."),
        ("words", "m.xmile:1:1: not XML (syntax error). Expected XMILE. Export the model again."),
        ("<a>", "m.xmile:1:4: not XML (no element found). Expected XMILE. Export the model again."),
        ("<a>&none;</a>", "m.xmile:1:4: not XML (undefined entity). Expected XMILE. Export the model again."),
        (
            '<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/hostname">]><a>&b;</a>',
            "m.xmile:1:13: a document type. Expected XMILE without DOCTYPE. Remove it.",
        ),
        ("<a>" * 300, "m.xmile:1:601: elements nested 200 deep. Expected XMILE. Export it again."),
    ],
)
def test_what_is_no_xml(text, message):
    with pytest.raises(ModelError) as caught:
        element(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("1 {one} + 2 {two {three}}", "1 + 2"),
        ('"a {b}" + 1', '"a {b}" + 1'),
        ('"a \\" {b}" + {c}1', '"a \\" {b}" + 1'),
        ("5 {open + 2", "5 {open + 2"),
        ("5} + {a}2", "5} + 2"),
    ],
)
def test_comments_in_braces(text, cleaned):
    assert element(f"<a>{text}</a>").passage().text == cleaned


def test_dashes_side_by_side_in_a_comment_are_let_pass():
    """XML forbids them, but exports have them and other tools read them. CDATA and places stay as they are."""
    root = element("<a><!-- one -- two\n---><b>3</b><![CDATA[<!-- 4--5 -->]]></a>")
    assert [child.where() for child in root.children] == ["m.xmile:2:5"]
    assert root.passage().text == "<!-- 4--5 -->"
