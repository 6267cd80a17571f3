"""Which decks a command takes: those named, each with its collection, those here, or what comes from a pipe."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from commands import Done, ended, run
from surroundings import assert_refused, deck, qa, written

HERE = "there is no folder decks/ here, and no path was named. "


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def refused(said: str, *args: str) -> None:
    """The command ends with 2, says `said` last, and makes nothing."""
    before = sorted(Path().rglob("*"))
    done = run(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Error: {said}"
    assert sorted(Path().rglob("*")) == before


# Decks of one's own, without a folder decks/


@pytest.mark.parametrize("command", ["check", "build", "anki", "quiz", "list", "flashcards", "attack"])
def test_the_shipped_decks_are_not_taken_for_ones_own(command: str) -> None:
    written("cardiology.yaml")
    type_this = f"`mesoquiz {command} cardiology.yaml`, or `mesoquiz {command} .` for all decks here"
    refused(f"{HERE}cardiology.yaml is here: type {type_this}", command)


@pytest.mark.parametrize("name", ["Anatomy.YML", "a.yml"])
def test_any_yaml_is_ones_own(name: str) -> None:
    written(name)
    refused(f"{HERE}{name} is here: type `mesoquiz check {name}`, or `mesoquiz check .` for all decks here", "check")


def test_inside_the_folder_of_a_collection() -> None:
    written("collection.yaml", "id: essai\ntitle: Essai\n")
    written("a.yaml", qa("Où ?").replace("id: essai\n", ""))
    refused(f"{HERE}collection.yaml is here: type `mesoquiz build .`", "build")
    assert run("build", ".").exit_code == 0


def test_a_deck_with_a_hidden_ending_is_ones_own() -> None:
    written("cardiology.yaml.txt")
    refused(f"{HERE}cardiology.yaml.txt is here, and is not read: rename it to cardiology.yaml", "check")


def test_a_blueprint_is_no_deck() -> None:
    written("plan.yaml", "title: T\nsections: [{count: 1}]\n")
    done = run("quiz", "-b", "plan.yaml")
    assert done.exit_code == 0
    assert done.stderr == "There is no folder decks/ here: taking the decks shipped with mesoquiz.\n"


@pytest.mark.parametrize("name", [".hidden.yaml", "notes.txt", "yaml"])
def test_other_files_are_no_decks(name: str) -> None:
    written(name)
    assert run("check", "--ignore", "ALL").exit_code == 0


# Files that are not read, because of their names


def test_capital_letters_in_an_ending_do_not_matter() -> None:
    written("decks/a.YML")
    written("decks/b.Yaml", qa("Et là ?", "dans le muscle", id="la"))
    assert run("check").stdout == "2 cards in 2 decks: no problem found.\n"


def test_what_looks_like_a_deck_and_is_not_read_is_named() -> None:
    written("decks/a.yaml")
    for name in ("b.yaml.txt", "c.YML.TXT", "a.yaml.txt", "blueprints/d.yml.txt", "notes.txt", "e.yaml.orig"):
        written(f"decks/{name}")
    done = run("check")
    assert (done.exit_code, done.stderr) == (0, "")
    ending = "warning[not-read] this file is not read: its name ends in `.txt`\n"
    assert done.stdout == (
        f"decks/a.yaml.txt:1:1: {ending}  = help: `a.yaml` is there, too: keep one of them\n\n"
        f"decks/b.yaml.txt:1:1: {ending}  = help: rename it to `b.yaml`\n\n"
        f"decks/c.YML.TXT:1:1: {ending}  = help: rename it to `c.YML`\n\n"
        f"decks/blueprints/d.yml.txt:1:1: {ending}  = help: rename it to `d.yml`\n\n"
        "4 warnings in 4 files\n"
    )
    assert "rename it to `b.yaml`" in run("build").stderr


@pytest.mark.parametrize("name", ["collection.yml", "Collection.yaml", "COLLECTION.YML"])
def test_a_collection_file_has_one_name(name: str) -> None:
    written("decks/a.yaml")
    written(f"decks/{name}", "id: essai\ntitle: Essai\n")
    assert run("check", "--format", "concise").stdout == (
        f"decks/{name}:1:1: warning[not-read] this file is not read: only `collection.yaml` is "
        "(rename it to `collection.yaml`)\n1 warning in 1 file\n"
    )


def test_a_folder_with_nothing_but_misnamed_decks() -> None:
    written("decks/a.yaml.txt")
    said = "decks: there is no deck (.yaml file) in this folder; a.yaml.txt is not read: rename it to a.yaml"
    assert_refused(said, "check")


def test_a_misnamed_file_that_is_named_is_read() -> None:
    written("a.yaml.txt")
    assert run("check", "a.yaml.txt").stdout == "1 card in 1 deck: no problem found.\n"


# Several collections at once


def collection(folder: str, id: str) -> None:
    written(f"{folder}/collection.yaml", f"id: {id}\ntitle: T\nsources: [{{id: {id}-doc, title: T}}]\n")
    cited = f"  - id: {id}\n    question: Où {id} ?\n    answer: ici\n    source: {{doc: {id}-doc}}\n"
    written(f"{folder}/deck.yaml", deck(cited, head=f"deck: {id}\n"))


@pytest.mark.parametrize("paths", [["a.yml", "one", "two"], ["two", "a.yml", "one/deck.yaml"], ["."]])
def test_each_deck_is_checked_with_its_own_collection(paths: list[str]) -> None:
    written("a.yml", deck("  - {id: a, question: Où ?, answer: là}\n", head="deck: A\nid: a\n"))
    collection("one", "one")
    collection("two", "two")
    assert run("check", *paths) == (0, "3 cards in 3 decks: no problem found.\n", "")


def test_decks_that_stand_alone_are_one_collection_if_they_have_one_id() -> None:
    for name, id in (("a", "alike"), ("b", "other"), ("c", "alike")):
        written(f"{name}.yaml", deck("  - {id: same, question: Où ?, answer: là}\n", head=f"deck: A\nid: {id}\n"))
    done = run("check", "a.yaml", "b.yaml", "c.yaml", "--format", "concise")
    assert done.stdout.startswith(
        "c.yaml:4:10: error[duplicate-id] the id `same` is used twice; first here: a.yaml:4:10"
    )
    assert done.stdout.endswith("\n1 error in 1 file\n")


def test_faults_of_all_collections_are_told_in_one_run() -> None:
    collection("one", "one")
    collection("two", "two")
    for folder in ("one", "two"):
        file = Path(folder, "deck.yaml")
        file.write_text(file.read_text().replace("-doc", "-book"))
    done = run("check", "one", "two", "--format", "concise")
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        "one/deck.yaml",
        "two/deck.yaml",
        "2 errors in 2 files",
    ]


def test_what_is_made_is_made_of_one_collection() -> None:
    """One message for each collection that does not belong, and none of what its decks then lack."""
    written("a.yml", deck("  - {id: a, question: Où ?, answer: là}\n", head="deck: A\nid: a\n"))
    collection("one", "one")
    written("one/more.yaml", deck("  - {id: more, question: Où ?, answer: là}\n", head="deck: More\n"))
    done = run("build", "a.yml", "one")
    assert done.exit_code == 1
    assert done.stderr == (
        "one/deck.yaml:1:1: error[two-collections] this belongs to `one/collection.yaml`, other decks of this run to "
        "`a.yml`\n  |\n1 | deck: one\n  | ^^^^\n  = help: build them one by one\n\n"
        "1 error in 1 file: nothing was written.\n"
    )


# Standard input


def piped(text: str, *args: str) -> Done:
    """A command in a process of its own that reads `text` from a pipe."""
    script = "import subprocess, sys; sys.exit(subprocess.run(sys.argv[2:], input=sys.argv[1].encode()).returncode)"
    return ended([sys.executable, "-c", script, text, sys.executable, "-m", "mesoquiz", *args])


def test_a_deck_from_a_pipe_is_checked() -> None:
    assert piped(qa("Où ?", "là"), "check", "-") == (0, "1 card in 1 deck: no problem found.\n", "")
    done = piped(qa("Où ?").replace("answer", "answr"), "check", "-", "--format", "concise")
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout.startswith("-:6:5: error[unknown-key] unknown key `answr`")


def test_advice_on_what_comes_from_a_pipe_has_its_place() -> None:
    done = piped(qa("Que savez-vous du derme ?"), "check", "-", "--format", "concise")
    assert done.stdout.startswith("-:5:16: warning[C505]")


def test_a_deck_from_a_pipe_belongs_to_the_collection_here() -> None:
    collection(".", "one")
    deck_of_it = Path("deck.yaml").read_text()
    assert piped(deck_of_it, "check", "-") == (0, "1 card in 1 deck: no problem found.\n", "")


def test_a_deck_from_a_pipe_becomes_what_is_wanted() -> None:
    text = qa("Où ?")
    assert piped(text, "list", "-").stdout.startswith("Essai (1)\n  derme  qa  Où ?\n")
    assert piped(text, "anki", "-", "-o", "x.apkg").exit_code == 0
    assert zipfile.is_zipfile("x.apkg")
    assert piped(text, "quiz", "-", "-o", "exam").exit_code == 0
    assert Path("exam/quiz-A.html").is_file()


def test_nothing_is_mended_in_a_pipe() -> None:
    refused("--fix writes into files: it does not go with `-`, standard input", "check", "--fix", "-")


def test_an_empty_pipe() -> None:
    assert piped("", "check", "-").stdout.startswith("-:1:1: error[empty-file] this file is empty\n")


@pytest.mark.parametrize("name", ["plan.yaml", "."])
def test_a_blueprint_is_one_inside_its_folder_too(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written("decks/collection.yaml", "id: c\ntitle: C\nversion: 1.0.0\nlang: fr\n")
    written("decks/a.yaml", "deck: T\ncards:\n  - {id: a, question: Quoi ?, answer: rien}\n")
    written("decks/blueprints/plan.yaml", "title: Plan\nsections:\n  - {title: Un, count: 1 question}\n")
    monkeypatch.chdir("decks/blueprints")
    assert run("check", name).stdout.startswith(
        "../blueprints/plan.yaml:3:24: error[expected-whole-number] `count` is a whole number, not `1 question`\n"
    )
