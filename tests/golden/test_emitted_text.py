"""The text of three tiny programs, kept: every change of it is read in the diff."""

import os
from pathlib import Path

import pytest

from simulator.kernel import compile_model
from simulator.kernel.change import Changes, change_model
from simulator.kernel.change import Path as ValuePath
from tests.small_models import Times, small_model

KEPT = Path(__file__).parent / "kept"

TEACUP = """
teacup temperature=INTEG(-heat loss,180)
heat loss=(teacup temperature-room temperature)/characteristic time
room temperature=70
characteristic time=10
"""

REGIONS = """
region: north,south,west
coast: north,south
sector: farm,town
weight[sector]=1,2.5
first[region]=10,20,5
rate[coast]=0.01
rate[west]=0.03
crowding((0,1),(10,0.8),(40,0.2))
people[region]=INTEG(births[region]-moving[region],first[region])
births[region]=people[region]*rate[region]*crowding(people[region])
moving[coast]=people[coast]*0.02
moving[west]=-SUM(moving[coast!])
density[region,sector]=people[region]/weight[sector]^2
all=SUM(people[region!])
densest=VMAX(density[region!,sector!])
late births=DELAY3(SUM(births[region!]),2)
"""

POLICY = """
start=2025
level=ACTIVE INITIAL(stock/4,2)
stock=INTEG(level-loss*phase,level*3)
phase=MAX(0,MIN(1,(Time-start)/2))
loss=IF THEN ELSE(Time>=start:AND:stock>1,STEP(0.3,2027)+PULSE(2026,0.5),0)-(0.1-0.05)
tax=0.1
revenue=tax*stock*WITH LOOKUP(Time,((2020,1),(2024,1),(2030,2)))
"""
YEARS = Times(2020, 2030, 0.25)
TAX = Changes((("tax", ValuePath("linear", ((2025.0, 0.1), (2028.0, 0.4)))),), (), ("revenue",))

TEXTS = {
    "teacup": lambda: compile_model(small_model(TEACUP)).text,
    "regions": lambda: compile_model(small_model(REGIONS)).text,
    "policy": lambda: compile_model(change_model(small_model(POLICY, YEARS), TAX), ["stock", "revenue"]).text,
}


@pytest.mark.parametrize("name", TEXTS)
def test_emitted_text(name):
    path, text = KEPT / f"{name}.py", TEXTS[name]()
    if os.environ.get("REWRITE_GOLDEN"):
        KEPT.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "if the change is meant: `make golden`, then read the diff"
