"""Lines of a lock that say nothing, and those that say too much."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import run
from locks import LOCK, edit

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


def test_gaps_are_listed_by_number_wherever_they_stand_in_the_text(released: Path) -> None:
    """So that a sentence that is turned round moves nothing in the lock but its hash."""
    edit("{{1::rarement}}, au bon {{2::endroit}}", "au bon {{2::endroit}}, {{1::rarement}}")
    assert run("build").exit_code == 0
    assert re.search(r"(?m)^note trous .* cloze\S* 0:[0-9a-f]{8},1:[0-9a-f]{8} ", LOCK.read_text(encoding="utf-8"))


def test_a_damaged_line_is_underlined_whole(released: Path) -> None:
    LOCK.write_text(LOCK.read_text(encoding="utf-8") + "note quatre\n", encoding="utf-8")
    shown = run("check").stdout
    assert re.search(
        r"collection\.lock:(\d+):1: error\[lock-damaged\].*\n  +\|\n\1 \| note quatre\n  +\| \^{11}\n", shown
    )


def test_a_lock_without_its_collection_is_damaged_at_its_beginning(released: Path) -> None:
    LOCK.write_text(re.sub("(?m)^collection .*\n", "", LOCK.read_text(encoding="utf-8")), encoding="utf-8")
    shown = run("check").stdout
    assert re.search(r"collection\.lock:1:1: error\[lock-damaged\].*\n  +\|\n1 \| # .*\n  +\| \^\n", shown)


def test_programs_are_told_where_damage_begins_and_ends(released: Path) -> None:
    text = LOCK.read_text(encoding="utf-8")
    for damaged, place in ((text + "note quatre\n", [1, 12]), ("", [1, 1])):
        LOCK.write_text(damaged, encoding="utf-8")
        (found,) = json.loads(run("check", "--format", "json").stdout)
        assert (found["code"], [found["column"], found["end_column"]]) == ("lock-damaged", place)
