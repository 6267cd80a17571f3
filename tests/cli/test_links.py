"""Links in a folder that somebody sent: nothing is read or written where nobody asked for it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from commands import ended, run

DECK = """\
deck: Essai
cards:
  - id: derme
    question: Où vont les injections ?
    answer: dans le derme
    distractors: [dans le muscle, dans la veine]
"""
COLLECTION = """\
id: essai
title: Essai
sources:
  - {id: article, title: Un article, file: FILE}
"""
SLIP = "deck: Essai\ncards:\n  - id: os\n    question: Pourquoi : parce que ?\n    answer: oui\n"
"""One that `check --fix` would not leave as it is."""


@pytest.fixture(autouse=True)
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder beside the one that was sent, in which commands run."""
    for folder in ("sent/decks/blueprints", "mine"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "sent")
    Path("decks/collection.yaml").write_text(COLLECTION.replace("FILE", "article.txt"), "utf-8")
    Path("decks/a.yaml").write_text(DECK, "utf-8")
    Path("decks/blueprints/controle.yaml").write_text("title: Contrôle\nsections:\n  - {count: 1}\n", "utf-8")
    return tmp_path / "mine"


def refused(link: str) -> str:
    return f"Error: {link}: this link leads out of its folder; put there what it leads to, or remove it\n"


@pytest.mark.parametrize("is_there", [False, True])
@pytest.mark.parametrize("command", ["build", "anki"])
def test_a_lock_is_written_nowhere_else(command: str, outside: Path, is_there: bool) -> None:
    theirs = outside / ".bash_profile"
    if is_there:
        theirs.write_text("echo\n")
    Path("decks/collection.lock").symlink_to(theirs)
    done = run(command)
    assert (done.exit_code, done.stderr) == (2, refused("decks/collection.lock"))
    assert sorted(outside.iterdir()) == ([theirs] if is_there else [])
    assert not is_there or theirs.read_text() == "echo\n"
    assert not Path("dist").exists()


@pytest.mark.parametrize(
    ("link", "command"),
    [
        ("dist", "build"),
        ("dist/quiz", "build"),
        ("dist/essai.apkg", "build"),
        ("dist/quiz/controle", "build"),
        ("dist/quiz/controle/quiz-A.html", "build"),
        ("dist/quiz/controle/manifest.json", "build"),
        ("quiz", "quiz"),
        ("quiz/key-A.html", "quiz"),
        ("flashcards", "flashcards"),
        ("flashcards/flashcards.html", "flashcards"),
        ("essai.apkg", "anki"),
    ],
)
def test_a_result_is_written_nowhere_else(link: str, command: str, outside: Path) -> None:
    Path(link).parent.mkdir(parents=True, exist_ok=True)
    Path(link).symlink_to(outside / "gone" if "." in link else outside)
    done = run(command)
    assert (done.exit_code, done.stderr.splitlines(keepends=True)[-1]) == (2, refused(link))
    assert not list(outside.iterdir())


def test_two_results_are_never_one_file(outside: Path) -> None:
    """Else the key would be handed out as the paper."""
    assert run("build").exit_code == 0
    paper, key = Path("dist/quiz/controle/quiz-A.html"), Path("dist/quiz/controle/key-A.html")
    before = paper.read_bytes()
    key.unlink()
    key.symlink_to(paper.name)
    done = run("build")
    said = f"Error: {key}: this is another name of {paper}, which is written, too; nothing was changed\n"
    assert (done.exit_code, done.stderr.splitlines(keepends=True)[-1]) == (2, said)
    assert paper.read_bytes() == before


def test_whoever_names_a_link_means_it(outside: Path) -> None:
    Path("dist").symlink_to(outside)
    assert run("build", "-o", "dist").exit_code == 0
    assert (outside / "quiz/controle/quiz-A.html").is_file()
    Path("essai.apkg").symlink_to(outside / "nouveau.apkg")
    assert run("anki", "-o", "essai.apkg").exit_code == 0
    assert (outside / "nouveau.apkg").is_file()


def test_links_inside_the_folder_are_followed() -> None:
    Path("decks/shared").mkdir()
    for name in ("a.yaml", "collection.yaml"):
        Path("decks", name).rename(Path("decks/shared", f"{name}.txt"))
        Path("decks", name).symlink_to(Path("shared", f"{name}.txt"))
    Path("decks/collection.lock").symlink_to("shared/collection.lock")
    done = run("build")
    assert done.exit_code == 0, done.output
    assert Path("decks/collection.lock").is_symlink()
    assert Path("decks/shared/collection.lock").read_text("utf-8").startswith("# Release lock")


