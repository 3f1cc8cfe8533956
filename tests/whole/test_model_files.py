"""Model files of all kinds on the command line: what is put right is told, names of modules stand in the results."""

import json

from tests.whole.sheets import table

SETTINGS = "<sim_specs><start>2020</start><stop>2022</stop><dt>0.5</dt></sim_specs>"
OPEN = (
    f"<xmile>{SETTINGS}<model><variables>\n<flow name='births'><eqn>2</eqn>\n"
    "<stock name='people'><eqn>5</eqn><inflow>births</inflow></stock></variables></model></xmile>"
)
TOLD = "a <flow> without its end was read as ending before this variable."
MODULES = f"""<xmile>{SETTINGS}
<macro name="双倍"><parm>数</parm><eqn>2 * 数</eqn></macro>
<model><variables><module name="North Town"/><module name="乡"><connect to="乡.人口" from="North_Town.people"/></module>
</variables></model>
<model name="North Town"><variables><aux name="people"><eqn>双倍(TIME)</eqn></aux></variables></model>
<model name="乡"><variables><aux name="人口" access="input"><eqn/></aux></variables></model></xmile>"""


def test_a_slip_of_xml_is_told_on_screen_and_in_the_manifest(town, command):
    (town / "open.xmile").write_text(OPEN, encoding="utf-8")
    said = command("run", "open.xmile")
    assert (said.code, said.out) == (0, "outputs/open/trajectories.csv\n")
    assert said.err.startswith(f"open.xmile:3:1: {TOLD}\n")
    assert json.loads((town / "outputs/open/manifest.json").read_text(encoding="utf-8"))["repairs"] == [
        f"open.xmile:3:1: {TOLD}"
    ]
    assert float(table(town / "outputs/open/trajectories.csv")[-1]["people"]) == 9.0


def test_in_the_model_of_a_city_it_is_refused(town, command):
    (town / "models/smalltown/smalltown.mdl").unlink()
    (town / "models/smalltown/smalltown.xmile").write_text(OPEN, encoding="utf-8")
    said = command("targets", "smalltown")
    assert said.code == 2
    assert f"{TOLD} Expected well-formed XML in a city's model. Correct it." in said.err


def test_results_name_the_variables_of_modules_and_not_those_of_macros(town, command):
    (town / "modules.stmx").write_text(MODULES, encoding="utf-8")
    assert command("run", "modules.stmx").code == 0
    rows = table(town / "outputs/modules/trajectories.csv")
    shown = [name for name in rows[0] if name.isupper() is False]
    assert shown == ["scenario", "time", "North Town.people", "乡.人口"]
    assert float(rows[-1]["乡.人口"]) == 4044.0
