"""Labels: one of each yearly kind, and the comparison with a model. Faults have their cases in tests/fault."""

import pytest

from simulator.model.labels import LABEL_COLUMNS, Label, read_labels

ROWS = (
    "population,Population,常住人口,万人,population,end,,",
    "capacity[wind],Wind capacity,风电装机,万千瓦,energy,end,,",
    'GDP,"GDP, constant prices",地区生产总值,亿元,economy,total,,GDP of 2020',
    "urbanization rate,Urbanization,城镇化率,%,urbanization,mean,,",
    "GDP growth rate,Growth,增速,%,economy,growth,GDP,",
)
UNITS = {
    "population": "wanPerson",
    "capacity[wind]": "wanKW",
    "GDP": "yiYuan/Year",
    "GDP of 2020": "yiYuan",
    "urbanization rate": "Dmnl",
}


@pytest.fixture
def path(tmp_path):
    """A table of five labels."""
    path = tmp_path / "labels.csv"
    path.write_text("\n".join([",".join(LABEL_COLUMNS), *ROWS]), encoding="utf-8-sig")
    return path


def test_rows_become_labels_in_their_order(path):
    labels = read_labels(path)
    assert [label.variable for label in labels] == [row.split(",")[0] for row in ROWS]
    assert labels[2] == Label(
        variable="GDP",
        en="GDP, constant prices",
        zh="地区生产总值",
        unit="亿元",
        sector="economy",
        yearly="total",
        start_total="GDP of 2020",
        where=f"{path}:4",
    )
    assert labels[4].of == "GDP"


def test_a_model_that_has_the_variables_in_fitting_units(path):
    assert len(read_labels(path, UNITS)) == 5


def test_any_word_is_a_sector(path):
    path.write_text(path.read_text(encoding="utf-8-sig").replace("energy,end", "水务,end"), "utf-8")
    assert [label.sector for label in read_labels(path)] == ["population", "水务", "economy", "urbanization", "economy"]
