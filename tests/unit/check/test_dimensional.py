"""Every rule of units, on equations that keep it and on equations that break it."""

import pytest

from simulator.check.dimensional import check_units
from simulator.model.read import read_source
from tests.small_models import XMILE, Times
from tests.unit.check.small import TOWN, source_and_model, told


def found(equation, unit, more=""):
    """Check one more equation of the town, `extra`."""
    source, _ = source_and_model(f"{TOWN}\n{more}\nextra = {equation} | {unit} | Extra.")
    return [(key, fault) for fault, key in ((each, each.told.key) for each in check_units(source).findings)]


@pytest.mark.parametrize(
    ("equation", "unit"),
    [
        ("births-deaths", "person/Year"),
        ("births/10000", "wanPerson/Year"),
        ("births*10^-4", "wanPerson/Year"),
        ("births/10/1000", "wanPerson/Year"),
        ("births/wan persons", "wanPerson/Year"),
        ("births/12", "person/month"),
        ("people/10000+wan", "wanPerson"),
        ("births*100/people", "percent/Year"),
        ("SMOOTH(births,5)", "person/Year"),
        ("SMOOTH(births,TIME STEP)", "person/Year"),
        ("DELAY3(births,TIME STEP)", "person/Year"),
        ("DELAY FIXED(births,TIME STEP,births)", "person/Year"),
        ("TREND(people,TIME STEP,birth rate)", "1/Year"),
        ("FORECAST(people,TIME STEP,TIME STEP)", "person"),
        ("INTEG(births,people)", "person"),
        ("SQRT(people*people)", "person"),
        ("people^2", "person*person"),
        ("(people/initial people)^birth share", "Dmnl"),
        ("EXP(people/initial people)", "Dmnl"),
        ("LN(people/initial people)", "Dmnl"),
        ("IF THEN ELSE(people>3,births,0)", "person/Year"),
        ("MAX(0,births)+MIN(births,deaths)", "person/Year"),
        ("ZIDZ(births,people)", "1/Year"),
        ("XIDZ(births,people,birth rate)", "1/Year"),
        ("STEP(births,2025)", "person/Year"),
        ("RAMP(birth rate,2025,2030)", "Dmnl"),
        ("PULSE(2025,1)*births", "person/Year"),
        ("table(people)", "yuan"),
        ("WITH LOOKUP(people,((0,0),(1,1)))", "yuan"),
        ("RANDOM UNIFORM(births,deaths,1)", "person/Year"),
        ("INITIAL(people)", "person"),
        ("ACTIVE INITIAL(people,initial people)", "person"),
        ("SAMPLE IF TRUE(people>3,births,0)", "person/Year"),
        ("Time-INITIAL TIME", "Year"),
        ("MODULO(people,7)", "person"),
        ("SUM(parts[part!])", "person"),
        ("ABS(-births)", "person/Year"),
        ("people*1000", "person/1000 person*person"),
        ("hundredths^birth share", "Dmnl"),
        ("MAX(people,nothing)", "wanPerson"),
    ],
)
def test_equations_that_agree(equation, unit):
    more = "part: a,b | |\nparts[part] = people | person | Parts.\nbirth share = 0.5 | Dmnl | Share.\n"
    more += "wan = 1 | wanPerson | Wan.\nwan persons = 10000 | Dmnl | Persons of a wan.\n"
    more += "table((0,0),(1,1)) | yuan | Table.\nhundredths = 50 | percent | Hundredths.\nnothing = 3 | | Nothing."
    assert found(equation, unit, more) == []


