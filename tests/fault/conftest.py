"""A folder of its own and a table in it, for the faults of a city's tables."""

import csv

import pytest


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Work in a folder of its own, so that messages name bare files."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(here):
    """Write rows as a CSV table and give its bare path."""

    def rows_to(name, columns, rows):
        with (here / name).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return (here / name).relative_to(here)

    return rows_to
