"""Paths that lead nowhere, or to what may not or cannot be read."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import PATIENCE, run
from surroundings import AS_ANYBODY, DECK, assert_refused, process, written

from mesoquiz.cli.program import commands as all_commands

COMMANDS = all_commands()
READING = [command for command in COMMANDS if command not in ("schema", "diff", "export", "explain", "new", "release")]
"""The commands whose arguments are decks."""


# Paths that are no decks


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("missing.yaml", "missing.yaml: no such file or directory"),
        ("missing/", "missing: no such file or directory"),
        ("essai.yaml/x.yaml", "essai.yaml/x.yaml: not a directory"),
        ("empty", "empty: there is no deck (.yaml file) in this folder"),
    ],
)
def test_a_path_that_leads_nowhere(command: str, path: str, said: str) -> None:
    written("essai.yaml")
    Path("empty").mkdir()
    assert_refused(said, command, path)


def test_one_missing_path_among_others() -> None:
    written("essai.yaml")
    assert_refused("missing.yaml: no such file or directory", "build", "essai.yaml", "missing.yaml")


def test_a_folder_without_decks() -> None:
    for name in ("README.md", "collection.yaml", ".hidden.yaml", ".git/x.yaml", "_drafts/x.yaml", "blueprints/x.yaml"):
        written(f"decks/{name}")
    assert_refused("decks: there is no deck (.yaml file) in this folder", "check")


def test_a_folder_may_be_named_like_a_file() -> None:
    Path("x.yaml").mkdir()
    assert_refused("x.yaml: there is no deck (.yaml file) in this folder", "check", "x.yaml")
    written("x.yaml/y.yaml/z.yaml")
    assert run("check", "x.yaml").stdout == "1 card in 1 deck: no problem found.\n"


@pytest.mark.parametrize("command", READING)
def test_what_is_no_file_is_not_opened(command: str) -> None:
    """A pipe that nobody writes to would be read for ever."""
    os.mkfifo("pipe.yaml")
    assert_refused("pipe.yaml: this is not a regular file", command, "pipe.yaml", before="")


@pytest.mark.parametrize("args", [("nope",), ("check", "gone.yaml"), ("build", "essai.yaml")])
def test_where_nobody_can_be_told_the_exit_code_tells(args: tuple[str, ...]) -> None:
    """1 would mean that something is wrong with the decks."""
    written("essai.yaml")
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "mesoquiz", *args]
        assert subprocess.run(command, stdout=subprocess.PIPE, stderr=full, check=False).returncode == 2


@pytest.mark.parametrize("path", ["/dev/null", "/dev/zero", "/dev/full"])
def test_devices_are_not_read(path: str) -> None:
    assert_refused(f"{path}: this is not a regular file", "check", path, before="")


def test_sockets_and_pipes_in_a_folder() -> None:
    written("decks/a.yaml")
    os.mkfifo("decks/b.yaml")
    assert_refused("decks/b.yaml: this is not a regular file", "build", before="")
    Path("decks/b.yaml").unlink()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("decks/b.yaml")
        assert_refused("decks/b.yaml: this is not a regular file", "build")


@pytest.mark.parametrize("name", ["collection.yaml", "../collection.yaml"])
def test_a_collection_that_is_no_file_is_none(name: str) -> None:
    written("decks/a.yaml")
    os.mkfifo(Path("decks", name))
    assert process("check").stdout == "1 card in 1 deck: no problem found.\n"


def test_links_that_lead_in_a_circle() -> None:
    Path("loop.yaml").symlink_to("loop.yaml")
    assert_refused("loop.yaml: too many levels of symbolic links", "build", "loop.yaml")
    written("decks/a.yaml")
    Path("decks/again").symlink_to("../decks")
    assert run("check").stdout == "1 card in 1 deck: no problem found.\n"


def test_a_link_to_nothing() -> None:
    written("decks/a.yaml")
    Path("decks/b.yaml").symlink_to("gone.yaml")
    assert_refused("decks/b.yaml: no such file or directory", "build")


def test_names_that_are_too_long() -> None:
    written("essai.yaml")
    name = "n" * 256
    assert_refused(f"{name}: file name too long", "check", name)
    assert_refused(f"{name}: file name too long", "anki", "essai.yaml", "-o", name)


@pytest.fixture
def deep(here: Path) -> Iterator[Path]:
    """3,000 folders inside each other, with decks in the 50th and the 1,500th. pytest could not remove them later."""
    try:
        for depth in range(1, 3001):
            os.mkdir("a")  # noqa: PTH102 (pathlib stumbles over its own path when that is too long)
            os.chdir("a")
            if depth in (50, 1500):
                written("x.yaml", DECK.replace("id: derme", f"id: derme-{depth}"))
        os.chdir(here)
        yield here / "a"
    finally:
        subprocess.run(["find", "a", "-delete"], check=True, cwd=here)


def test_deeply_nested_folders(deep: Path) -> None:
    done = run("check", deep.name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: a")
    assert done.stderr.endswith((": file name too long\n", ": the folders are nested too deeply\n"))


def test_files_that_may_not_be_read() -> None:
    written("decks/a.yaml").chmod(0)
    for words in (*([command] for command in READING), ["check", "decks/a.yaml"]):
        assert_refused("decks/a.yaml: permission denied", *words, before=AS_ANYBODY)


def test_a_collection_that_may_not_be_read() -> None:
    written("decks/a.yaml")
    written("decks/collection.yaml", "id: essai\ntitle: Essai\n").chmod(0)
    assert_refused("decks/collection.yaml: permission denied", "build", before=AS_ANYBODY)


def test_folders_that_may_not_be_read() -> None:
    written("decks/a.yaml")
    written("decks/below/b.yaml")
    try:
        for folder in ("decks/below", "decks"):
            Path(folder).chmod(0)
            assert process("check", "decks", before=AS_ANYBODY) == (2, "", f"Error: {folder}: permission denied\n")
    finally:
        Path("decks").chmod(0o755)
        Path("decks/below").chmod(0o755)


def test_a_file_that_fails_while_it_is_read() -> None:
    """A dying disk: the kernel refuses this file's first byte, after it was opened."""
    assert_refused("/proc/self/mem: input/output error", "check", "/proc/self/mem")


def test_a_folder_that_is_gone() -> None:
    """The shell is in a folder that was deleted."""
    script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" -m mesoquiz build'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable], capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "Error: dist: no such file or directory"
