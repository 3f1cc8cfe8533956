"""Slips of XML that are put right, and told; everything else stays refused."""

import pytest

from simulator.errors import ModelError
from simulator.model.repair import repaired
from tests.small_models import small_xmile

OPEN = "<flow name='f'><eqn>1</eqn>"
WHOLE = "<stock name='s'><eqn>1</eqn><inflow>f</inflow></stock><aux name='a'><eqn>nowhere</eqn></aux>"


def test_a_variable_without_its_end_ends_before_the_next():
    text = f"<v>{OPEN}{WHOLE}</v>"
    found = repaired(text)
    assert found.text == f"<v>{OPEN}</flow>{WHOLE}</v>"
    assert [found.original(found.text.index(each)) for each in ("<v>", "<stock", "</v>")] == [
        text.index(each) for each in ("<v>", "<stock", "</v>")
    ]


def test_well_formed_text_is_left_alone():
    text = f"<v>{OPEN}</flow>{WHOLE}<!-- a - ><b>- --></v>"
    assert repaired(text).text == text
    assert repaired(text).slips == ()


def test_a_repaired_model_tells_so_and_keeps_its_places():
    model = small_xmile(OPEN + WHOLE.replace("nowhere", "2"))
    (told,) = model.repairs
    assert told.endswith("small.xmile:2:46: a <flow> without its end was read as ending before this variable.")
    with pytest.raises(ModelError) as caught:
        small_xmile(OPEN + WHOLE)
    column = len("<model><variables>") + (OPEN + WHOLE).index("nowhere") + 1
    assert f"small.xmile:2:{column}: no variable 'nowhere'" in str(caught.value)


@pytest.mark.parametrize("text", ["<aux name='a'><eqn>1 & 2</eqn></aux>", "<aux name='a'><eqn>1</aux>", "<b>"])
def test_other_slips_are_refused_where_they_are(text):
    with pytest.raises(ModelError, match="not XML"):
        small_xmile(text)