@pytest.mark.parametrize(
    ("equation", "unit", "key"),
    [
        ("births-people", "person", "units.mixed"),
        ("people", "person/Year", "units.side"),
        ("people", "wanPerson", "units.scale"),
        ("people*10", "wanPerson", "units.scale"),
        ("people*7", "wanPerson", "units.scale"),
        ("people*7/12", "wanPerson", "units.scale"),
        ("people*10000", "wanPerson", "units.scale"),
        ("people*tenth", "wanPerson", "units.scale"),
        ("people/1000+wan", "wanPerson", "units.mixed_scale"),
        ("IF THEN ELSE(people>3,births,people)", "person", "units.mixed"),
        ("IF THEN ELSE(people>births,people,people)", "person", "units.mixed"),
        ("people+INITIAL(wan)", "person", "units.mixed_scale"),
        ("SMOOTH(births,people)", "person/Year", "units.time"),
        ("EXP(people)", "Dmnl", "units.plain"),
        ("people^births", "person", "units.plain"),
        ("people^(births/deaths)", "person", "units.power"),
        ("INTEG(people,people)", "person", "units.mixed"),
        ("DELAY1(births,birth rate)", "person/Year", "units.time"),
        ("XIDZ(births,people,people)", "1/Year", "units.mixed"),
        ("STEP(births,people)", "person/Year", "units.time"),
        ("table(people)", "person", "units.side"),
        ("SUM(parts[part!])", "yuan", "units.side"),
        ("RANDOM UNIFORM(births,people,1)", "person/Year", "units.mixed"),
        ("people", "person//Year", "units.unreadable"),
        ("(people/initial people)^births share", "percent", "units.scale"),
    ],
)
def test_equations_that_do_not(equation, unit, key):
    more = "part: a,b | |\nparts[part] = people | person | Parts.\nwan = 1 | wanPerson | Wan.\n"
    more += "births share = 0.5 | Dmnl | Share.\ntenth = 0.1 | Dmnl | Tenth.\ntable((0,0),(1,1)) | yuan | Table."
    assert [each for each, _ in found(equation, unit, more)] == [key]


def test_a_fault_names_place_variable_and_both_units():
    source, _ = source_and_model(f"{TOWN}\nextra = people*output a head | person | Extra.")
    (finding,) = check_units(source).findings
    assert finding.subject == "extra"
    assert finding.where.endswith("town.mdl:57:1")
    assert dict(finding.told.values) == {"found": "yuan/Year", "own": "person", "unit": "person"}


def test_what_cannot_be_told_is_counted_and_no_fault():
    source, _ = source_and_model(f"{TOWN}\nextra = people | | Extra.\nmore = extra*births | person | More.")
    result = check_units(source)
    assert result.status == "passed"
    assert result.counts == {"equations": 17, "told": 15, "untold": 2, "without": 1}


def test_a_model_without_units_is_skipped():
    source, _ = source_and_model("x = INTEG(1,0) | |")
    source = type(source)(
        source.file, source.method, (), tuple(each for each in source.definitions if each.name == "x")
    )
    assert check_units(source).status == "skipped"


def test_xmile_is_checked_too(tmp_path):
    inner = """<model><variables>
    <stock name="people"><eqn>10</eqn><inflow>births</inflow><units>person</units></stock>
    <flow name="births"><eqn>people*rate</eqn><units>person/Year</units></flow>
    <aux name="rate"><eqn>0.1</eqn><units>Dmnl</units></aux></variables></model>"""
    path = tmp_path / "small.xmile"
    text = XMILE.format(Times(), inner).replace("<sim_specs>", '<sim_specs time_units="Year">')
    path.write_text(text, encoding="utf-8")
    result = check_units(read_source(path))
    assert told(result) == [("births", "units.side")]


def test_what_a_macro_computes_has_the_unit_of_its_equation(tmp_path):
    text = "{UTF-8}\n:MACRO: twice(x)\ntwice = x*2\n\t~\tWidget\n\t~\t|\n:END OF MACRO:\n"
    source, _ = source_and_model()
    path = tmp_path / "macro.mdl"
    body = source.file.text.removeprefix("{UTF-8}\n")
    extra = "extra = twice(people)\n\t~\t{}\n\t~\tExtra.\n\t|\n"
    path.write_text(text + body + extra.format("person"), encoding="utf-8")
    assert check_units(read_source(path)).findings == ()
    path.write_text(text + body + extra.format("yuan"), encoding="utf-8")
    assert told(check_units(read_source(path))) == [("extra", "units.side")]
