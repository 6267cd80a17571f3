"""Runs that are interrupted, ended or killed."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
from commands import ended, quiet, run
from surroundings import AS_IN_A_TERMINAL, DECK, names_in, process, signal_at_move, snapshot, written


def signal_at(call: int, name: str) -> str:
    """Code after which the program gets a signal when it writes its file number `call`, before that file is safe."""
    return (
        f"{AS_IN_A_TERMINAL}import os\nreal, calls = os.fsync, []\n"
        "def fsync(handle):\n"
        "    calls.append(handle)\n"
        f"    if len(calls) == {call}: os.kill(os.getpid(), signal.{name})\n"
        "    real(handle)\n"
        "os.fsync = fsync"
    )


@pytest.mark.parametrize("call", [1, 4])
def test_an_interrupted_run_leaves_what_was_there(call: int, made: dict[str, bytes | str]) -> None:
    done = process("build", "essai.yaml", before=signal_at(call, "SIGINT"))
    assert (done.exit_code, done.stdout, done.stderr) == (130, "", "Aborted!\n")
    assert snapshot() == made
    assert run("build", "essai.yaml").exit_code == 0
    assert names_in(snapshot()) == made.keys()


@pytest.mark.in_process("an exam without a seed is another one in each process")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interruption_between_two_files_waits_for_the_last(name: str, made: dict[str, bytes | str]) -> None:
    """Never a new deck beside an old key."""
    written("essai.yaml", DECK.replace("Où vont", "Où donc vont"))
    done = process("build", "essai.yaml", before=signal_at_move(1, name))
    assert done.exit_code == 128 + signal.Signals[name]
    interrupted = snapshot()
    assert run("build", "essai.yaml", "-o", "whole").exit_code == 0
    whole = {path.removeprefix("whole"): content for path, content in snapshot("whole").items()}
    pages = {path.removeprefix("dist"): content for path, content in interrupted.items() if path.startswith("dist")}
    assert {path: pages[path] for path in whole if not path.endswith(".apkg")} == {
        path: content for path, content in whole.items() if not path.endswith(".apkg")
    }
    assert names_in(interrupted) == made.keys()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_run_that_is_ended_tidies_up(name: str, made: dict[str, bytes | str]) -> None:
    done = process("build", "essai.yaml", before=signal_at(2, name))
    assert (done.exit_code, done.stdout, done.stderr) == (128 + signal.Signals[name], "", "")
    assert snapshot() == made


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_what_asks_to_end_when_all_is_done_changes_nothing(name: str) -> None:
    """As Python ends, its handlers are gone: a signal would end the program by force, with another exit code."""
    written("essai.yaml")
    late = f"import atexit, os\natexit.register(os.kill, os.getpid(), signal.{name})"
    code = f"import sys\n{AS_IN_A_TERMINAL}{late}\nfrom mesoquiz.__main__ import main\nmain()"
    done = ended([sys.executable, "-c", code, "build", "essai.yaml"])
    assert (done.exit_code, quiet(done.stderr)) == (0, "")
    assert Path("dist/essai.apkg").is_file()


def test_what_nohup_keeps_alive_goes_on() -> None:
    written("essai.yaml")
    ignored = "signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    done = process("build", "essai.yaml", before=f"{signal_at(1, 'SIGHUP')}\n{ignored}")
    assert (done.exit_code, quiet(done.stderr)) == (0, "")
    assert Path("dist/essai.apkg").is_file()


@pytest.mark.in_process("an exam without a seed is another one in each process")
@pytest.mark.parametrize("call", [1, 4])
def test_a_killed_run_leaves_what_was_there(
    call: int, made: dict[str, bytes | str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is killed cannot tidy up: files it had begun stay, hidden, until the next run removes them."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    done = process("build", "essai.yaml", before=signal_at(call, "SIGKILL"))
    assert (done.exit_code, done.stdout) == (-9, "")
    left = snapshot()
    assert {path: left[path] for path in made} == made
    assert left.keys() > made.keys()
    assert all("/.mesoquiz-" in path for path in left.keys() - made.keys())
    assert run("build", "essai.yaml").exit_code == 0
    after = snapshot()
    assert not [path for path in after if "/.mesoquiz-" in path]
    run("build", "essai.yaml", "-o", "fresh")
    assert {path: after[f"dist/{path}"] for path in ("essai.apkg", "quiz/quiz-A.html", "quiz/manifest.json")} == {
        path: Path("fresh", path).read_bytes() for path in ("essai.apkg", "quiz/quiz-A.html", "quiz/manifest.json")
    }


def test_a_folder_in_the_place_of_an_old_form_is_kept() -> None:
    written("essai.yaml")
    run("quiz", "essai.yaml", "--forms", "2")
    Path("quiz/key-B.html").unlink()
    written("quiz/key-B.html/mine.txt", "mine")
    assert run("quiz", "essai.yaml").exit_code == 0
    assert {path.name for path in Path("quiz").iterdir() if not path.name.startswith("manifest-")} == {
        *(f"{role}-A.html" for role in ("quiz", "key", "explained", "sheet")),
        *("exam.pdf", "keys.pdf", "index.html", "manifest.json"),
        "key-B.html",
    }
