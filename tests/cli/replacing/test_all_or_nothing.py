"""Whatever fails while files are moved, the old ones are whole and belong together."""

from __future__ import annotations

import errno
import os
import pathlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import run
from moves import DECK, files

from mesoquiz import staging
from mesoquiz.cli.replacing import write
from mesoquiz.staging import stage


class Failing:
    """A system call that fails at its call number `at`, and counts."""

    def __init__(self, real: Callable[..., Any], at: int, number: int) -> None:
        self.real, self.at, self.number, self.calls = real, at, number, 0

    def __call__(self, *args: Any, **options: Any) -> Any:
        self.calls += 1
        if self.calls == self.at:
            raise OSError(self.number, os.strerror(self.number))
        return self.real(*args, **options)


def failures(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, number: int) -> Iterator[Failing]:
    """The call failing the first time, the second, and so on, until it is not called so often."""
    real = getattr(owner, name)
    for at in range(1, 100):
        failing = Failing(real, at, number)
        monkeypatch.setattr(owner, name, lambda *args, failing=failing, **options: failing(*args, **options))
        yield failing
        monkeypatch.setattr(owner, name, real)
        if failing.calls < at:
            assert at > 1, f"{name} is never called"
            return
    raise AssertionError(f"{name} is called without end")


CALLS = {
    "fsync": (os, "fsync"),
    "move": (pathlib.Path, "replace"),
    "removal": (pathlib.Path, "unlink"),
    "rights": (pathlib.Path, "chmod"),
}


OTHERS = [pytest.param(number, marks=pytest.mark.thorough) for number in (errno.EIO, errno.EACCES, errno.EBUSY)]
"""Numbers of errors that are treated as the first one is."""


