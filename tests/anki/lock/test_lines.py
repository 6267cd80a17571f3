"""Lines of a lock that say nothing, and those that say too much."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import run
from locks import LOCK

from mesoquiz.anki.lock import LAST_TIME


def test_empty_lines_in_a_lock_say_nothing(released: Path) -> None:
    """A merge by hand leaves them."""
    spaced = LOCK.read_text(encoding="utf-8").replace("\n", "\n\n").replace("\n\nnote", "\n \t\nnote", 1)
    LOCK.write_text(spaced, encoding="utf-8")
    done = run("check")
    assert (done.exit_code, "lock-" in done.stdout) == (0, False), done.output
    assert run("build").exit_code == 0


@pytest.mark.parametrize("line", ["type standard", "note question"])
@pytest.mark.parametrize(("time", "is_damaged"), [(LAST_TIME, False), (LAST_TIME + 1, True)])
def test_a_time_beyond_the_calendar_is_damage(line: str, time: int, is_damaged: bool, released: Path) -> None:
    text = LOCK.read_text(encoding="utf-8")
    changed = re.sub(rf"(?m)^({line} [0-9a-f]{{16}}) \d+", rf"\1 {time}", text)
    assert changed != text
    LOCK.write_text(changed, encoding="utf-8")
    assert ("error[lock-damaged]" in run("check").stdout) is is_damaged
