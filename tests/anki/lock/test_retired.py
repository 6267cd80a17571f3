"""A card that is retired ships with one tag of the program's: what its author does to the others changes nothing."""

from __future__ import annotations

from pathlib import Path

from commands import run
from locks import edit, lock_line


def test_other_tags_of_a_retired_card_change_nothing(released: Path) -> None:
    edit("- id: question\n", "- id: question\n    retired: true\n")
    assert run("build").exit_code == 0
    line = lock_line("question")
    edit("    tags: [peau]\n", "    tags: [peau, derme]\n")
    done = run("build", "--locked")
    assert (done.exit_code, lock_line("question")) == (0, line)
