"""Thorough tests are left out, which is said, and come back when somebody asks for them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from commands import ended

ROOT = Path(__file__).parents[2]
LEFT_OUT = "1 thorough test, in depth what others test in short; `pytest --thorough` runs all"
THOROUGH = "tests/decks/test_evidence.py::test_wrong_quotes_of_common_words_end"


@pytest.mark.parametrize(
    ("words", "environment", "is_left_out"),
    [
        (["tests/decks"], {}, True),
        (["tests/decks", "--thorough"], {}, False),
        (["tests/decks"], {"CI": "true"}, False),
        ([THOROUGH], {}, False),
    ],
    ids=["a folder", "all are asked for", "in CI", "by name"],
)
def test_thorough_tests_run_when_they_are_asked_for(
    words: list[str], environment: dict[str, str], is_left_out: bool
) -> None:
    outside = {name: value for name, value in os.environ.items() if name != "CI"}
    command = [sys.executable, "-P", "-m", "pytest", "-n0", "--collect-only", "-q", "-p", "no:cacheprovider", *words]
    done = ended(command, cwd=ROOT, env=outside | environment)
    assert done.exit_code == 0, done.output
    assert (LEFT_OUT in done.stdout) is is_left_out
    assert (THOROUGH in done.stdout) is not is_left_out
