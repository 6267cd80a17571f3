"""The deck of every format, `tests/formats`: checked, printed and keyed."""

from __future__ import annotations

from pathlib import Path

from commands import run

FORMATS = Path(__file__).parents[1] / "formats"


def test_the_deck_of_every_format_has_no_problem() -> None:
    done = run("check", FORMATS)
    assert done.exit_code == 0
    assert "no problem found" in done.stdout + done.stderr
