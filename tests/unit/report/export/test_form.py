"""Every form writes what its kind promises."""

import pytest

from simulator.report.export.form import FORMS, Wish
from simulator.report.export.result import read_result
from tests.unit.report.export.folders import bare_folder, batch_folder, drawn_folder, run_folder


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("made", [run_folder, bare_folder, batch_folder, drawn_folder])
def test_every_form_writes_a_file_or_into_a_folder(tmp_path, form, made):
    result = read_result(made(tmp_path))
    out = tmp_path / "out"
    if FORMS[form].is_folder:
        out.mkdir()
    FORMS[form].write(result, out, Wish("zh", "here"))
    assert out.is_dir() == FORMS[form].is_folder
    written = list(out.iterdir()) if out.is_dir() else [out]
    assert written
    assert all(path.stat().st_size for path in written)


def test_the_forms():
    assert {name: form.suffix for name, form in FORMS.items()} == {
        **{"csv": "", "xlsx": ".xlsx"},
        **{"iamc": "", "netcdf": ".nc", "stata": ""},
    }
