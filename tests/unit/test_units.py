"""Units: reading, dimensions, exact conversion, and the words of every fault."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import units
from simulator.units import Unit, conversion, parse_unit

CONVERSIONS = [
    ("wanPerson", "万人", 1.0),
    ("wanPerson", "人", 1e4),
    ("(wanPerson/Year)*Year", "万人", 1.0),
    ("yiYuan/Year*Year", "亿元", 1.0),
    ("yiYuan/wanPerson", "万元/人", 1.0),
    ("wanYuan/person", "元/人", 1e4),
    ("yiYuan", "万亿元", 1e-4),
    ("Dmnl", "%", 100.0),
    ("Dmnl", "百分点", 100.0),
    ("%", "百分点", 1.0),
    ("Dmnl", "‰", 1000.0),
    ("1/Year", "%/年", 100.0),
    ("Dmnl", "倍", 1.0),
    ("wanKW", "万千瓦", 1.0),
    ("wanKW", "MW", 10.0),
    ("GW", "wanKW", 100.0),
    ("兆瓦", "千瓦", 1000.0),
    ("yiKWh", "亿千瓦时", 1.0),
    ("wanKWh", "yiKWh", 1e-4),
    ("MWh", "度", 1000.0),
    ("wanKW*hour/Year", "万千瓦时/年", 1.0),
    ("hour/Year*Year", "小时", 1.0),
    ("kgce/KWh", "克标准煤/千瓦时", 1000.0),
    ("wanTce/yiKWh", "kgce/kWh", 0.1),
    ("wanTce/yiYuan", "吨标准煤/万元", 1.0),
    ("wanTCO2", "万吨", 1.0),
    ("wanTCO2/yiYuan", "吨/万元", 1.0),
    ("kgCO2/kWh", "吨二氧化碳/兆瓦时", 1.0),
    ("child/woman", "Dmnl", 1.0),
    ("Year", "岁", 1.0),
    ("month", "Year", 1 / 12),
    ("km2", "平方公里", 1.0),
    ("亩", "m2", 2000 / 3),
    ("亿立方米", "wanM3", 1e4),
    ("微克/立方米", "mg/m3", 1e-3),
    ("tce/10k CNY", "吨标准煤/万元", 1.0),
    ("100M kWh", "亿千瓦时", 1.0),
    ("10k persons", "万人", 1.0),
    ("人/300户", "person/household", 1 / 300),
    ("亿斤", "万吨", 5.0),
    ("yiYuan per Year", "亿元/年", 1.0),
]


@pytest.mark.parametrize(("source", "shown", "factor"), CONVERSIONS)
def test_conversions(source, shown, factor):
    assert conversion(source, shown) == factor


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("WANPERSON", "wanperson"),
        ("dmnl", "DMNL"),
        ("yuan/person/Year", "yuan/(person*Year)"),
        ("yuan/person*Year", "(yuan/person)*Year"),
        ("yuan^2", "yuan*yuan"),
        ("Year^-1", "1/Year"),
        ("yuan·Year", "yuan×Year"),
        (" yuan * Year ", "yuan*Year"),
        ("1000 yuan", "1e3 yuan"),
        ("tce/10k yuan", "tce/(10k*yuan)"),
    ],
)
def test_ways_of_writing(one, other):
    assert parse_unit(one) == parse_unit(other)


FAULTS = [
    ("", "unit '': it is empty. Write it as a product, such as yiKWh/Year."),
    ("yiKWh/", "unit 'yiKWh/': a unit is expected at the end. Write it as a product, such as yiKWh/Year."),
    ("*Year", "unit '*Year': a unit is expected before '*'. Write it as a product, such as yiKWh/Year."),
    ("(Year", "unit '(Year': ')' is missing. Write it as a product, such as yiKWh/Year."),
    ("Year)", "unit 'Year)': ')' is not expected here. Write it as a product, such as yiKWh/Year."),
    ("Year yuan", "unit 'Year yuan': 'yuan' is not expected here. Write it as a product, such as yiKWh/Year."),
    ("a@b", "unit 'a@b': no unit 'a'. Nearest: 'ha'. Write one that is known."),
    ("m@", "unit 'm@': '@' is not expected here. Write it as a product, such as yiKWh/Year."),
    (
        "Year^x",
        "unit 'Year^x': a whole number of one digit is expected after '^'. Write it as a product, such as yiKWh/Year.",
    ),
    ("1/0", "unit '1/0': 0 is not a unit. Write it as a product, such as yiKWh/Year."),
    ("((((亿^9)^9)^9)^9)^9", "unit '((((亿^9)^9)^9)^9)^9': no unit '亿'. Nearest: "),
    ("(1e99^9)^9", "unit '(1e99^9)^9': it is out of range. Write it as a product, such as yiKWh/Year."),
    ("wanPersom", "unit 'wanPersom': no unit 'wanPersom'. Nearest: 'wanPerson', "),
    ("万吨标准媒", "unit '万吨标准媒': no unit '万吨标准媒'. Nearest: '吨标准煤'. Write one that is known."),
    ("x" * 101, "unit 'xxxxxxxxxxxxxxxxxxxx...': it is longer than 100 characters. Write it shorter."),
]


@pytest.mark.parametrize(("text", "message"), FAULTS, ids=[text[:20] for text, _ in FAULTS])
def test_faults(text, message):
    with pytest.raises(ValueError) as caught:
        parse_unit(text)
    assert str(caught.value).startswith(message)
    assert message.endswith(" ") or str(caught.value) == message


def test_an_unknown_name_far_from_all_is_told_the_usual_ones():
    with pytest.raises(ValueError, match=r"no unit 'qqqq'\. Nearest: 'Dmnl', 'Year', 'wanPerson', 'yiYuan', "):
        parse_unit("qqqq")


def test_different_dimensions_are_named():
    with pytest.raises(ValueError) as caught:
        conversion("wanPerson/Year", "亿元^2")
    assert str(caught.value) == (
        "unit 'wanPerson/Year' (person/Year) cannot be shown in '亿元^2' (yuan^2). Change one of the two."
    )
    with pytest.raises(ValueError, match=r"\(dimensionless\) cannot be shown in '1/年' \(1/Year\)"):
        conversion("%", "1/年")


def test_electricity_is_not_coal():
    with pytest.raises(ValueError, match=r"\(kWh\) cannot be shown in '万吨标准煤' \(tce\)"):
        conversion("yiKWh", "万吨标准煤")


def test_a_unit_has_a_scale_and_powers():
    unit = parse_unit("wanTce/yiYuan/Year")
    assert unit.scale == 1e-4
    assert unit.dimensions == (("Year", -1), ("tce", 1), ("yuan", -1))
    assert unit**0 == Unit(Fraction(1))
    assert unit / unit == Unit(Fraction(1))


KNOWN = st.sampled_from(sorted(units._SPELLED))


@given(KNOWN, KNOWN, st.sampled_from("*/"))
def test_a_conversion_and_its_inverse_cancel(one, other, sign):
    source, shown = f"{one}{sign}{other}", f"{one.upper()}{sign}{other}"
    assert conversion(source, shown) == 1.0
    assert conversion(f"10k {source}", shown) == 1e4


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        parse_unit(text)
    except ValueError as fault:
        assert str(fault).startswith("unit ")
