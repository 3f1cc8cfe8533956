"""Expressions on LLVM against the NumPy printer: references of every layout, conditions, joins."""

import re

import numpy as np
import pytest

from simulator.kernel.batch import Engine
from tests.native_runs import built, members_of
from tests.small_models import Times, small_model

NOW = Times(0.0, 0.0, 1.0)
VALUES = [1.0, -2.0, 0.3, np.nan, np.inf, 0.0]

AREAS = """
area: a1,a2,a3,a4,a5,a6
first: a1,a2,a3
last: a4,a5,a6
odd: a1,a3,a5
mixed: a5,a1,a6
way: w1,w2
u=1
k[area]=1,2,3,4,5,6
m[way]=10,20
x[area]=k[area]*u
grid[area,way]=x[area]+m[way]
"""
CASES = {
    "whole": "y[area]=x[area]+1",
    "a stretch": "y[last]=x[last]+1\nz=SUM(y[last!])",
    "every other row": "y[odd]=x[odd]+1",
    "rows in no order": "y[mixed]=x[mixed]+k[mixed]",
    "rows computed in no order": "h[mixed]=x[mixed]*k[mixed]\ny[mixed]=h[mixed]+1\nz=h[a1]+SUM(h[mixed!])",
    "one row for all": "y[area]=x[a3]*k[area]",
    "one element": "y=x[a5]+x[a2]",
    "columns of two subscripts": "y[area]=grid[area,w2]-grid[area,w1]\nz[way]=grid[a4,way]",
    "subscripts turned round": "y[way,area]=grid[area,way]*2",
    "join of two stretches": "h[first]=x[first]*2\nh[last]=u+k[last]\ny[area]=h[area]+1\nz=SUM(h[area!])",
    "join of a row and others": "h[a1]=u\nh[a2]=5\nh[a3]=x[a3]\nh[last]=x[last]/3\ny[area]=h[area]*x[area]",
    "join of a number at hand and rows in memory": (
        "tail: a3,a4,a5,a6\nh[a3]=x[a3]*(Time+2)\nh[last]=x[last]*(Time+3)\ny[tail]=h[tail]+1\nz=SUM(h[tail!])"
    ),
    "join read in another order": "h[first]=x[first]*2\nh[last]=u+k[last]\ny[mixed]=h[mixed]+1",
    "join of inputs and others": "h[first]=1,2,3\nh[last]=x[last]\ny[area]=h[area]+u\nz=VMAX(h[area!])",
    "join of what all rows share": "h[first]=u*2\nh[last]=u*3\ny[area]=h[area]\nz=SUM(h[area!])",
    "join of stocks": "h[first]=INTEG(k[first],u)\nh[last]=INTEG(u,x[last])\ny[area]=h[area]+x[area]\nz=SUM(h[area!])",
    "one value for all rows": "h[area]=u*2\ny[area]=h[area]+h[a2]\nz=SUM(h[area!])",
    "condition of rows": "y[area]=IF THEN ELSE(x[area]>2:AND:k[area]<6,x[area],u)",
    "condition for all": "y[area]=IF THEN ELSE(u>0,x[area],-k[area])",
    "number as condition": "y[area]=IF THEN ELSE(x[area]-2,1,0)\nz=IF THEN ELSE(:NOT:u,1,2)",
    "condition as number": "y[area]=(x[area]>2)+(k[area]=3)*2+(u<>1)",
    "numbers one a row": "p[area]=1,2,3,4,5,7\ny[area]=x[area]^p[area]+Time+TIME STEP",
    "curves": "c((0,0),(3,9),(4,1))\ny[area]=c(x[area])\nz=c(u)",
    "sums inside expressions": "y[area]=SUM(grid[area,way!])*x[area]+SUM(x[area!])+VMIN(grid[area,way!])",
    "sum of a join": "h[first]=x[first]\nh[last]=u\ny=SUM(h[area!]*k[area!])\nz[way]=SUM(grid[area!,way]*h[area!])",
}


@pytest.mark.parametrize("name", CASES)
def test_references_of_every_layout(name):
    model = small_model(AREAS + CASES[name], NOW)
    members_of(model, u=VALUES)
    members_of(model, k_a2=VALUES, m_w1=VALUES[::-1])


def test_active_initial_is_its_second_part_at_the_start():
    model = small_model(
        "u=1\nv=2\nd=ACTIVE INITIAL(u*3+c,v*5)\nc=v+0.5\ne=d+u\nx=INTEG(0*d,e)\ny=INTEG(d,d*v)\nz=e+x",
        Times(0.0, 1.0, 0.5),
    )
    members = members_of(model, u=[1.0, 2.0, -1.0], v=[3.0, 0.0, 4.0])
    u, v = np.array([1.0, 2.0, -1.0]), np.array([3.0, 0.0, 4.0])
    assert members.of("x")[-1].tolist() == (5 * v + u).tolist()
    assert members.of("e")[0].tolist() == (3 * u + v + 0.5 + u).tolist()
    assert members.of("y")[-1].tolist() == (5 * v * v + 3 * u + v + 0.5).tolist()
    members_of(model, u=[1.0, 2.0])
    members_of(model, v=[1.0, 2.0])


TURNED = """
a: a1,a2,a3,a4,a5,a6,a7,a8,a9 -> (b: b9,b8,b7,b6,b5,b4,b3,b2,b1)
b: b1,b2,b3,b4,b5,b6,b7,b8,b9
u=2
x[b]=INTEG(-x[b]*u*0.1,k[b])
k[b]=1,2,3,4,5,6,7,8,9
y[a]=x[b]*u
"""


def test_elements_that_are_turned_round():
    model = small_model(TURNED, Times(0.0, 2.0, 0.5))
    text = built(model, [0]).emitted.text
    assert re.search(r"mul nsw i64 %\w+, -", text)
    assert not re.search(r"nuw nsw i64 %\w+, -", text)
    members_of(model, Engine("rk4", "llvm"), u=[1.0, 2.0, -3.0])