@pytest.mark.parametrize("name", ["b.yaml", "collection.yaml", "blueprints/b.yaml"])
def test_what_is_found_is_read_nowhere_else(name: str, outside: Path) -> None:
    secret = outside / "secret.txt"
    secret.write_text("password: 1234\n")
    Path("decks", name).unlink(missing_ok=True)
    Path("decks", name).symlink_to(secret)
    done = run("check")
    assert (done.exit_code, done.output) == (2, refused(f"decks/{name}"))


def test_a_deck_elsewhere_is_mended_only_if_it_is_named(outside: Path) -> None:
    theirs = outside / "b.yaml"
    theirs.write_text(SLIP, "utf-8")
    Path("decks/b.yaml").symlink_to(theirs)
    assert run("check", "--fix", "decks").exit_code == 2
    assert theirs.read_text("utf-8") == SLIP
    done = run("check", "--fix", "decks/b.yaml")
    assert done.stderr == "decks/b.yaml: mended 1 line\n"
    assert theirs.read_text("utf-8") != SLIP


@pytest.mark.parametrize("kind", ["absolute", "above", "link"])
def test_a_source_is_read_nowhere_else(kind: str, outside: Path) -> None:
    secret = outside / "secret.txt"
    secret.write_text("dans le derme\n")
    Path("texts").mkdir()
    file = {"absolute": str(secret), "above": "../../mine/secret.txt", "link": "article.txt"}[kind]
    if kind == "link":
        Path("texts/article.txt").symlink_to(secret)
    Path("decks/collection.yaml").write_text(COLLECTION.replace("FILE", file), "utf-8")
    quoted = DECK + "    source: {doc: article, quote: dans le derme}\n"
    Path("decks/a.yaml").write_text(quoted, "utf-8")
    done = run("check", "--documents", "texts", "--format", "concise")
    assert done.exit_code == 1
    assert f"there is no text of `article`: {file} is not in texts" in done.stdout


@pytest.mark.parametrize("name", ["article.txt", "gone.txt", "."])
def test_a_source_that_is_no_file_is_none(name: str) -> None:
    Path("texts").mkdir()
    os.mkfifo("texts/article.txt")
    Path("decks/collection.yaml").write_text(COLLECTION.replace("FILE", f'"{name}"'), "utf-8")
    quoted = DECK + "    source: {doc: article, quote: dans le derme}\n"
    Path("decks/a.yaml").write_text(quoted, "utf-8")
    done = run("check", "--documents", "texts", "--format", "concise")
    assert "there is no text of `article`: texts has no file" in done.stdout


def test_what_is_no_folder_is_not_taken_for_one(outside: Path) -> None:
    Path("loop").symlink_to("loop")
    os.mkfifo("pipe")
    for place in ("loop", "pipe"):
        assert run("build", "-o", place).stderr.endswith(f"Error: {place}: this is not a folder\n")
    assert run("check", "--documents", "pipe").stderr.endswith("Error: --documents: pipe is not a folder\n")


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_lock_that_is_no_file_is_told(command: str) -> None:
    os.mkfifo("decks/collection.lock")
    done = run(command)
    assert (done.exit_code, done.output) == (2, "Error: decks/collection.lock: this is not a regular file\n")


@pytest.mark.parametrize("name", [".mesoquiz-x.tmp", ".mesoquiz-abcdefgh.tmp"])
@pytest.mark.parametrize("folder", ["decks", "dist"])
def test_a_pipe_that_looks_like_what_a_killed_run_left_is_not_waited_for(folder: str, name: str, outside: Path) -> None:
    os.mkfifo(outside / "pipe")
    for place in (Path(folder), Path("dist/quiz")):
        place.mkdir(parents=True, exist_ok=True)
    os.mkfifo(Path(folder, name))
    Path("dist/quiz", name).symlink_to(outside / "pipe")
    assert ended([sys.executable, "-m", "mesoquiz", "build"]).exit_code == 0
    assert Path(folder, name).is_fifo()
    assert Path("dist/quiz", name).is_symlink()
