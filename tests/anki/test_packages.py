"""Hostile Anki packages: `diff` answers each in one line, in little time and memory."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from commands import Done, process, run
from hostile import HOSTILE, LARGE, TOO_SLOW, WRONG, package, slow_names, zipped

SECONDS = 30
"""Of computing, after which a run is ended: several times what is promised, and the same on a busy machine."""
HASTY, AFTER_READING, PROMISED, PATIENT = "1.0", "2.0", "4.0", "25.0"
"""Seconds after which the program itself ends: fewer than in earnest, the same when all was read before them, as in
earnest, and some for a slow machine."""
MEGABYTES = 300

LIMITED = f"""
import atexit, resource
import mesoquiz.anki.contents
from pathlib import Path
mesoquiz.anki.contents.MAX_SECONDS = {{patience}}
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
def write_peak():
    status = Path("/proc/self/status")
    Path("peak").write_text(status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else "0")
atexit.register(write_peak)
"""


SLOW = (
    "three million slow blocks in the new format",
    "300,000 notes",
    "300,000 notes of one GUID",
    "400,000 cards",
    "500,000 fields",
    "a collection of 199 MB of zeros",
    "200 MB in text that takes four times as much",
    "70,000 notes",
    "a large cache",
    "fields of elements",
    "fields of angles",
    "one gap of 3 MB",
    "fields of 900 MB that are computed",
    "a collection of 300 MB of zeros",
    "views of 100,000 numbers",
    "defaults of 300 MB",
    "note types of half a million objects",
    "note types of a million lists",
)
"""What takes seconds, though others like it are refused or compared as well."""


def in_depth(name: str) -> Iterable[pytest.MarkDecorator]:
    return [pytest.mark.thorough] if name in SLOW else []


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("good.apkg").write_bytes(package())
    return tmp_path


def diff(old: str, new: str, patience: str = PATIENT) -> Done:
    """Compare two packages in a process of its own, which may take only so much."""
    done = process("diff", old, new, before=LIMITED.format(patience=patience))
    assert int(Path("peak").read_text()) < MEGABYTES * 1000
    return done


@pytest.mark.parametrize(
    ("make", "why"), [pytest.param(*case, marks=in_depth(name), id=name) for name, case in HOSTILE.items()]
)
def test_a_hostile_package_is_refused_in_one_line(make: Callable[[], bytes], why: str) -> None:
    Path("bad.apkg").write_bytes(make())
    patience = HASTY if why == TOO_SLOW else PATIENT
    assert diff("good.apkg", "bad.apkg", patience) == (2, "", f"Error: bad.apkg: {why}\n")


@pytest.mark.parametrize("patience", [AFTER_READING, pytest.param(PROMISED, marks=pytest.mark.thorough)])
def test_names_that_take_long_to_read_are_not_waited_for(patience: str) -> None:
    Path("bad.apkg").write_bytes(slow_names())
    done = diff("good.apkg", "bad.apkg", patience)
    assert done == (2, "", "Error: comparing good.apkg with bad.apkg takes too long\n")


@pytest.mark.parametrize(("make", "why"), WRONG.values(), ids=list(WRONG))
def test_what_is_no_collection_is_refused_in_one_line(make: Callable[[], bytes], why: str) -> None:
    Path("bad.apkg").write_bytes(make())
    for sides in (("good.apkg", "bad.apkg"), ("bad.apkg", "good.apkg")):
        assert run("diff", *sides) == (2, "", f"Error: bad.apkg: {why}\n")


def test_a_zip_by_another_name_is_a_package_too() -> None:
    Path("bad.zip").write_bytes(zipped({"media": b"{}"}))
    said = "Error: bad.zip: it is a zip file without an Anki collection\n"
    assert run("diff", "good.apkg", "bad.zip") == (2, "", said)


def test_what_is_no_file_is_not_opened() -> None:
    os.mkfifo("pipe.apkg")
    assert diff("good.apkg", "pipe.apkg") == (2, "", "Error: pipe.apkg: this is not a regular file\n")


@pytest.mark.in_process("the disk is said to be full")
def test_a_full_disk_is_not_the_fault_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("mesoquiz.anki.reader._write", full)
    done = run("diff", "good.apkg", "good.apkg")
    assert done == (2, "", f"Error: {tempfile.gettempdir()}: no space left on device\n")


@pytest.mark.parametrize("make", [pytest.param(make, marks=in_depth(name), id=name) for name, make in LARGE.items()])
def test_an_odd_package_is_compared(make: Callable[[], bytes]) -> None:
    Path("odd.apkg").write_bytes(make())
    done = diff("odd.apkg", "good.apkg")
    assert (done.exit_code, done.stderr.startswith("This update loses")) == (1, True), done.output
    assert diff("odd.apkg", "odd.apkg") == (0, "Nothing changes for a student.\n", "")
