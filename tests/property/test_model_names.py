"""Text of a model never becomes code: whatever a variable is called or said to be, the emitted program is the same."""

import ast
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.kernel import compile_model
from simulator.model.build import load_model

CONTROL = "INITIAL TIME=0~~|\nFINAL TIME=1~~|\nTIME STEP=1~~|\nSAVEPER=1~~|\n"
# What XML can carry, and what Vensim can in quotes.
CARRIED = st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\t\n\r", exclude_characters="\\")
IN_QUOTES = st.characters(exclude_categories=["Cs", "Cn"], exclude_characters='"\\')
EVIL = [
    "x'''\n    import os; os.system('false')  # '''",
    '"""\nimport os',
    "# ; import os",
    "\\\nimport os",
    "a\r\nimport os",
    "a\u2028import os",
    "a\x0cimport os",
    "{0.__class__}",
    "%s %(a)s",
    "\N{RIGHT-TO-LEFT OVERRIDE}so tropmi",
]


def program(path: Path, text: str) -> tuple[str, tuple[str, ...]]:
    """Compile a model; return the structure of its program without comments, and the names it saves."""
    path.write_bytes(text.encode())
    compiled = compile_model(load_model(path))
    assert compiled.text.isascii()
    return ast.dump(ast.parse(compiled.text)), compiled.saved_names


def vensim(name: str, words: str = "") -> str:
    return f'"v {name}"=1+Time ~ {words} ~ {words} |\ns=INTEG("v {name}"*2, 1) ~~|\n{CONTROL}'


def xmile(name: str, words: str = "") -> str:
    called = '"v {}"'.format(name.replace('"', '\\"'))
    return (
        "<xmile><sim_specs><start>0</start><stop>1</stop><dt>1</dt></sim_specs><model><variables>"
        f"<aux name={quoteattr('v ' + name)}><eqn>1+TIME</eqn>"
        f"<units>{escape(words)}</units><doc>{escape(words)}</doc></aux>"
        '<stock name="s"><eqn>1</eqn><inflow>f</inflow></stock>'
        f'<flow name="f"><eqn>{escape(called)}*2</eqn></flow></variables></model></xmile>'
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("names")


def plain(folder: Path, writer, suffix: str) -> str:
    return program(folder / f"plain{suffix}", writer("plain", ""))[0]


def with_examples(test):
    for evil in EVIL:
        test = example(name=evil, words=evil.replace("|", "").replace("~", ""))(test)
    return test


@with_examples
@settings(max_examples=60, deadline=None)
@given(
    name=st.text(IN_QUOTES, max_size=30),
    words=st.text(CARRIED, max_size=30).map(lambda text: text.replace("|", "").replace("~", "")),
)
def test_vensim(folder, name, words):
    text = vensim(name.replace('"', '\\"'), words)
    assert program(folder / "m.mdl", text)[0] == plain(folder, vensim, ".mdl")


@with_examples
@settings(max_examples=60, deadline=None)
@given(name=st.text(CARRIED, max_size=30), words=st.text(CARRIED, max_size=30))
def test_xmile(folder, name, words):
    name = "".join(character for character in name if character >= " " or character in "\t\n\r")
    text = xmile(name, words.replace("\x0c", ""))
    structure, saved = program(folder / "m.xmile", text)
    assert structure == plain(folder, xmile, ".xmile")
    assert not any(character in "\n\r\t" for character in saved[0])
