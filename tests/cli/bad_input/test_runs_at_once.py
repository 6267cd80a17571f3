"""Several runs at once, and what is read and needed beside the decks."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from commands import PATIENCE, run
from surroundings import DECK, KNOWN_SEED, deck, process, signal_at_move, snapshot, written

import mesoquiz


def started(*args: str, before: str = "") -> subprocess.Popen[bytes]:
    """A command in a process of its own that goes on by itself; see `process`."""
    code = f"import sys\n{KNOWN_SEED}\n{before}\nfrom mesoquiz.__main__ import main\nmain()"
    return subprocess.Popen([sys.executable, "-c", code, *args], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def below(folder: str) -> dict[str, bytes | str]:
    return {path.removeprefix(folder): content for path, content in snapshot(folder).items()}


def unkept(folder: str) -> dict[str, bytes | str]:
    """The same without the manifests kept of exams that were replaced."""
    return {path: content for path, content in below(folder).items() if "/manifest-" not in path}


@pytest.mark.in_process("an exam without a seed is another one in each process")
def test_what_several_runs_make_at_once_is_the_work_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never the deck of one and the key of another."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    names = [f"essai-{number}.yaml" for number in range(3)]
    for name in names:
        written(name, DECK.replace("dans le derme", f"dans {name}"))
        assert run("build", name, "-o", f"{name}.out").exit_code == 0
    runs = [started("build", name) for name in names]
    assert [process.wait(PATIENCE) for process in runs] == [0] * 3
    assert unkept("dist") in [unkept(f"{name}.out") for name in names]


VANISHES = """
import fcntl, os, pathlib
looks = []
def vanishing(look):
    def looked(self, *args, **options):
        if self.name == "manifest.json" and self.parent.is_dir():
            folder = os.open(self.parent, os.O_RDONLY)
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
                looks.append(self)
                if len(looks) == {number}:
                    os.unlink(self)
                    pathlib.Path("gone").touch()
            except (BlockingIOError, FileNotFoundError):
                pass
            finally:
                os.close(folder)
        return look(self, *args, **options)
    return looked
for name in ("is_file", "exists", "stat", "open"):
    setattr(pathlib.Path, name, vanishing(getattr(pathlib.Path, name)))
"""
"""Another run takes the manifest away, to bring its own, just before this one looks at it for the n-th time."""


@pytest.mark.in_process("an exam without a seed is another one in each process")
@pytest.mark.thorough
def test_a_manifest_that_another_run_takes_away_between_two_looks_is_no_error() -> None:
    written("essai.yaml")
    run("quiz", "essai.yaml")
    made, number = snapshot(), 0
    while True:
        number += 1
        Path("gone").unlink(missing_ok=True)
        done = process("quiz", "essai.yaml", before=VANISHES.format(number=number))
        assert (done.exit_code, done.stderr) == (0, ""), number
        if not Path("gone").exists():
            break
        Path("gone").unlink()
        assert run("quiz", "essai.yaml").exit_code == 0
        assert snapshot() == made
    assert number > 4


@pytest.mark.in_process("an exam without a seed is another one in each process")
def test_a_run_waits_for_one_that_has_moved_half_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the lock would remember what no student was given, and the next update would not reach them."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    written("decks/collection.yaml", "id: essai\ntitle: Essai\n")
    written("decks/a.yaml", DECK.replace("id: essai\n", ""))
    first = started("build", before=signal_at_move(1, "SIGSTOP"))
    os.waitpid(first.pid, os.WUNTRACED)
    written("decks/a.yaml", DECK.replace("id: essai\n", "").replace("dans le derme", "le derme"))
    second = started("build")
    ends = time.monotonic() + PATIENCE
    try:
        # The second has read the lock, and its files wait beside those of the first.
        while len(list(Path("dist").glob(".mesoquiz-*"))) < 2 and second.poll() is None and time.monotonic() < ends:
            time.sleep(0.01)
        assert second.poll() is None, "it did not wait"
    finally:
        first.send_signal(signal.SIGCONT)
    assert [process.wait(PATIENCE) for process in (first, second)] == [0, 2], "what the second knew is no longer true"
    assert run("build").exit_code == 0
    assert run("build", "--locked", "-o", "alone").exit_code == 0
    assert unkept("dist") == unkept("alone")


def test_no_temporary_folder_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    written("essai.yaml")
    for name in ("TMPDIR", "TEMP", "TMP", "HOME"):
        monkeypatch.setenv(name, "/nonexistent")
    assert process("build", "essai.yaml").exit_code == 0


def test_nothing_is_read_outside_the_decks(here: Path) -> None:
    """A deck cannot make the program show another file: no includes, no entities, no templates."""
    secret = written("secret.txt", "le secret de Pistor")
    tricks = [
        "{% include 'secret.txt' %}{{ config }}",
        f"<!ENTITY x SYSTEM 'file://{secret.resolve()}'>&x;",
        f"[$]\\input{{{secret.resolve()}}}[/$]",
    ]
    cards = [f"  - {{id: c{n}, question: {json.dumps(trick)}, answer: a}}\n" for n, trick in enumerate(tricks)]
    written("decks/a.yaml", deck("".join(cards)))
    assert run("build").exit_code == 0
    package = zipfile.ZipFile("dist/essai.apkg")
    contents = [package.read(name) for name in package.namelist()]
    contents += [path.read_bytes() for path in Path("dist/quiz").iterdir()]
    assert not any(b"le secret de Pistor" in content for content in contents)
    assert mesoquiz.load("decks").errors == 0
