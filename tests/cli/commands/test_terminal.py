"""What a terminal shows: width, progress, colour, odd encodings, closed streams."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from commands import PATIENCE, ended, quiet, run
from small_decks import DECK, FAULTY, ROOT, SAID, columns, files_in, pages_of, written
from terminals import in_terminal

import mesoquiz
from mesoquiz.cli.loading import Progress

CASES = ROOT / "tests" / "cases"


def test_reports_fit_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every faulty deck of the golden cases. The place before a message is not counted: a path is as long as it is."""
    long = set()
    for file in sorted(CASES.rglob("*.yaml")):
        monkeypatch.chdir(file.parent)
        for line in run("check", file.name).stdout.splitlines():
            shown = line.partition(": ")[2] if line.startswith(file.name) else line
            # The first line of a report stays one line, for editors and grep.
            if (
                columns(shown) > 80
                and ".yaml" not in shown
                and not shown.startswith(("error[", "warning[", "info["))
                and " = help: " not in shown
            ):
                long.add(shown)
    assert "\n".join(sorted(long)) == ""


class Terminal(io.StringIO):
    """Keeps what a terminal would show."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The clock of the progress bar: `clock.now`, in seconds."""
    made = SimpleNamespace(now=100.0)
    monkeypatch.setattr("mesoquiz.cli.loading.time", SimpleNamespace(monotonic=lambda: made.now))
    return made


def test_progress_is_shown_once_a_run_takes_long(clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress("Reading decks") as update:
        clock.now += 0.9
        update(1, 4)
        assert terminal.getvalue() == ""
        clock.now += 0.2
        update(2, 4)
        assert "Reading decks" in terminal.getvalue()
        assert " 50%" in terminal.getvalue()
        update(4, 4)
    assert "100%" in terminal.getvalue()
    assert terminal.getvalue().endswith("\n")


def test_a_quick_run_shows_no_progress(clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress("Reading decks") as update:
        update(4, 4)
    assert terminal.getvalue() == ""


def test_progress_is_for_terminals(clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    with Progress("Reading decks") as update:
        clock.now += 3600
        update(1, 4)
    assert log.getvalue() == ""


def test_a_real_terminal_shows_progress_beside_the_summary(many: str, tmp_path: Path) -> None:
    cards = [f"  - {{id: c{number}, question: q, answer: a}}\n" for number in range(600)]
    written(tmp_path / "a.yaml", "deck: Essai\nid: essai\ncards:\n" + "".join(cards))
    patient = "from mesoquiz.cli import loading\nfrom mesoquiz.cli.program import main\nloading.PATIENCE = 0\nmain()"
    shown = in_terminal(["-c", patient, "build", "a.yaml"], tmp_path)
    assert "Reading decks" in shown
    assert "Making cards" in shown
    assert re.search(r"exam [0-9A-Z]{3}-[0-9A-Z]{3}, seed [0-9a-f]+\r\nThis deck has no release lock: ", shown)
    assert max(map(len, shown[shown.index("This deck") :].splitlines())) <= 80


def test_colour_is_for_terminals_and_can_be_refused(tmp_path: Path) -> None:
    written(tmp_path / "a.yaml", FAULTY)
    check = ["-m", "mesoquiz", "check", "a.yaml"]
    coloured = in_terminal(check, tmp_path)
    assert "\x1b[" in coloured
    plain = in_terminal(check, tmp_path, NO_COLOR="1")
    assert plain.replace("\r\n", "\n") == run("check", "a.yaml").stdout
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert in_terminal(check, tmp_path, NO_COLOR="") == coloured, "no-color.org: an empty value means nothing"


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_colour_can_be_forced_into_a_pipe(
    command: str, environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(Path("a.yaml"), FAULTY)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = run(command, "a.yaml")
    assert ("\x1b[" in done.output) is coloured


@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        ["check"],
        ["--help"],
        *(
            pytest.param(words, marks=pytest.mark.thorough)
            for words in (
                ["list", "--format", "json"],
                ["schema"],
                ["check", "--format", "json", "bad"],
                ["list", "--help"],
            )
        ),
    ],
)
def test_a_reader_that_stops_reading(command: list[str], tmp_path: Path) -> None:
    """`mesoquiz list | head -1`, with a reader that is gone before the first line."""
    written(tmp_path / "bad", FAULTY)
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "mesoquiz", *command],
            cwd=tmp_path,
            stdout=pipe,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
    assert done.returncode == 141, "not 1, which means errors in the decks"
    assert done.stderr.removeprefix(SAID) == ""


def test_the_module_runs_as_a_program(deck: Path) -> None:
    module = [sys.executable, "-m", "mesoquiz"]
    done = ended([*module, "build", deck.name])
    assert (done.exit_code, quiet(done.stderr)) == (0, "")
    assert done.stdout.startswith("dist/essai.apkg ")
    assert ended([*module, "--version"]).stdout == f"mesoquiz, version {mesoquiz.__version__}\n"
    assert ended([*module, "--help"]).stdout.startswith("Usage: mesoquiz [OPTIONS] COMMAND")


@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_closed_streams_stop_no_work(closed: str, tmp_path: Path, deck: Path) -> None:
    """Cron jobs and services may start programs without them."""
    script = f'exec "$0" -m mesoquiz build essai.yaml {closed}'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable], cwd=tmp_path, timeout=PATIENCE, check=False, capture_output=True
    )
    assert (done.returncode, quiet(done.stderr.decode())) == (0, "")
    assert files_in(tmp_path / "dist") == {"essai.apkg", *(f"quiz/{name}" for name in pages_of("A"))}


@pytest.mark.parametrize(
    "encoding", ["ascii", "cp1252", *(pytest.param(name, marks=pytest.mark.thorough) for name in ("latin-1", "utf-8"))]
)
@pytest.mark.parametrize(
    "command", [["list"], ["list", "--format", "json"], ["check"], ["check", "--format", "github"]]
)
def test_an_old_terminal_shows_what_it_can(command: list[str], encoding: str, tmp_path: Path, deck: Path) -> None:
    """What Windows gives a program whose output goes to a file has no narrow no-break space and no Chinese."""
    written(
        deck,
        DECK.replace("Où vont", "皮 → Où\u202fvont")
        if command[0] == "list"
        else DECK.replace("answer: dans", "answr: 皮 → Où\u202f"),
    )
    done = subprocess.run(
        [sys.executable, "-m", "mesoquiz", *command, deck.name],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": f"{encoding}:strict"},
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == (command[0] == "check")
    assert b"Traceback" not in done.stderr
    assert b"derme" in done.stdout or b"answr" in done.stdout
