"""Units in both languages."""

import pytest

from simulator.report.font import missing_characters
from simulator.report.unit_words import unit_text


@pytest.mark.parametrize(
    ("unit", "english", "chinese"),
    [
        ("万人", "10k people", "万人"),
        ("亿元", "100M yuan", "亿元"),
        ("%", "%", "%"),
        ("万元/人", "10k yuan per person", "万元/人"),
        ("万千瓦", "10 MW", "万千瓦"),
        ("亿千瓦时", "100 GWh", "亿千瓦时"),
        ("万吨标准煤", "10k tce", "万吨标准煤"),
        ("吨标准煤/万元", "tce per 10k yuan", "吨标准煤/万元"),
        ("吨/万元", "t per 10k yuan", "吨/万元"),
        ("%/年", "% per year", "%/年"),
        ("百分点", "percentage points", "百分点"),
        ("岁", "years", "岁"),
        ("yiYuan/Year", "100M yuan per year", "亿元/年"),
        ("wanPerson", "10k people", "万人"),
        ("Dmnl", "", ""),
        ("wanKW/Year", "10 MW per year", "万千瓦/年"),
        ("1/Year", "1 per year", "1/年"),
        ("kgce/KWh", "kgce per KWh", "千克标准煤/KWh"),
        ("child/woman", "children per woman", "个孩子/妇女"),
        ("GW", "GW", "GW"),
        ("某种单位", "某种单位", "某种单位"),
        ("", "", ""),
    ],
)
def test_unit_text(unit, english, chinese):
    assert unit_text(unit, "en") == english
    assert unit_text(unit, "zh") == chinese
    assert missing_characters(english + chinese) == ""
