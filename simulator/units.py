"""Units of measure: read them from text, compare their dimensions, convert exactly.

A unit is a product of powers of base units with an exact scale. Bases are what a city's books keep apart: person, yuan,
USD, kWh (electricity), tce (coal equivalent; never converted to kWh, because that rate is the model's to say), t (mass,
of CO2 too), m, item (个, 家, 项, ...), household, visit and Year. A Year has 365 days of 24 hours; kW * hour/Year is
kWh/Year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

__all__ = ["Unit", "conversion", "parse_unit"]


@dataclass(frozen=True)
class Unit:
    """A scale and the powers of the base units.

    exact:      the unit in base units, as a fraction.
    dimensions: (base, power) pairs in the order of the base's name, no power 0. Empty: dimensionless.
    """

    exact: Fraction
    dimensions: tuple[tuple[str, int], ...] = ()

    @property
    def scale(self) -> float:
        """The unit in base units."""
        return float(self.exact)

    def __mul__(self, other: "Unit") -> "Unit":
        """Multiply two units."""
        powers = dict(self.dimensions)
        for base, power in other.dimensions:
            powers[base] = powers.get(base, 0) + power
        kept = tuple(sorted((base, power) for base, power in powers.items() if power))
        return Unit(self.exact * other.exact, kept)

    def __truediv__(self, other: "Unit") -> "Unit":
        """Divide two units."""
        return self * other**-1

    def __pow__(self, power: int) -> "Unit":
        """Raise to a whole power."""
        return Unit(self.exact**power, tuple((base, each * power) for base, each in self.dimensions if power))


def parse_unit(text: str) -> Unit:
    """Read a unit: names with * (or ·, ×), / (or per), ^, parentheses and numbers, from left to right.

    Latin names are read without regard to case, with the prefixes wan (10^4), yi (10^8) and, for power, electricity and
    mass, k M G T; Chinese names with 十 百 千 万 亿. A number belongs to the name it precedes: tce/10k CNY is
    tce/(10k CNY).

    Raises: ValueError with a message that names the unknown name and the nearest ones, or the fault of writing.
    """
    if len(text) > 100:
        raise ValueError(f"unit '{text[:20]}...': it is longer than 100 characters. Write it shorter.")
    parser = _Parser(text)
    unit = parser.product()
    if parser.token is not None:
        raise parser.fault(f"{parser.token!r} is not expected here")
    return unit


def conversion(source: str, shown: str) -> float:
    """Factor that turns a number in unit `source` into a number in unit `shown`.

    Raises: ValueError when either cannot be read, or when they do not measure the same thing.
    """
    from_unit, to_unit = parse_unit(source), parse_unit(shown)
    if from_unit.dimensions != to_unit.dimensions:
        has, wants = _spell(from_unit.dimensions), _spell(to_unit.dimensions)
        raise ValueError(f"unit {source!r} ({has}) cannot be shown in {shown!r} ({wants}). Change one of the two.")
    return float(from_unit.exact / to_unit.exact)


def _spell(dimensions: tuple[tuple[str, int], ...]) -> str:
    """Write dimensions for a message: person/Year, 1/Year, dimensionless."""
    if not dimensions:
        return "dimensionless"

    def side(sign: int) -> list[str]:
        own = [(base, power * sign) for base, power in dimensions if power * sign > 0]
        return [base if power == 1 else f"{base}^{power}" for base, power in own]

    return "/".join(["*".join(side(1)) or "1", *side(-1)])


def _one(base: str, exact: Fraction | int = 1) -> Unit:
    """Scale one base unit; the empty base is dimensionless."""
    return Unit(Fraction(exact), ((base, 1),) if base else ())


def _latin_names() -> Iterator[tuple[str, Unit]]:
    """Give every Latin spelling with its unit; the first spelling of a row is the usual one."""
    for spellings, unit in _LATIN:
        for name in spellings.split():
            yield name, unit
            for prefix, factor in (("wan", 10**4), ("yi", 10**8)):
                yield prefix + name[0].upper() + name[1:], _one("", factor) * unit
    for name, unit in _METRIC:
        for prefix, factor in (("", 1), ("k", 10**3), ("M", 10**6), ("G", 10**9), ("T", 10**12)):
            yield prefix + name, _one("", factor) * unit
            if prefix in ("", "k"):
                whole = prefix.upper() + name[0].upper() + name[1:] if name in ("W", "Wh") else prefix + name.title()
                yield "wan" + whole, _one("", factor * 10**4) * unit
                yield "yi" + whole, _one("", factor * 10**8) * unit


_HOUR = _one("Year", Fraction(1, 365 * 24))

_LATIN = (
    ("Dmnl dimensionless fraction index ratio", _one("")),
    ("percent pct", _one("", Fraction(1, 100))),
    ("person persons people capita head child children woman women man men worker workers", _one("person")),
    ("household households", _one("household")),
    ("visit visits", _one("visit")),
    ("item items piece pieces firm firms unit units", _one("item")),
    ("yuan CNY RMB", _one("yuan")),
    ("USD", _one("USD")),
    ("Year years yr", _one("Year")),
    ("month months", _one("Year", Fraction(1, 12))),
    ("week weeks", _one("Year", Fraction(7, 365))),
    ("day days", _one("Year", Fraction(1, 365))),
    ("hour hours h hr", _HOUR),
    ("minute minutes", _one("Year", Fraction(1, 365 * 24 * 60))),
    ("ton tons tonne tonnes", _one("t")),
    ("kg kgCO2", _one("t", Fraction(1, 10**3))),
    ("g gCO2", _one("t", Fraction(1, 10**6))),
    ("mg", _one("t", Fraction(1, 10**9))),
    ("ug", _one("t", Fraction(1, 10**12))),
    ("kgce", _one("tce", Fraction(1, 10**3))),
    ("gce", _one("tce", Fraction(1, 10**6))),
    ("m metre meter", _one("m")),
    ("km", _one("m", 1000)),
    ("m2", _one("m") ** 2),
    ("km2", _one("m", 1000) ** 2),
    ("ha hectare", _one("m", 100) ** 2),
    ("mu", Unit(Fraction(2000, 3), (("m", 2),))),
    ("m3", _one("m") ** 3),
)

_METRIC = (
    ("W", _one("kWh", Fraction(1, 1000)) / _HOUR),
    ("Wh", _one("kWh", Fraction(1, 1000))),
    ("t", _one("t")),
    ("tCO2", _one("t")),
    ("tce", _one("tce")),
)

_CHINESE = (
    ("无量纲 倍 成数", _one("")),
    ("百分点 个百分点", _one("", Fraction(1, 100))),
    ("人 名 位 口", _one("person")),
    ("户", _one("household")),
    ("人次", _one("visit")),
    ("个 家 项 件 所 座 条 台 辆 套 张 只 处 场 次 类 种", _one("item")),
    ("元", _one("yuan")),
    ("美元", _one("USD")),
    ("年 岁", _one("Year")),
    ("月 个月", _one("Year", Fraction(1, 12))),
    ("日 天", _one("Year", Fraction(1, 365))),
    ("小时", _HOUR),
    ("分钟", _one("Year", Fraction(1, 365 * 24 * 60))),
    ("瓦", _one("kWh", Fraction(1, 1000)) / _HOUR),
    ("兆瓦", _one("kWh", 1000) / _HOUR),
    ("吉瓦", _one("kWh", 10**6) / _HOUR),
    ("瓦时", _one("kWh", Fraction(1, 1000))),
    ("度", _one("kWh")),
    ("兆瓦时", _one("kWh", 1000)),
    ("吉瓦时", _one("kWh", 10**6)),
    ("吨 吨二氧化碳 吨CO2", _one("t")),
    ("公斤 千克", _one("t", Fraction(1, 10**3))),
    ("斤", _one("t", Fraction(1, 2 * 10**3))),
    ("克", _one("t", Fraction(1, 10**6))),
    ("毫克", _one("t", Fraction(1, 10**9))),
    ("微克", _one("t", Fraction(1, 10**12))),
    ("吨标准煤 吨标煤", _one("tce")),
    ("千克标准煤 千克标煤 公斤标准煤", _one("tce", Fraction(1, 10**3))),
    ("克标准煤 克标煤", _one("tce", Fraction(1, 10**6))),
    ("米", _one("m")),
    ("公里 千米", _one("m", 1000)),
    ("平方米", _one("m") ** 2),
    ("平方公里 平方千米", _one("m", 1000) ** 2),
    ("公顷", _one("m", 100) ** 2),
    ("亩", Unit(Fraction(2000, 3), (("m", 2),))),
    ("立方米 方", _one("m") ** 3),
)

_PREFIXES = {"十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
_MULTIPLIERS = {"k": 10**3, "M": 10**6, "": 1}
_SYMBOLS = {"%": _one("", Fraction(1, 100)), "％": _one("", Fraction(1, 100)), "‰": _one("", Fraction(1, 1000))}
_SPELLED = dict(_SYMBOLS) | {name: unit for spellings, unit in _CHINESE for name in spellings.split()}
_SPELLED |= dict(reversed(tuple(_latin_names())))
_FOLDED = {name.casefold(): unit for name, unit in _SPELLED.items()}
_USUAL = ("Dmnl", "Year", "wanPerson", "yiYuan", "wanKW", "yiKWh", "wanTce", "wanTCO2", "%", "万人", "亿元", "万千瓦")

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?)(?P<multiplier>[kM](?!\w))?"
    r"|(?P<name>[%％‰]|[^\W\d]\w*)|(?P<sign>[-*·×/^()]))"
)


class _Parser:
    """Reads one unit from left to right; `token` is what comes next, None at the end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.token: str | None = None
        self.kind = ""
        self._multiplier = ""
        self._place = 0
        self.advance()

    def fault(self, what: str, advice: str = "Write it as a product, such as yiKWh/Year") -> ValueError:
        """Word one fault of this unit."""
        return ValueError(f"unit {self.text!r}: {what}. {advice}.")

    def advance(self) -> None:
        """Go to the next token."""
        if not self.text[self._place :].strip():
            self.token, self.kind = None, "end"
            return
        found = _TOKEN.match(self.text, self._place)
        if found is None:
            raise self.fault(f"{self.text[self._place :].strip()[0]!r} is not expected here")
        self._place = found.end()
        self.kind = str(found.lastgroup) if found.lastgroup != "multiplier" else "number"
        self.token, self._multiplier = found[self.kind], found["multiplier"] or ""
        if self.kind == "name" and self.token == "per":
            self.token, self.kind = "/", "sign"

    def product(self) -> Unit:
        """Read factors joined by * and /."""
        unit = self.power()
        while self.kind == "sign" and self.token in ("*", "·", "×", "/"):
            divide = self.token == "/"
            self.advance()
            unit = unit / self.power() if divide else unit * self.power()
        return unit

    def power(self) -> Unit:
        """Read a factor and its whole power."""
        unit = self.factor()
        if self.token != "^":
            return unit
        self.advance()
        sign = -1 if self.token == "-" else 1
        if self.token == "-":
            self.advance()
        if self.token is None or re.fullmatch("[0-9]", self.token) is None or self._multiplier:
            raise self.fault("a whole number of one digit is expected after '^'")
        if max(unit.exact.numerator, unit.exact.denominator).bit_length() * int(self.token) > 1000:
            raise self.fault("it is out of range")
        unit = unit ** (sign * int(self.token))
        self.advance()
        return unit

    def factor(self) -> Unit:
        """Read a name, a number with or without a name, or a product in parentheses."""
        if self.kind == "number":
            unit = _one("", Fraction(str(self.token)) * _MULTIPLIERS[self._multiplier])
            if not unit.exact:
                raise self.fault("0 is not a unit")
            self.advance()
            return unit * self.factor() if self.kind == "name" else unit
        if self.kind == "name":
            unit = self.named(str(self.token))
            self.advance()
            return unit
        if self.token == "(":
            self.advance()
            unit = self.product()
            if self.token != ")":
                raise self.fault("')' is missing")
            self.advance()
            return unit
        place = "at the end" if self.token is None else f"before {self.token!r}"
        raise self.fault(f"a unit is expected {place}" if self.text.strip() else "it is empty")

    def named(self, name: str) -> Unit:
        """Look one name up, taking Chinese prefixes off one by one."""
        unit = _FOLDED.get(name.casefold())
        if unit is not None:
            return unit
        bare, factor = name, 1
        while len(bare) > 1 and bare[0] in _PREFIXES:
            factor *= _PREFIXES[bare[0]]
            bare = bare[1:]
            if bare.casefold() in _FOLDED:
                return _one("", factor) * _FOLDED[bare.casefold()]
        spelled = {each.casefold(): each for each in _SPELLED}
        near = [spelled[each] for each in get_close_matches(name.casefold(), sorted(spelled), n=3)] or list(_USUAL)
        raise self.fault(f"no unit {name!r}. Nearest: {', '.join(map(repr, near))}", "Write one that is known")
