"""The release lock as an author meets it: what a build records, what it refuses, and that it never loses either."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import PATIENCE, run
from hypothesis import given
from hypothesis import strategies as st
from releases import NOW, PNG, SUITE, THEN

from mesoquiz.anki import lock as locks
from mesoquiz.anki import lockfile
from mesoquiz.anki.contents import PackedNote
from mesoquiz.anki.reader import read
from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.resources import folder as resource

COLLECTION = "id: suite\ntitle: Suite\nversion: '1'\n"
CARDS = (
    SUITE
    + """\
  - id: image
    question: "![Coupe](coupe.png) Que voit-on ?"
    answer: la peau
"""
)
LOCK = Path("decks/collection.lock")
PACKAGE = Path("dist/suite.apkg")


@pytest.fixture(autouse=True)
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of an author with decks, at the time of the first build."""
    folder = tmp_path / "author" / "decks"
    folder.mkdir(parents=True)
    (folder / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
    (folder / "a.yaml").write_text(CARDS, encoding="utf-8")
    (folder / "coupe.png").write_bytes(PNG)
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(THEN))
    return folder


@pytest.fixture
def released(decks: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The decks once they have been published; from here on it is later."""
    assert run("build").exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))
    return decks


def edit(old: str, new: str, name: str = "a.yaml") -> None:
    path = Path("decks", name)
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, text
    path.write_text(text.replace(old, new), encoding="utf-8")


def packed(path: Path = PACKAGE) -> dict[str, PackedNote]:
    """The notes of a package by their ids."""
    return {note.fields[0]: note for note in read(path).notes.values()}


def written() -> dict[str, bytes]:
    """All files here but the author's own."""
    found = (path for path in Path().rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in found if path.suffix not in (".yaml", ".png")}


def lock_line(id: str) -> str:
    return next(line for line in LOCK.read_text(encoding="utf-8").splitlines() if f" {id} " in line)


# What a build records.


def test_the_first_build_writes_the_lock(decks: Path) -> None:
    result = run("build")
    assert result.exit_code == 0
    assert "decks/collection.lock is new: commit it with the decks, so that updates keep students' own changes." in (
        result.stderr.splitlines()
    )
    assert re.search(r"^decks/collection\.lock +1 kB  release lock: 4 new$", result.stdout, re.MULTILINE)
    head, collection, *entries = LOCK.read_text(encoding="utf-8").splitlines()
    assert head == "# Release lock, written by `mesoquiz build`. Commit it with the decks; do not edit it."
    assert collection == "collection suite"
    assert [entry.split()[:2] for entry in entries] == [
        *(["type", name] for name in ("cloze", "occlusion", "standard")),
        *(["note", name] for name in ("image", "question", "terme", "trous")),
    ]
    assert {note.modified for note in packed().values()} == {THEN}


def test_anki_alone_writes_the_same_lock_and_package_as_build(decks: Path) -> None:
    run("build")
    lock, package = LOCK.read_bytes(), PACKAGE.read_bytes()
    LOCK.unlink()
    assert run("anki", "-o", "alone.apkg").exit_code == 0
    assert LOCK.read_bytes() == lock
    assert Path("alone.apkg").read_bytes() == package


def test_a_second_build_changes_nothing(released: Path) -> None:
    before = written()
    result = run("build")
    assert result.exit_code == 0
    assert written() == before
    assert "lock" not in result.output


def test_a_build_with_nothing_new_passes_locked(released: Path) -> None:
    before = written()
    assert run("build", "--locked").exit_code == 0
    assert written() == before


RETIRED = "    retired: true\n"
MOVES: dict[str, tuple[Callable[[], object], str, set[str]]] = {
    "a changed answer": (lambda: edit("dans le derme", "le derme"), "1 changed", {"question"}),
    "a changed tag": (lambda: edit("[peau]", "[peau::derme]"), "1 changed", {"question"}),
    "a tag taken away": (lambda: edit("    tags: [peau]\n", ""), "1 changed", {"question"}),
    "other bytes in a picture": (lambda: Path("decks/coupe.png").write_bytes(PNG + b"!"), "1 changed", {"image"}),
    "a retired note": (
        lambda: edit("- id: question\n", "- id: question\n    retired: true\n"),
        "1 retired",
        {"question"},
    ),
    "a gap more": (lambda: edit("Peu, ", "{{3::Peu}}, "), "1 changed", {"trous"}),
    "a new note": (lambda: edit("cards:\n", "cards:\n  - {id: un, question: Un ?, answer: un}\n"), "1 new", {"un"}),
    "a renamed deck": (lambda: edit("Suite::A", "Suite::B"), "4 in another deck", set()),
    "two at once": (
        lambda: (edit("dans le derme", "le derme"), edit("contre le vieil", "contre vieil")),
        "2 changed",
        {"question", "terme"},
    ),
}


@pytest.mark.parametrize(("change", "said", "moved"), MOVES.values(), ids=list(MOVES))
def test_only_what_moved_gets_a_new_time(
    change: Callable[[], object], said: str, moved: set[str], released: Path
) -> None:
    change()
    result = run("build")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1].endswith(f"  release lock: {said}")
    assert {id: note.modified for id, note in packed().items()} == {id: NOW if id in moved else THEN for id in packed()}
    assert run("build", "--locked").exit_code == 0


