"""Bad registers: every fault of a file at once, word for word."""

import pytest

from simulator.errors import TargetError
from simulator.model.labels import Label
from simulator.target import read_targets
from simulator.target.register import TARGET_COLUMNS

LABELS = (
    Label("population", "Population", "常住人口", "万人", "population", "end"),
    Label("GDP", "GDP", "地区生产总值", "亿元", "economy", "total"),
    Label("urbanization rate", "Urbanization", "城镇化率", "%", "urbanization", "end"),
    Label("GDP growth rate", "Growth", "增速", "%", "economy", "growth", of="GDP"),
)
ROW = {
    "id": "urban_2030",
    "name_zh": "城镇化率",
    "name_en": "urbanization rate",
    "document": "plan",
    "document_title": "规划纲要",
    "place": "第一章",
    "quote": "64",
    "unit": "%",
    "year": "2030",
    "target_value": "64",
    "reading": "at_least",
    "variable": "urbanization rate",
    "measure": "level",
    "basis": "model",
}


pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def register_faults(write):
    """Faults of a register whose rows differ from a good one as given."""

    def of(*changes):
        with pytest.raises(TargetError) as caught:
            read_targets(write("targets.csv", TARGET_COLUMNS, [ROW | change for change in changes]), LABELS)
        return caught.value.faults

    return of


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": ""}, "id is empty. Expected a text. Fill the cell."),
        ({"quote": " "}, "quote is empty. Expected a text. Fill the cell."),
        ({"year": "2O30"}, "year '2O30' is not a year. Expected a whole one such as 2030. Correct the cell."),
        (
            {"target_value": "64%"},
            "target_value '64%' is not a number. Expected digits such as 12.5. Correct the cell.",
        ),
        (
            {"reading": "atleast"},
            "no reading 'atleast'. Nearest: 'at_least'. Rename or remove it.",
        ),
        (
            {"reading": "within"},
            "tolerance is empty with reading within. Expected a number. Fill the cell.",
        ),
        (
            {"tolerance": "-1", "tolerance_source": "assumption"},
            "tolerance '-1' is negative. Expected 0 or more. Correct the cell.",
        ),
        (
            {"tolerance": "0.5"},
            "tolerance_source is empty. Expected where the tolerance comes from. Fill the cell.",
        ),
        (
            {"binding": "约束"},
            "no binding '约束'. Nearest: '约束性'. Rename or remove it.",
        ),
        ({"basis": ""}, "basis is empty. Expected one of model, trend, none. Fill the cell."),
        (
            {"variable": "urbanisation rate"},
            "no labelled variable 'urbanisation rate'. Nearest: 'urbanization rate'. Rename or remove it.",
        ),
        ({"variable": ""}, "variable is empty with basis model. Expected a value. Fill the cell."),
        (
            {"series": "urban share"},
            "series is 'urban share'. Expected it empty with basis model, whose variable has a history. Empty the "
            "cell.",
        ),
        (
            {"basis": "trend", "reason": "x", "base_year": "2025", "base_value": "50"},
            "variable is 'urbanization rate'. Expected it empty with basis trend. Empty the cell or set the basis to "
            "model.",
        ),
        (
            {"basis": "trend", "variable": "", "base_year": "2025", "base_value": "50"},
            "reason is empty with basis trend. Expected why it is not modelled. Fill the cell.",
        ),
        (
            {"basis": "trend", "variable": "", "reason": "x"},
            "base_value is empty with basis trend. Expected it, or a series that has one. Fill the cell.",
        ),
        (
            {
                "basis": "trend",
                "variable": "",
                "reason": "x",
                "measure": "cumulative",
                "from_year": "2025",
                "series": "km",
            },
            "base_value is empty with basis trend and measure cumulative. Expected that of as many years up to "
            "from_year. Fill the cell.",
        ),
        (
            {"base_year": "2099", "base_value": "60"},
            "base_year 2099 is not before year 2030. Expected an earlier year. Correct one.",
        ),
        (
            {"base_value": "60"},
            "base_value is '60' without a base_year. Expected the year that it is of. Fill the cell.",
        ),
        (
            {
                "basis": "trend",
                "variable": "",
                "reason": "x",
                "base_year": "2025",
                "base_value": "50",
                "target_value": "",
            },
            "target_value is empty with basis trend. Expected a value. Fill the cell.",
        ),
        (
            {"basis": "none", "variable": "", "reason": "x", "measure": "", "series": "share", "from_year": "2025"},
            "measure is empty with a from_year. Expected a measure. Fill the cell.",
        ),
        (
            {"measure": "mean growth"},
            "no measure 'mean growth'. Nearest: 'mean_growth'. Rename or remove it.",
        ),
        (
            {"measure": "mean_growth"},
            "from_year is empty with measure mean_growth. Expected a year. Fill the cell.",
        ),
        (
            {"from_year": "2025"},
            "from_year is '2025' with measure level. Expected it empty. Empty the cell.",
        ),
        (
            {"measure": "change_since", "from_year": "2030"},
            "from_year 2030 is not before year 2030. Expected an earlier year. Correct one.",
        ),
        (
            {"measure": "cumulative", "from_year": "2025"},
            "cumulative of 'urbanization rate', whose yearly kind is end. Expected a yearly total. Choose another "
            "variable or measure.",
        ),
        (
            {"variable": "GDP growth rate", "measure": "mean_growth", "from_year": "2025"},
            "mean_growth of 'GDP growth rate', which is a growth rate. Expected 'GDP', whose growth it is. Change the "
            "variable.",
        ),
        (
            {"unit": "万人"},
            "unit '%' (dimensionless) cannot be shown in '万人' (person). Change one of the two.",
        ),
        (
            {"other_variable": "GDP growth rate"},
            "target_value and other_variable are both given. Expected either of them. Fill one, empty the other.",
        ),
        (
            {"target_value": ""},
            "neither target_value nor other_variable is given. Expected either of them. Fill one, empty the other.",
        ),
        (
            {"basis": "none", "variable": "", "measure": ""},
            "reason is empty with basis none. Expected why it is not modelled. Fill the cell.",
        ),
        (
            {"basis": "none", "variable": "", "reason": "No forests."},
            "measure is 'level'. Expected it empty with basis none. Empty the cell or set the basis to model.",
        ),
        (
            {"restates": "urban_2031"},
            "no target 'urban_2031'. Nearest: 'urban_2030'. Rename or remove it.",
        ),
        (
            {"restates": "urban_2030"},
            "'urban_2030' is a restatement itself. Expected the first of them, which restates nothing. Correct the "
            "cell.",
        ),
    ],
)
def test_one_fault_of_a_register(register_faults, change, message):
    assert register_faults(change) == (f"targets.csv:2: {message}",)


def test_an_id_stands_once(register_faults):
    assert register_faults({}, {}) == (
        "targets.csv:3: id 'urban_2030' stands already at targets.csv:2. Expected it once. Rename one.",
    )


def test_targets_that_disagree_are_no_restatement(register_faults):
    assert register_faults({}, {"id": "urban_2030_other", "target_value": "65", "restates": "urban_2030"}) == (
        "targets.csv:3: it does not ask what 'urban_2030' asks. Expected the same year and value. Empty the cell: "
        "targets that disagree stay apart.",
    )


def test_all_faults_of_a_register_at_once(register_faults):
    assert register_faults({"year": "soon"}, {"id": "other", "variable": "populatoin", "unit": "万人"}, {"id": ""}) == (
        "targets.csv:2: year 'soon' is not a year. Expected a whole one such as 2030. Correct the cell.",
        "targets.csv:3: no labelled variable 'populatoin'. Nearest: 'population'. Rename or remove it.",
        "targets.csv:4: id is empty. Expected a text. Fill the cell.",
    )