@pytest.mark.in_process("system calls are made to fail")
@pytest.mark.parametrize("number", [errno.ENOSPC, *OTHERS], ids=errno.errorcode.get)
@pytest.mark.parametrize("call", CALLS)
def test_an_exam_is_all_new_or_all_old_whatever_fails(call: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("quiz", "x.yaml", "-n", "3", "--forms", "2", "-o", "exam").exit_code == 0
    before = files()
    for failing in failures(monkeypatch, *CALLS[call], number):
        done = run("quiz", "x.yaml", "-n", "2", "--seed", "2", "-o", "exam", "--force")
        if failing.calls < failing.at:
            assert done.exit_code == 0
            assert "exam/quiz-B.html" not in files(), "the pages of a form that is gone are removed"
            return
        assert files() == before
        assert (done.exit_code, done.stdout) == (2, "")
        (line,) = done.stderr.splitlines()
        assert line.startswith("Error: exam/"), "the message names a file"
        assert line.endswith(f"{os.strerror(number)}; nothing was changed".lower()[1:])


@pytest.mark.in_process("system calls are made to fail")
def test_where_putting_back_fails_too_the_message_says_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("quiz", "x.yaml", "-n", "3", "-o", "exam").exit_code == 0
    real, calls = pathlib.Path.replace, 0

    def replace(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls > 2:
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(pathlib.Path, "replace", replace)
    done = run("quiz", "x.yaml", "-n", "2", "-o", "exam", "--force")
    assert done.exit_code == 2
    assert "these are new or gone, and the others are old: " in done.stderr
    told = done.stderr.strip().partition("the others are old: ")[2].split(", ")
    assert sorted(told) == sorted(["exam/exam.pdf", "exam/keys.pdf", "exam/manifest.json"])


def test_a_deck_with_other_names_keeps_them_and_is_put_back_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    old, other, last = Path("a"), Path("other"), Path("b")
    old.write_text("old", encoding="utf-8")
    os.link(old, other)
    write({old: b"new and longer"}, read={old: b"old"})
    assert other.read_bytes() == b"new and longer"
    assert other.samefile(old)
    last.mkdir()
    with pytest.raises(OSError, match="this is a folder"):
        write({old: b"newer", last: b""}, read={old: b"new and longer"})
    assert other.read_bytes() == b"new and longer"
    last.rmdir()
    monkeypatch.setattr(pathlib.Path, "replace", Failing(pathlib.Path.replace, 1, errno.EIO))
    with pytest.raises(OSError, match="nothing was changed"):
        write({old: b"newer", last: b""}, read={old: b"new and longer"})
    assert other.read_bytes() == old.read_bytes() == b"new and longer"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_a_file_keeps_its_owner() -> None:
    Path("a").write_text("old", encoding="utf-8")
    os.chown("a", 12345, 23456)
    write({Path("a"): b"new"})
    assert (Path("a").stat().st_uid, Path("a").stat().st_gid) == (12345, 23456)
    assert Path("a").read_bytes() == b"new"


def test_a_package_that_is_read_only_is_not_replaced() -> None:
    assert run("anki", "x.yaml", "-o", "a").exit_code == 0
    Path("a").chmod(0o444)
    before = files()
    done = run("anki", "x.yaml", "-o", "a")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: a: this file is read-only; nothing was changed" in done.stderr
    assert files() == before


def test_a_deck_that_is_read_only_is_not_mended() -> None:
    Path("x.yaml").write_text(DECK + "  - id: d\n    question: Cas: un\n    answer: oui\n", encoding="utf-8")
    Path("x.yaml").chmod(0o444)
    before = files()
    done = run("check", "x.yaml", "--fix")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: x.yaml: this file is read-only; nothing was changed" in done.stderr
    assert files() == before


def test_a_link_that_leads_to_itself_is_refused() -> None:
    Path("l1").symlink_to("l2")
    Path("l2").symlink_to("l1")
    done = run("anki", "x.yaml", "-o", "l1")
    assert done.exit_code == 2
    assert "l1: this link leads to itself; nothing was changed" in done.stderr


def test_what_a_killed_run_left_is_removed_and_what_another_run_needs_is_not(folder: Path) -> None:
    left = folder / ".mesoquiz-killed_1.tmp"
    left.mkdir()
    (left / "new-0").write_bytes(b"half")
    with stage(folder, folder / "a") as other:
        (other / "new-0").write_bytes(b"work of another run")
        assert not left.exists()
        shutil.copytree(other, left)
        write({folder / "a": b"new"})
        assert (other / "new-0").read_bytes() == b"work of another run"
        assert not left.exists()
    assert not list(folder.glob(".mesoquiz-*"))


@pytest.mark.parametrize("name", [".mesoquiz-archives.tmp", ".mesoquiz-archive1.tmp", ".mesoquiz-vide.tmp"])
def test_a_folder_of_a_like_name_is_left_alone(name: str, folder: Path) -> None:
    (folder / name / "new-0").mkdir(parents=True)
    (folder / name / "lettre.txt").write_text("Cher confrère,", "utf-8")
    write({folder / "a": b"new"})
    assert (folder / name / "lettre.txt").read_text("utf-8") == "Cher confrère,"


def test_two_runs_that_begin_at_once_do_not_disturb_each_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One may take the folder of the other, which is not locked yet, for one that a killed run left."""
    real, made = staging._made, []

    def taken(*args: Any) -> Path:
        made.append(real(*args))
        if len(made) == 1:
            shutil.rmtree(made[0])
        return made[-1]

    monkeypatch.setattr(staging, "_made", taken)
    write({folder / "a": b"new"})
    assert (folder / "a").read_bytes() == b"new"
    assert len(made) == 2


def test_a_folder_that_goes_while_it_is_looked_at_is_nobodys(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of a run which ends at this very moment, and removes it."""
    left = folder / ".mesoquiz-killed_1.tmp"
    left.mkdir()
    real = Path.iterdir

    def iterdir(self: Path) -> Iterator[Path]:
        shutil.rmtree(left, ignore_errors=True)
        return real(self)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    write({folder / "a": b"new"})
    assert (folder / "a").read_bytes() == b"new"


def test_what_a_killed_comparison_left_is_removed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder / "tmp"
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    left = place / ".mesoquiz-killed_1.tmp"
    left.mkdir(parents=True)
    (left / "new-0").write_bytes(b"half a collection")
    assert run("anki", "x.yaml", "-o", "x.apkg").exit_code == 0
    assert run("diff", "x.apkg", "x.apkg").stdout == "Nothing changes for a student.\n"
    assert not list(place.iterdir())
