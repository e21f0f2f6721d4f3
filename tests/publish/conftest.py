"""The option that writes the expected documents anew, to be read in the diff before they are kept."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write expected documents from what is rendered"
    )
