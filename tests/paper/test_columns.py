"""Two columns and large print do not go together."""

from __future__ import annotations

from pathlib import Path

from commands import run

DECKS = Path(__file__).parents[2] / "decks"


def test_large_print_says_that_it_has_one_column(tmp_path: Path) -> None:
    said = "Large print has one column: two would be too narrow for its letters."
    both = run("quiz", str(DECKS), "-n", "2", "--columns", "2", "--large", "-o", str(tmp_path / "both"))
    large = run("quiz", str(DECKS), "-n", "2", "--large", "-o", str(tmp_path / "large"))
    assert (both.exit_code, large.exit_code) == (0, 0)
    assert said in both.output
    assert said not in large.output
