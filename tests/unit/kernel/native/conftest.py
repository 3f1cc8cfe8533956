import pytest

from tests.native import Elementary, compiled


@pytest.fixture(scope="session")
def elementary() -> Elementary:
    """The functions of the usual width."""
    return compiled(8)
