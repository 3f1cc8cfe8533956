"""A dairy with two sectors, described: stocks in a chain, a smooth, a table, loops with names, history, a target."""

import csv
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.report.describe.outcome import Description
from simulator.study.describe import describe_model
from simulator.target.history import HISTORY_COLUMNS
from simulator.target.register import TARGET_COLUMNS

MODEL = """{UTF-8}
****
\t.Herd
****~
\tCalves grow up to cows.
\t|
calves= INTEG(births-growing up, 10) ~ wanPerson [0,?] ~ Young cows. |
cows= INTEG(growing up-cows*loss rate, 20) ~ wanPerson ~ Grown cows (loop R1). |
births= cows*fertility*perceived room ~ wanPerson/Year ~ Calves born (loops R1, B7). |
growing up= calves/time to grow ~ wanPerson/Year ~ |
time to grow= 2 ~ Year [1,3] ~ Source: handbook. |
fertility= 0.5 ~ 1/Year [0.2,0.8] ~ Calves a cow and year; assumption. |
loss rate= 0.1 ~ 1/Year ~ Slaughter. Source: handbook. |
perceived room= SMOOTH(room, 1) ~ Dmnl ~ What farmers see (loop B1). |
****
\t.Pasture
****~
\t|
room= room of grass(cows/pasture) ~ Dmnl ~ Falls with crowding. |
room of grass([(0,0)-(5,1)],(0,1),(2,0.8),(5,0)) ~ Dmnl ~ assumption |
pasture= 30 ~ wanPerson ~ Cows that the grass feeds. Source: definition. |
milk= cows*5 ~ wanPerson ~ Nobody reads it. |
****
\t.Control
****~
\tTime settings.
\t|
INITIAL TIME= 2020 ~ Year ~ |
FINAL TIME= 2030 ~ Year ~ |
TIME STEP= 0.25 ~ Year ~ |
SAVEPER= 1 ~ Year ~ |
"""
TABLES = {
    "labels.csv": "variable,en,zh,unit,sector,yearly,of,start_total\ncows,Cows,奶牛,万人,herd,end,,\n",
    "glossary.csv": (
        "variable,zh,about_zh\n.Herd,牛群,小牛长成奶牛。\ncows,奶牛,成年奶牛。\nbirths,产犊,每年出生的小牛。\n"
    ),
    "loops.csv": (
        "id,en,zh,polarity,variables\nR1,More cows have more calves.,奶牛越多小牛越多。,R,cows > births > calves\n"
        "B1,Crowding.,拥挤。,R,cows > room > births > calves\n"
    ),
    "levers.yaml": (
        "fertility:\n  label: {en: Fertility, zh: 产犊率}\n  unit: 1/Year\n  range: [0, 1]\n  default: 0.5\n"
        "  kind: policy\n  source: assumption\n"
    ),
    "calibration.yaml": (
        "parameters:\n  loss rate: {range: [0.05, 0.2], source: herd book}\n"
        "observations:\n  cows: {variable: cows, error: 1, source: counted}\n"
    ),
}
HISTORY = {"series": "cows", "variable": "cows", "unit": "万人", "source_title": "Herd book", "confidence": "high"}
TARGET = {
    "id": "cows_2030",
    "name_zh": "奶牛数",
    "name_en": "Cows of the plan",
    "document": "plan",
    "document_title": "Plan",
    "place": "1",
    "quote": "more cows",
    "unit": "万人",
    "year": 2030,
    "operator": ">=",
    "target_value": 40,
    "reading": "at_least",
    "variable": "cows",
    "measure": "level",
    "basis": "model",
}


@cache
def dairy() -> Description:
    """Describe the dairy, once."""
    with TemporaryDirectory() as root:
        folder = Path(root) / "dairy"
        write_dairy(folder)
        return describe_model(str(folder))


def write_dairy(folder: Path) -> None:
    """Write the folder of the dairy."""
    folder.mkdir(parents=True)
    (folder / "dairy.mdl").write_text(MODEL, encoding="utf-8")
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    rows = [{**HISTORY, "year": year, "value": value} for year, value in ((2020, 20), (2021, 21), (2022, 23))]
    for name, columns, lines in (("history.csv", HISTORY_COLUMNS, rows), ("targets.csv", TARGET_COLUMNS, [TARGET])):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(lines)
