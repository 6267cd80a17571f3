"""Output where something else is, or on a disk that takes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from commands import PATIENCE, run
from surroundings import AS_ANYBODY, DECK, WRITING, assert_refused, snapshot, written


@pytest.mark.parametrize(
    ("there", "args", "said"),
    [
        ("out", ["build", "-o", "out"], "out: this is a file, not a folder"),
        ("out", ["quiz", "-o", "out"], "out: this is a file, not a folder"),
        ("out/quiz", ["build", "-o", "out"], "out/quiz: this is a file, not a folder"),
        ("out", ["build", "-o", "out/below"], "out/below: not a directory"),
        ("out", ["anki", "-o", "out/x.apkg"], "out: this is a file, not a folder"),
        ("out/essai.apkg/", ["build", "-o", "out"], "out/essai.apkg: this is a folder, not a file to write"),
        ("out/quiz/key-A.html/", ["build", "-o", "out"], "out/quiz/key-A.html: this is a folder, not a file to write"),
        ("out/manifest.json/", ["quiz", "-o", "out"], "out/manifest.json: this is a folder, not a file to write"),
        ("out/", ["anki", "-o", "out"], "out: this is a folder, not a file to write"),
        ("out/", ["anki", "-o", "."], ".: this is a folder, not a file to write"),
        ("out/", ["anki", "-o", ".."], "..: this is a folder, not a file to write"),
        ("out/", ["anki", "-o", ""], ".: this is a folder, not a file to write"),
    ],
)
def test_output_where_something_else_is(there: str, args: list[str], said: str) -> None:
    written("essai.yaml")
    if there.endswith("/"):
        Path(there).mkdir(parents=True)
    else:
        written(there, "mine")
    assert_refused(said, *args, "essai.yaml")


@pytest.mark.parametrize(
    ("place", "args"),
    [
        ("out/essai.apkg", ["anki", "-o", "out/essai.apkg"]),
        ("out/essai.apkg", ["build", "-o", "out"]),
        ("out/quiz/key-A.html", ["build", "-o", "out"]),
        ("out/quiz/manifest.json", ["build", "-o", "out"]),
        ("out/manifest.json", ["quiz", "-o", "out"]),
    ],
)
def test_pipes_and_devices_are_not_written_over(place: str, args: list[str]) -> None:
    """Run by root, `-o /dev/null` would put a file in the place of the device."""
    written("essai.yaml")
    Path(place).parent.mkdir(parents=True)
    os.mkfifo(place)
    assert_refused(f"{place}: this is not a regular file", *args, "essai.yaml", before="")


def test_links_are_written_through() -> None:
    """A package that is a link into a shared folder stays one."""
    written("essai.yaml")
    written("shared/essai.apkg", "")
    Path("essai.apkg").symlink_to("shared/essai.apkg")
    Path("dist").symlink_to("shared")
    assert run("anki", "essai.yaml").exit_code == 0
    assert Path("essai.apkg").is_symlink()
    assert zipfile.is_zipfile("shared/essai.apkg")
    assert run("build", "essai.yaml").exit_code == 0
    assert Path("dist").is_symlink()
    assert Path("shared/quiz/quiz-A.html").is_file()


@pytest.mark.parametrize(
    ("folder", "args", "said"),
    [
        ("out", ["anki", "-o", "out/x.apkg"], "out/x.apkg: permission denied; nothing was changed"),
        ("out", ["quiz", "-o", "out"], "out/exam.pdf: permission denied; nothing was changed"),
        ("out", ["flashcards", "-o", "out"], "out/flashcards.html: permission denied; nothing was changed"),
        ("out", ["build", "-o", "out"], "out/quiz: permission denied"),
        ("out", ["build", "-o", "out/below"], "out/below: permission denied"),
        ("out/quiz", ["build", "-o", "out"], "out/quiz/exam.pdf: permission denied; nothing was changed"),
    ],
)
def test_output_folders_that_are_read_only(folder: str, args: list[str], said: str) -> None:
    written("essai.yaml")
    Path(folder).mkdir(parents=True)
    Path(folder).chmod(0o555)
    assert_refused(said, *args, "essai.yaml", before=AS_ANYBODY)


def test_fix_in_a_folder_that_is_read_only() -> None:
    written("decks/a.yaml", DECK.replace("Où vont", "Attention: où vont"))
    Path("decks").chmod(0o555)
    assert_refused("decks/a.yaml: permission denied; nothing was changed", "check", "--fix", before=AS_ANYBODY)


def disk_of(size: int) -> str:
    """Code after which no file can grow beyond `size` bytes: the nearest thing to a full disk without mounting one."""
    return f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"


NO_PDF = "Essai: no PDF files to print, since the temporary folder cannot be used: file too large.\n"


@pytest.mark.parametrize("command", WRITING)
def test_a_full_disk(command: str) -> None:
    """The disk is full at the first file, and then at the largest, when others have been prepared."""
    # Pages are not compressed: with a long text a key is by far the largest file, whatever else the package holds.
    long = DECK + f"    why: {'Parce que. ' * 500}\n"
    written("essai.yaml", long.replace("dans le derme", "dans la graisse"))
    assert run(command, "essai.yaml").exit_code == 0
    written("essai.yaml", long)
    made = snapshot()
    output = WRITING[command]
    sizes = {
        path: len(content) for path, content in made.items() if path.startswith(output) and isinstance(content, bytes)
    }
    largest = max(sizes, key=lambda path: sizes[path])
    first = {"build": "dist/essai.apkg", "anki": output, "quiz": "quiz/index.html"}[command]
    for file, size in ((first, 10), (largest, sizes[largest] - 100)):
        said = f"{file}: file too large; nothing was changed"
        remark = NO_PDF if size == 10 and command != "anki" else ""
        assert_refused(said, command, "essai.yaml", before=disk_of(size), remark=remark)
    assert run(command, "essai.yaml").exit_code == 0
    assert snapshot() != made


def test_a_full_disk_leaves_no_empty_folders() -> None:
    written("essai.yaml")
    said = "a/b/c/essai.apkg: file too large; nothing was changed"
    assert_refused(said, "build", "essai.yaml", "-o", "a/b/c", before=disk_of(10), remark=NO_PDF)


def test_fix_on_a_full_disk() -> None:
    written("decks/a.yaml", DECK.replace("Où vont", "Attention: où vont"))
    said = "decks/a.yaml: file too large; nothing was changed"
    assert_refused(said, "check", "--fix", before=disk_of(10))


@pytest.mark.parametrize(
    "command", [["list"], ["check"], ["schema"], ["quiz"], ["--help"], ["--version"], ["list", "--help"]], ids=" ".join
)
def test_a_full_disk_behind_the_output(command: list[str]) -> None:
    """`mesoquiz list > cards.txt`. Python keeps output back, and tries to write it once more as it ends."""
    written("decks/a.yaml")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "mesoquiz", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "Error: standard output: no space left on device\n")