def test_a_time_never_goes_back(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(THEN - 1_000_000))
    edit("dans le derme", "le derme")
    assert run("build").exit_code == 0
    assert packed()["question"].modified == THEN + 1
    assert packed()["terme"].modified == THEN


@pytest.mark.in_process("the clock is set")
def test_without_source_date_epoch_the_clock_is_taken(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setattr("time.time", lambda: NOW + 7.9)
    edit("dans le derme", "le derme")
    assert run("build").exit_code == 0
    assert packed()["question"].modified == NOW + 7


@pytest.mark.parametrize("value", ["hier", "-1", "1.5", "99999999999999", "1750000000000"])
def test_a_time_that_is_none_is_wrong_usage(value: str, decks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Milliseconds are the slip to expect: such a time could be written and never be read again."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    result = run("build")
    assert (result.exit_code, written()) == (2, {}), result.output
    assert "SOURCE_DATE_EPOCH is a number of seconds" in result.stderr


def test_a_note_type_that_the_lock_does_not_know_is_recorded(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a newer mesoquiz brings one: else each build would give it another time."""
    text = LOCK.read_text(encoding="utf-8")
    LOCK.write_text(re.sub("type occlusion .*\n", "", text), encoding="utf-8")
    assert run("build").exit_code == 0
    first = PACKAGE.read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW + 1000))
    assert run("build").exit_code == 0
    assert PACKAGE.read_bytes() == first
    assert "type occlusion " in LOCK.read_text(encoding="utf-8")


@pytest.mark.in_process("the style is changed")
def test_a_new_style_is_said(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mesoquiz.anki import package as packages

    real = packages.template_text
    monkeypatch.setattr(packages, "template_text", lambda name: real(name) + ("/* */" if name.endswith(".css") else ""))
    result = run("build", "--locked")
    assert result.exit_code == 1
    assert "  types: `standard`, `cloze`, `occlusion`\n" in result.stderr
    result = run("build")
    assert result.stdout.splitlines()[-1].endswith("  release lock: 3 card templates changed")
    assert {note.modified for note in packed().values()} == {THEN}


def test_locked_names_what_would_move_and_writes_nothing(released: Path) -> None:
    edit("dans le derme", "le derme")
    edit("- id: terme\n", "- id: terme\n    retired: true\n")
    edit("cards:\n", "cards:\n" + "".join(f"  - {{id: n{n}, question: '{n} ?', answer: oui}}\n" for n in range(7)))
    before = written()
    for command in (["build"], ["anki", "-o", "dist/suite.apkg"]):
        result = run(*command, "--locked")
        assert result.exit_code == 1
        assert result.stderr == (
            "The release lock would change (1 changed, 7 new, 1 retired), and --locked keeps it:\n"
            "  changed: `question`\n"
            "  new: `n0`, `n1`, `n2`, `n3`, `n4` and 2 more\n"
            "  retired: `terme`\n"
            "Run `mesoquiz build` and commit collection.lock.\n"
        )
        assert result.stdout == ""
        assert written() == before


def test_locked_without_a_lock_writes_nothing(decks: Path) -> None:
    result = run("build", "--locked")
    assert result.exit_code == 1
    assert "  new: `question`, `trous`, `terme`, `image`\n" in result.stderr
    assert written() == {}


def test_a_retired_note_is_marked_and_no_longer_asked(released: Path) -> None:
    edit("- id: question\n", "- id: question\n    retired: true\n")
    assert run("build").exit_code == 0
    note = packed()["question"]
    assert note.tags == ("mesoquiz::retiré", "mesoquiz::version::1")
    (notice,) = (field for field in note.fields if "retirée" in field)
    assert notice == "Cette carte est retirée du paquet\u00a0: vous pouvez la suspendre."
    assert "dans le derme" in note.fields
    assert lock_line("question").startswith("retired question ")
    page = Path("dist/quiz/quiz-A.html").read_text(encoding="utf-8")
    assert "mésolift" in page
    assert "Où injecte-t-on" not in page
    assert run("build", "--locked").exit_code == 0


def test_a_note_may_come_back(released: Path) -> None:
    edit("- id: question\n", "- id: question\n    retired: true\n")
    run("build")
    edit("    retired: true\n", "")
    result = run("build")
    assert result.stdout.splitlines()[-1].endswith("  release lock: 1 no longer retired")
    assert packed()["question"].tags == ("peau", "mesoquiz::version::1")
    assert packed()["question"].modified == NOW + 1


# What would lose progress is refused.

# ruff: noqa: E501 (a report has the lines that it has)
LOSSES: dict[str, tuple[Callable[[], object], str]] = {
    "a removed note": (
        lambda: remove("terme"),
        """\
decks/collection.lock:8:1: error[card-removed] the card `terme` was published and is gone; students would keep it for ever
  |
8 | note terme HASH 1700000000@1 standard=contr.injec.vie…
  | ^^^
  = help: change its id back, or put it back with `retired: true`; if nobody has it yet, delete this line
""",
    ),
    "a changed id": (
        lambda: edit("- id: question\n", "- id: lieu\n"),
        """\
decks/a.yaml:3:9: error[card-renamed] the card `lieu` was published as `question`: under another id it is a new card, and progress is lost
  |
3 |   - id: lieu
  |         ^^^^
  = help: change the id back to `question`
""",
    ),
    "another collection": (
        lambda: edit("id: suite", "id: fin", "collection.yaml"),
        """\
decks/collection.lock:2:1: error[collection-renamed] the collection was published as `suite` and is now `fin`: every card would be a new one
  |
2 | collection suite
  | ^^^^^^^^^^^^^^^^
  = help: change `id:` in collection.yaml back to `suite`
""",
    ),
    "a question becomes a cloze": (
        lambda: edit(
            "    question: Où injecte-t-on ?\n    answer: dans le derme\n", '    cloze: "Dans le {{1::derme}}."\n'
        ),
        """\
decks/a.yaml:3:9: error[note-type-changed] the card `question` was published as a standard note and cannot become a cloze one: Anki would keep the old one for ever
  |
3 |   - id: question
  |         ^^^^^^^^
  = help: give the new card an id of its own, and put the old one back with `retired: true`
""",
    ),
    "a gap fewer": (
        lambda: edit("{{2::endroit}}", "endroit"),
        """\
decks/a.yaml:7:9: error[card-lost] the card `trous` no longer has the gap 2, which students have learnt
  |
7 |   - id: trous
  |         ^^^^^
  = help: keep it, or put the old card back with `retired: true` and give this one a new id
""",
    ),
    "gaps that swap their numbers": (
        lambda: edit("{{1::rarement}}, au bon {{2::endroit}}", "{{2::rarement}}, au bon {{1::endroit}}"),
        """\
decks/a.yaml:7:9: error[cloze-renumbered] the gaps of `trous` have changed numbers: 1 is now 2, and the learning histories would be swapped
  |
7 |   - id: trous
  |         ^^^^^
  = help: write the old numbers into the gaps: {{1::…}}
""",
    ),
    "a gap slipped in before others": (
        lambda: edit('"Peu, {{1::rarement}}, au bon {{2::endroit}}."', '"{{Peu}}, {{rarement}}, au bon {{endroit}}."'),
        """\
decks/a.yaml:7:9: error[cloze-renumbered] the gaps of `trous` have changed numbers: 1 is now 2, and the learning histories would be swapped
  |
7 |   - id: trous
  |         ^^^^^
  = help: write the old numbers into the gaps: {{1::…}}
""",
    ),
    "no way back any more": (
        lambda: edit("contre le vieillissement\n", "contre le vieillissement\n    reverse: false\n"),
        """\
decks/a.yaml:9:9: error[card-lost] the card `terme` no longer has its reverse card, which students have learnt
  |
9 |   - id: terme
  |         ^^^^^
  = help: keep it, or put the old card back with `retired: true` and give this one a new id
""",
    ),
}


def remove(id: str) -> None:
    path = Path("decks/a.yaml")
    head, *cards = path.read_text(encoding="utf-8").split("  - id: ")
    kept = [card for card in cards if not card.startswith(id)]
    assert len(kept) == len(cards) - 1
    path.write_text("  - id: ".join([head, *kept]), encoding="utf-8")


def masked(text: str) -> str:
    """A report without the hashes and the width of what is underlined because of them."""
    text = re.sub(r"\b[0-9a-f]{16}\b", "HASH", text)
    return re.sub(r"(?m)^(\d+ \| note .*\n +\| )\^+$", r"\1^^^", text)


@pytest.mark.parametrize(("change", "report"), LOSSES.values(), ids=list(LOSSES))
def test_what_loses_progress_is_refused(change: Callable[[], object], report: str, released: Path) -> None:
    change()
    before = written()
    for command in ("build", "anki"):
        result = run(command)
        assert result.exit_code == 1
        assert result.stdout == ""
        shown = masked(result.stderr)
        report_only, _, last = shown.strip().rpartition("\n")
        assert report_only.strip() == report.strip()
        assert re.fullmatch(r"1 error in 1 file: nothing was written\.", last)
        assert written() == before
    checked = run("check")
    assert checked.exit_code == 1
    assert masked(checked.stdout).startswith(report)


def test_all_losses_are_reported_in_one_run(released: Path) -> None:
    remove("terme")
    edit("{{2::endroit}}", "endroit")
    edit("- id: question\n", "- id: lieu\n")
    result = run("build")
    codes = re.findall(r"error\[([a-z-]+)\]", result.stderr)
    assert sorted(codes) == ["card-lost", "card-removed", "card-renamed"]
    assert result.stderr.endswith("3 errors in 2 files: nothing was written.\n")


def test_several_lost_gaps_are_named(released: Path) -> None:
    edit("{{1::rarement}}, au bon {{2::endroit}}", "rarement, au bon {{3::endroit neuf}}")
    result = run("build")
    assert "the card `trous` no longer has the gaps 1 and 2, which students have learnt" in result.stderr


def test_masks_in_another_order_are_explained_as_masks(decks: Path) -> None:
    """Advice on gaps would be no help to the author of a picture."""
    masks = [f"{{left: {n}0, top: 5, width: 8, height: 9, label: couche {n}}}" for n in (1, 2)]
    head = "cards:\n  - id: coupe\n    image: {file: coupe.png, alt: Coupe}\n    masks: "
    edit("cards:\n", f"{head}[{masks[0]}, {masks[1]}]\n")
    assert run("build").exit_code == 0
    edit(f"[{masks[0]}, {masks[1]}]", f"[{masks[1]}, {masks[0]}]")
    result = run("build")
    assert result.exit_code == 1
    assert "error[masks-reordered] the masks of `coupe`" in result.stderr
    assert "`coupe`" in result.stderr
    assert "gap" not in result.stderr
    assert "{{" not in result.stderr


def test_a_corrected_gap_keeps_its_card(released: Path) -> None:
    edit("{{1::rarement}}", "{{1::très rarement}}")
    assert run("build").exit_code == 0


def test_two_gaps_of_one_text_are_not_taken_for_each_other(decks: Path) -> None:
    edit("cards:\n", 'cards:\n  - {id: jamais, cloze: "{{1::jamais}} en veine, {{2::jamais}} en nerf"}\n')
    assert run("build").exit_code == 0
    edit("dans le derme", "le derme")
    done = run("build")
    assert (done.exit_code, done.stderr) == (0, "")


def test_deleting_the_line_of_an_unpublished_card_is_enough(released: Path) -> None:
    remove("terme")
    lines = LOCK.read_text(encoding="utf-8").splitlines(keepends=True)
    LOCK.write_text("".join(line for line in lines if " terme " not in line), encoding="utf-8")
    assert run("build").exit_code == 0
    assert "terme" not in packed()


# A lock that cannot be trusted.

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
        "= help: keep the lines of both sides, of a note that differs the one with the later time, without the markers"
        in result.stderr
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


def test_a_gap_that_hides_something_else_is_pointed_out_and_built(released: Path) -> None:
    edit("{{1::rarement}}", "{{1::souvent}}")
    warned = run("check")
    assert warned.exit_code == 0
    assert "warning[gap-changed] gap 1 of `trous` hides another text than before" in warned.stdout
    made = run("build")
    assert made.exit_code == 0
    assert "  = help: if it asks something else now, give it a new number, and retire the old card\n" in made.stderr
    assert "gap-changed" not in run("check").stdout


# Decks without a lock of their own, and places where none can be written.


def test_a_part_of_the_collection_leaves_the_lock_alone(released: Path) -> None:
    (released / "b.yaml").write_text("deck: Suite::B\ncards:\n  - {id: b, question: B ?, answer: b}\n", "utf-8")
    before = LOCK.read_bytes()
    result = run("build", "decks/b.yaml", "-o", "part")
    assert result.exit_code == 0
    assert result.stderr == "Only a part of the collection: its release lock stays as it is.\n"
    assert LOCK.read_bytes() == before
    assert set(packed(Path("part/suite.apkg"))) == {"b"}


def test_a_part_of_the_collection_is_checked_and_dated_by_the_lock(released: Path) -> None:
    (released / "b.yaml").write_text("deck: Suite::B\ncards:\n  - {id: b, question: B ?, answer: b}\n", "utf-8")
    assert run("build", "decks/a.yaml", "-o", "part").exit_code == 0
    assert {note.modified for note in packed(Path("part/suite.apkg")).values()} == {THEN}
    edit("{{2::endroit}}", "endroit")
    result = run("build", "decks/a.yaml", "-o", "part")
    assert result.exit_code == 1
    assert "error[card-lost]" in result.stderr
    assert "card-removed" not in result.stderr


def test_a_deck_that_stands_alone_says_what_it_costs(tmp_path: Path) -> None:
    alone = tmp_path / "alone.yaml"
    alone.write_text("id: seul\n" + CARDS.replace('"![Coupe](coupe.png) Que voit-on ?"', "Quoi ?"), encoding="utf-8")
    result = run("anki", str(alone))
    assert result.exit_code == 0
    assert result.stderr == (
        "This deck has no release lock: whoever imports this build again loses their own changes to its cards. "
        "Put a collection.yaml beside it.\n"
    )
    assert not list(tmp_path.rglob("*.lock"))
    locked = run("anki", str(alone), "--locked")
    assert locked.exit_code == 2
    assert "Error: --locked: this deck has no release lock; put a collection.yaml beside it\n" in locked.stderr


def test_the_shipped_decks_keep_their_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lock = resource("decks") / "collection.lock"
    before = lock.read_bytes()
    result = run("anki", "-o", "cartes.apkg")
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("There is no folder decks/ here: taking the decks shipped with mesoquiz.\n")
    assert "release lock" not in result.output
    assert lock.read_bytes() == before
    assert packed(Path("cartes.apkg"))


def in_a_process(code: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a Python of its own that has made a package before, of a copy: all it needs is then in memory."""
    shutil.copytree("decks", "copy")
    start = """\
import os, resource, sys
from mesoquiz.cli.program import main
main(["build", "copy", "-o", "warm"], standalone_mode=False)
for stream in (sys.stdout, sys.stderr):
    print("start", file=stream, flush=True)
"""
    made = subprocess.run(
        [sys.executable, "-c", start + code],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    made.stdout, made.stderr = (text.partition("start\n")[2] for text in (made.stdout, made.stderr))
    shutil.rmtree("copy")
    shutil.rmtree("warm")
    return made


def test_decks_that_cannot_be_written_build_from_their_lock(released: Path) -> None:
    edit("dans le derme", "le derme")
    text = LOCK.read_bytes()
    released.chmod(0o555)
    with tempfile.TemporaryDirectory() as output:
        Path(output).chmod(0o777)
        # Nothing is read-only for root.
        made = in_a_process(f"""\
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
main(["anki", "-o", {output + "/suite.apkg"!r}])
""")
        released.chmod(0o755)
        assert made.returncode == 0, made.stderr
        times = {id: note.modified for id, note in packed(Path(output, "suite.apkg")).items()}
    assert made.stderr == "decks/collection.lock cannot be written: this build is not recorded as a release.\n"
    assert LOCK.read_bytes() == text
    assert times == {"question": NOW, "trous": THEN, "terme": THEN, "image": THEN}


@pytest.mark.parametrize("full", ["dist/suite.apkg", "dist/quiz/quiz-A.html", "decks/collection.lock"])
def test_a_full_disk_changes_neither_package_nor_lock(full: str, decks: Path) -> None:
    """Wherever the disk is full: the limit lets all files pass that are smaller than the one that meets it."""
    # Names cost room in the lock, where nothing is compressed; a retired card costs none in the quiz.
    long = "deck: " + "Suite::" + "très long" * 300 + "\ncards:\n"
    cards = "".join(f"  - {{id: n{n}, question: Quoi ?, answer: oui, retired: true}}\n" for n in range(60))
    (decks / "long.yaml").write_text(long + cards, encoding="utf-8")
    if full == "dist/suite.apkg":
        (decks / "coupe.png").write_bytes(PNG + random.Random(1).randbytes(400_000))
        edit("![Coupe](coupe.png) ", "")
        edit("cards:\n", "cards:\n  - {id: vieux, question: Quoi ?, answer: '![x](coupe.png)', retired: true}\n")
    elif full.endswith(".html"):
        (decks / "coupe.png").write_bytes(PNG + bytes(300_000))
    assert run("build").exit_code == 0
    sizes = {path: len(content) for path, content in written().items()}
    edit("dans le derme", "le derme")
    before = written()
    limit = sizes[full] - 500
    made = in_a_process(f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\nmain(['build'])")
    assert made.returncode == 2, made.stderr
    assert f"Error: {full}: file too large; nothing was changed\n" in made.stderr
    assert made.stdout == ""
    assert written() == before


# The text of a lock.

IDS = st.from_regex(re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}"), fullmatch=True)
HASHES = st.from_regex(re.compile("[0-9a-f]{16}"), fullmatch=True)
TIMES = st.integers(0, locks.LAST_TIME)
MARKS = st.from_regex(re.compile(r"!?([0-9a-f]{3}){1,3}"), fullmatch=True)
VERSIONS = st.from_regex(re.compile(r"[^\s@]{1,9}"), fullmatch=True)
DECK_NAMES = (
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)
    .map(str.strip)
    .filter(lambda name: name.strip(": "))
)


@st.composite
def made_locks(draw: st.DrawFn) -> locks.Lock:
    entries = {}
    for id in draw(st.sets(IDS, max_size=5)):
        short = st.just("") | st.from_regex(re.compile("[0-9a-f]{8}"), fullmatch=True)
        entries[id] = locks.Entry(
            id=id,
            hash=draw(HASHES),
            modified=draw(TIMES),
            version=draw(st.just("") | VERSIONS),
            answer=draw(st.just("") | MARKS),
            note_type=draw(st.sampled_from(["standard", "cloze", "occlusion"])),
            cards=draw(st.dictionaries(st.integers(0, 499), short, min_size=1, max_size=4)),
            deck=draw(DECK_NAMES),
            retired=draw(st.booleans()),
        )
    stamps = st.builds(locks.Stamp, hash=HASHES, modified=TIMES)
    types = draw(st.dictionaries(IDS, stamps, max_size=3))
    types |= {entry.note_type: draw(stamps) for entry in entries.values()}
    return locks.Lock(collection=draw(IDS), types=types, notes=entries)


@given(made_locks())
def test_a_lock_is_read_as_it_was_written(lock: locks.Lock) -> None:
    text = lockfile.dump(lock)
    assert lockfile.parse(text, "collection.lock") == (lock, [])
    assert len(text.splitlines()) == 2 + len(lock.types) + len(lock.notes)


@given(made_locks().filter(lambda lock: lock.notes), st.data())
def test_a_lock_cut_within_a_line_is_damaged(lock: locks.Lock, data: st.DataObject) -> None:
    text = lockfile.dump(lock)
    cut = data.draw(st.integers(text.index("\ncollection") + 1, len(text) - 2))
    if text[cut] == "\n" or text[cut - 1] == "\n":
        return
    _, found = lockfile.parse(text[:cut], "collection.lock")
    assert {one.code for one in found} == {"lock-damaged"}
    assert found[0].span.line == text[:cut].count("\n") + 1


@given(made_locks(), made_locks(), st.integers(0, 10**9))
def test_settled_again_nothing_moves(old: locks.Lock, new: locks.Lock, now: int) -> None:
    settled, moves = locks.settle(old, new, now)
    again, none = locks.settle(settled, new, now + 1)
    assert (again, bool(none), str(none)) == (settled, False, "nothing changed")
    assert {*moves.new} == {*new.notes} - {*old.notes}
    for id in new.notes.keys() & old.notes.keys():
        assert settled.notes[id].modified >= old.notes[id].modified
        changed = new.notes[id].hash != old.notes[id].hash
        assert (settled.notes[id].modified > old.notes[id].modified) == changed


@pytest.mark.parametrize("name", ["Un nom", "a:: b ::c", "«\u00a0Derme\u00a0»", "note x", "# un", "e\u0301té"])
def test_deck_names_of_authors_survive(name: str, decks: Path) -> None:
    edit("Suite::A", f'"{name}"')
    assert run("build").exit_code == 0
    before = written()
    assert run("build", "--locked").exit_code == 0
    assert written() == before
