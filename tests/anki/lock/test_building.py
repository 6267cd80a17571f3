"""What a build records in the release lock."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import run
from locks import LOCK, PACKAGE, WITHDRAWN, edit, lock_line, packed, written
from releases import NOW, PNG, THEN


def test_the_first_build_writes_the_lock(decks: Path) -> None:
    result = run("build")
    assert result.exit_code == 0
    assert result.stderr == (
        "decks/collection.lock is new: commit it with the decks. "
        "Its cards are drafts until `mesoquiz release` makes them final.\n"
    )
    assert re.search(r"^decks/collection\.lock +1 kB  release lock: 4 new$", result.stdout, re.MULTILINE)
    head, collection, *entries = LOCK.read_text(encoding="utf-8").splitlines()
    assert head == "# Release lock, written by mesoquiz. Commit it with the decks; do not edit it."
    assert collection == "collection suite"
    assert [entry.split()[:2] for entry in entries[:3]] == [
        ["type", name] for name in ("cloze", "occlusion", "standard")
    ]
    assert [entry.split()[:3] for entry in entries[3:]] == [
        ["draft", "note", name] for name in ("image", "question", "terme", "trous")
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


def test_a_card_tells_the_version_in_which_it_last_changed(decks: Path) -> None:
    for what in ("changed", "kept"):
        cards = "".join(f"  - {{id: {what}{n}, question: 'Le {what} {n} ?', answer: oui}}\n" for n in range(12))
        edit("cards:\n", f"cards:\n{cards}")
    assert run("build").exit_code == 0
    edit("version: '1'", "version: '2'", "collection.yaml")
    text = Path("decks/a.yaml").read_text(encoding="utf-8")
    Path("decks/a.yaml").write_text(text.replace("Le changed", "La changed"), encoding="utf-8")
    assert run("build").exit_code == 0
    told = {id: [tag for tag in note.tags if "version" in tag] for id, note in packed().items()}
    assert told == {id: [f"mesoquiz::version::{2 if id.startswith('changed') else 1}"] for id in told}
    assert {id: f"@{2 if id.startswith('changed') else 1} " in lock_line(id) for id in told} == dict.fromkeys(
        told, True
    )


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
    assert packed().keys() == {"trous", "terme", "image"}
    note = packed(WITHDRAWN)["question"]
    assert note.tags == ("mesoquiz::retiré", "mesoquiz::version::1")
    (notice,) = (field for field in note.fields if "retirée" in field)
    assert notice == "Cette carte est retirée du paquet\u00a0: vous pouvez la suspendre."
    assert "dans le derme" in note.fields
    assert run("release", "2").exit_code == 0
    assert lock_line("question").startswith("retired question ")
    page = Path("dist/quiz/quiz-A.html").read_text(encoding="utf-8")
    assert "mésolift" in page
    assert "Où injecte-t-on" not in page
    assert run("build", "--locked").exit_code == 0


def test_a_note_may_come_back(released: Path) -> None:
    edit("- id: question\n", "- id: question\n    retired: true\n")
    run("build")
    assert "question" not in packed()
    edit("    retired: true\n", "")
    result = run("build")
    assert result.stdout.splitlines()[-1].endswith("  release lock: 1 no longer retired")
    assert packed()["question"].tags == ("peau", "mesoquiz::version::1")
    assert packed()["question"].modified == NOW + 1
