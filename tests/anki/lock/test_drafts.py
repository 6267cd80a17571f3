"""Looking at a card binds nobody: only a release makes it final."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import run
from locks import LOCK, LOSSES, PACKAGE, edit, lock_line, packed, written
from releases import NOW, THEN


def drafts() -> list[str]:
    """The ids of the drafts in the lock."""
    return [line.split()[2] for line in LOCK.read_text("utf-8").splitlines() if line.startswith("draft ")]


def test_what_a_build_finds_is_a_draft(decks: Path) -> None:
    done = run("build")
    assert drafts() == ["image", "question", "terme", "trous"]
    assert done.stderr.endswith("Its cards are drafts until `mesoquiz release` makes them final.\n")
    again = run("build")
    assert again.stderr.endswith("4 cards are drafts: before students get them, type `mesoquiz release`.\n")


@pytest.mark.parametrize("options", [(), ("--locked",)], ids=["", "locked"])
def test_drafts_of_other_files_are_there_when_a_part_is_built(options: tuple[str, ...], decks: Path) -> None:
    (decks / "b.yaml").write_text("deck: Suite::B\ncards:\n  - {id: b, question: B ?, answer: b}\n", "utf-8")
    run("build")
    before = LOCK.read_bytes()
    done = run("anki", "decks/b.yaml", *options)
    assert (done.exit_code, done.stderr) == (0, "")
    assert LOCK.read_bytes() == before


@pytest.mark.parametrize("change", [change for what, (change, _) in LOSSES.items() if what != "another collection"])
def test_a_draft_may_be_renamed_changed_in_kind_or_deleted(change: Callable[[], object], decks: Path) -> None:
    run("build")
    change()
    assert run("check").exit_code == 0
    done = run("build")
    assert (done.exit_code, "error" in done.stderr) == (0, False)
    assert set(drafts()) == set(packed())


@pytest.mark.parametrize("change", [change for change, _ in LOSSES.values()], ids=list(LOSSES))
def test_a_release_binds(change: Callable[[], object], released: Path) -> None:
    assert drafts() == []
    change()
    assert run("build").exit_code == 1


def test_a_draft_of_a_published_card_binds_no_more_than_what_was_published(released: Path) -> None:
    """A gap that was built and not released may go; one that was released may not."""
    edit("Peu, ", "{{3::Peu}}, ")
    run("build")
    assert drafts() == ["trous"]
    assert lock_line("trous").startswith("note trous ")
    edit("{{3::Peu}}, ", "Peu, ")
    assert run("build").exit_code == 0
    edit("{{2::endroit}}", "endroit")
    assert "no longer has the gap 2, which students have learnt" in run("build").stderr


def test_what_was_built_and_taken_back_costs_no_student_anything(
    released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit("dans le derme", "le derme")
    run("build")
    assert packed()["question"].modified == NOW
    edit("le derme", "dans le derme")
    edit("contre le vieillissement", "contre vieillir")
    run("build")
    # Whoever tried the first build is to see that it was taken back.
    assert packed()["question"].modified == NOW + 1
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW + 100))
    assert run("release", "2").exit_code == 0
    assert packed()["question"].modified == THEN
    assert packed()["question"].tags == ("peau", "mesoquiz::version::1")
    assert packed()["terme"].modified == NOW + 100
    assert packed()["terme"].tags == ("mesoquiz::version::2",)


def test_after_a_release_a_build_makes_the_same_package(released: Path) -> None:
    edit("dans le derme", "le derme")
    run("build")
    run("release", "2")
    package, lock = PACKAGE.read_bytes(), LOCK.read_bytes()
    assert run("build", "--locked").exit_code == 0
    assert (PACKAGE.read_bytes(), LOCK.read_bytes()) == (package, lock)


def test_locks_of_before_drafts_read_as_published(released: Path) -> None:
    assert "draft" not in LOCK.read_text("utf-8")
    before = written()
    assert run("build").exit_code == 0
    assert written() == before
    edit("- id: terme\n", "- id: mot\n")
    assert "was published as `terme`" in run("build").stderr


def test_a_card_that_goes_before_its_release_leaves_the_lock(decks: Path) -> None:
    run("build")
    edit("- id: terme\n", "- id: mot\n")
    done = run("build")
    assert "release lock: 1 new, 1 no longer there" in done.stdout
    assert drafts() == ["image", "mot", "question", "trous"]
    assert run("build", "--locked").exit_code == 0


def git(*words: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *who, *words], check=False, capture_output=True, encoding="utf-8")
    return f"{done.returncode}{done.stdout}{done.stderr}"


def test_the_locks_of_two_authors_merge_without_a_conflict(released: Path) -> None:
    """Both add cards at the same place, and change the same card: the later draft counts."""
    Path(".gitattributes").write_text("decks/collection.lock merge=union\n", "utf-8")
    Path(".gitignore").write_text("dist/\n", "utf-8")
    git("init")
    git("add", "-A")
    git("commit", "-m", "both")
    git("checkout", "-b", "other")
    (released / "b.yaml").write_text("deck: B\ncards:\n  - {id: zz-1, question: Un ?, answer: un}\n", "utf-8")
    edit("contre le vieillissement", "contre les rides")
    run("build")
    git("add", "-A")
    git("commit", "-m", "one")
    git("checkout", "main")
    (released / "c.yaml").write_text("deck: C\ncards:\n  - {id: zz-2, question: Deux ?, answer: deux}\n", "utf-8")
    edit("tags: [peau]", "tags: [derme]")
    run("build")
    git("add", "-A")
    git("commit", "-m", "two")
    assert git("merge", "other", "-m", "merged").startswith("0")
    assert run("check").exit_code == 0
    assert run("build").exit_code == 0
    assert sorted(drafts()) == ["question", "terme", "zz-1", "zz-2"]
    # The same card, changed in both.
    git("add", "-A")
    git("commit", "-m", "built")
    git("checkout", "-b", "third")
    edit("Où injecte-t-on ?", "Où faut-il injecter ?")
    run("build")
    git("commit", "-am", "three")
    git("checkout", "main")
    edit("tags: [derme]", "tags: [peau]")
    run("build")
    git("commit", "-am", "four")
    assert git("merge", "third", "-m", "merged again").startswith("0")
    assert LOCK.read_text("utf-8").count("draft note question ") == 2
    assert run("build").exit_code == 0
    assert LOCK.read_text("utf-8").count("draft note question ") == 1
