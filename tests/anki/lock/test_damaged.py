"""A lock that is damaged is explained and kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import run
from locks import LOCK, LOSSES, edit, lock_line, packed, written
from releases import THEN

from mesoquiz.anki import lock as locks
from mesoquiz.anki import lockfile
from mesoquiz.diagnostics.diagnostic import Rule

CONFLICT = "<<<<<<< HEAD\n{0}\n=======\n{1}\n>>>>>>> branche\n"


def conflicted(text: str) -> str:
    line = next(line for line in text.splitlines() if " question " in line)
    return text.replace(line + "\n", CONFLICT.format(line, line.replace(str(THEN), str(THEN + 5))))


DAMAGES: dict[str, tuple[Callable[[str], str], list[tuple[int, str]]]] = {
    "merge markers": (
        conflicted,
        [
            (7, "error[lock-conflict] the release lock holds an unresolved merge"),
            (9, "error[lock-conflict] the release lock holds an unresolved merge"),
            (10, "error[lock-twice] the release lock has `question` twice"),
            (11, "error[lock-conflict] the release lock holds an unresolved merge"),
        ],
    ),
    "a cut line": (
        lambda text: text[: text.index(" cloze 0:") + 4],
        [(9, "error[lock-damaged] this line of the release lock is damaged")],
    ),
    "a line cut in the name of the deck": (
        lambda text: text[:-3],
        [(9, "error[lock-damaged] this line of the release lock is damaged")],
    ),
    "a doubled line": (
        lambda text: text + text.splitlines(keepends=True)[6],
        [(10, "error[lock-twice] the release lock has `question` twice")],
    ),
    "a doubled note type": (
        lambda text: text.replace("type standard", "type cloze 0123456789abcdef 1700000099\ntype standard"),
        [(5, "error[lock-twice] the release lock has `cloze` twice")],
    ),
    "two collections": (
        lambda text: text.replace("type cloze", "collection autre\ntype cloze"),
        [(3, "error[lock-damaged] this line of the release lock is damaged")],
    ),
    "no collection": (
        lambda text: text.replace("collection suite\n", ""),
        [(1, "error[lock-damaged] this line of the release lock is damaged")],
    ),
    "an empty file": (lambda _: "", [(1, "error[lock-damaged] this line of the release lock is damaged")]),
    "note types lost": (
        lambda text: re.sub("type .*\n", "", text),
        [
            (2, "error[lock-cut] the release lock has lost its line `type standard`, which its notes need"),
            (2, "error[lock-cut] the release lock has lost its line `type cloze`, which its notes need"),
        ],
    ),
    "a time beyond the calendar": (
        lambda text: text.replace(f" {THEN}@1 cloze", " 999999999999@1 cloze"),
        [(9, "error[lock-damaged] this line of the release lock is damaged")],
    ),
    "a card of 4,301 digits": (
        lambda text: text.replace(" cloze 0:", f" cloze {'9' * 4301}:"),
        [(9, "error[lock-damaged] this line of the release lock is damaged")],
    ),
    "binary garbage": (
        lambda _: "\x7fELF\x00\x1b]0;x\x07\ufffd",
        [(1, "error[lock-damaged] this line of the release lock is damaged")],
    ),
}


@pytest.mark.parametrize(("damage", "found"), DAMAGES.values(), ids=list(DAMAGES))
def test_a_damaged_lock_is_explained_and_kept(
    damage: Callable[[str], str], found: list[tuple[int, str]], released: Path
) -> None:
    text = damage(LOCK.read_text(encoding="utf-8"))
    LOCK.write_bytes(text.encode("utf-8"))
    edit("dans le derme", "le derme")
    before = written()
    for command in (["build"], ["build", "--locked"], ["anki"], ["check"]):
        result = run(*command)
        assert result.exit_code == 1, result.output
        shown = re.findall(r"^decks/collection\.lock:(\d+):1: (.*)$", result.output, re.MULTILINE)
        assert [(int(line), message) for line, message in shown] == found
        assert not set("\x1b\x00\x07") & set(result.output)
        assert written() == before


def test_a_lock_without_end_is_not_told_without_end(released: Path) -> None:
    text = LOCK.read_text(encoding="utf-8")
    gone = [f"note n{number} 0123456789abcdef {THEN} KIND 0 Essai\n" for number in range(5_000)]
    contents = {
        "lock-damaged": "x\n" * 500_000,
        "lock-twice": text + text * 300,
        "card-removed": text + "".join(line.replace("KIND", "standard") for line in gone),
        "lock-cut": text + "".join(line.replace("KIND", f"kind{number}") for number, line in enumerate(gone)),
    }
    for code, content in contents.items():
        LOCK.write_text(content, encoding="utf-8")
        for command in ("build", "check"):
            done = run(command)
            assert done.exit_code == 1
            assert f"error[{code}]" in done.output
            assert done.output.count("error[") == 1_000


def test_a_lock_that_is_no_text_is_explained(released: Path) -> None:
    LOCK.write_bytes(bytes(range(256)))
    result = run("build")
    assert result.exit_code == 1
    assert "decks/collection.lock:1:1: error[lock-damaged]" in result.stderr
    assert LOCK.read_bytes() == bytes(range(256))


def test_the_advice_for_a_merge_mends_it(released: Path) -> None:
    text = LOCK.read_text(encoding="utf-8")
    LOCK.write_text(conflicted(text), encoding="utf-8")
    result = run("build")
    assert (
        "= help: keep the lines of both sides without the markers; "
        "where a note differs, keep the line with the later time" in result.stderr
    )
    later = lock_line("question").replace(str(THEN), str(THEN + 5))
    LOCK.write_text(text.replace(lock_line("question"), later), encoding="utf-8")
    assert run("build", "--locked").exit_code == 0
    assert packed()["question"].modified == THEN + 5


def test_line_ends_of_windows_do_no_harm(released: Path) -> None:
    """As git makes them where `core.autocrlf` is on."""
    LOCK.write_bytes(LOCK.read_bytes().replace(b"\n", b"\r\n"))
    before = written()
    assert run("build", "--locked").exit_code == 0
    assert written() == before


def test_all_rules_of_the_lock_are_seen() -> None:
    rules = {rule.code for rule in [*vars(locks).values(), *vars(lockfile).values()] if isinstance(rule, Rule)}
    reports = [report for _, report in LOSSES.values()]
    messages = [message for _, found in DAMAGES.values() for _, message in found]
    assert {code for text in [*reports, *messages] for code in re.findall(r"error\[([a-z-]+)\]", text)} == rules - {
        "masks-reordered",
        "gap-changed",
        "answer-turned",
    }
