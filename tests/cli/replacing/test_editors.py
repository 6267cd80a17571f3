"""What an editor saves meanwhile is never written over."""

from __future__ import annotations

import contextlib
import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commands import run
from moves import DECK, files

from mesoquiz.cli import moving

SLIP = "  - id: d\n    question: Cas: un\n    answer: un : deux\n"
INSERTED = DECK.replace("cards:\n", "cards:\n  - id: z\n    question: Une carte de plus\n    answer: trois\n") + SLIP


def editor(monkeypatch: pytest.MonkeyPatch, moment: str, file: str, text: str) -> list[str]:
    """An editor that saves `text` just before the first call of a function; what it returns is filled when it did."""
    module, _, name = moment.rpartition(".")
    owner = importlib.import_module(module)
    real, saved = getattr(owner, name), []

    def call(*args: Any, **options: Any) -> Any:
        if not saved:
            with open(file, "w", encoding="utf-8") as stream:  # noqa: PTH123 (what is patched is not called)
                stream.write(text)
            saved.append(file)
        return real(*args, **options)

    monkeypatch.setattr(owner, name, call)
    return saved


MOMENTS = {
    "the check": "mesoquiz.cli.commands.check._mend_all",
    "the files are read again": "mesoquiz.cli.commands.check._read_again",
    "the new ones are written": "mesoquiz.cli.commands.check.write",
    "they are safe": "os.fsync",
    "the old ones are kept": "os.link",
    "the last look": "mesoquiz.cli.moving._refuse_changed",
    "after the last look": "mesoquiz.cli.moving._replace_read",
    "the moment of the replacement": "mesoquiz.cli.moving.exchanged",
}


@pytest.mark.in_process("an editor saves at a moment of the run")
@pytest.mark.parametrize("moment", MOMENTS)
def test_fix_never_writes_over_what_an_editor_saved(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("x.yaml").write_text(DECK + SLIP, encoding="utf-8")
    saved = editor(monkeypatch, MOMENTS[moment], "x.yaml", INSERTED)
    done = run("check", "x.yaml", "--fix")
    assert saved
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: x.yaml: the file changed meanwhile, run again\n" in done.stderr
    assert Path("x.yaml").read_text(encoding="utf-8") == INSERTED
    monkeypatch.undo()


@pytest.mark.thorough
def test_fix_beside_an_editor_that_saves_at_any_time() -> None:
    """Whatever the moment, the editor's text is there, mended or not, and no card has the answer of another."""
    plain = DECK + "".join(f"  - id: n{number}\n    question: Cas {number}\n    answer: oui\n" for number in range(300))
    slip, inserted = (
        plain + SLIP,
        plain.replace("cards:\n", "cards:\n  - {id: z, question: Plus, answer: trois}\n") + SLIP,
    )
    mended = '    question: "Cas: un"\n    answer: "un : deux"\n'
    for wait in range(12):
        Path("x.yaml").write_text(slip, encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", "mesoquiz", "check", "x.yaml", "--fix"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(wait / 10)
        Path("saved").write_text(inserted, encoding="utf-8")
        Path("saved").replace("x.yaml")
        _, said = process.communicate()
        left = Path("x.yaml").read_text(encoding="utf-8")
        assert left.startswith(inserted.partition("  - id: d\n")[0])
        assert left.endswith((SLIP, mended))
        if process.returncode == 2:
            assert b"the file changed meanwhile, run again" in said


KILLED = """
import os, signal
from mesoquiz.cli import moving
from mesoquiz.cli.program import main
real = moving.exchanged
def exchanged(one, other):
    with open("x.yaml", "w", encoding="utf-8") as stream:
        stream.write({text!r})
    real(one, other)
    os.kill(os.getpid(), signal.SIGKILL)
moving.exchanged = exchanged
main(prog_name="mesoquiz")
"""


def test_what_an_editor_saved_just_before_the_run_was_killed_is_kept() -> None:
    Path("x.yaml").write_text(DECK + SLIP, encoding="utf-8")
    code = KILLED.format(text=INSERTED)
    subprocess.run([sys.executable, "-c", code, "check", "--fix", "x.yaml"], capture_output=True, check=False)
    assert Path("x.yaml").read_text("utf-8") != INSERTED
    Path("x.yaml").write_text(DECK + SLIP, encoding="utf-8")
    assert run("check", "--fix", "x.yaml").exit_code == 0
    assert INSERTED.encode() in files().values()


@pytest.mark.in_process("an editor saves at moments of the run")
@pytest.mark.parametrize("moment", ["mesoquiz.cli.moving._refuse_changed", "mesoquiz.cli.moving.exchanged"])
def test_what_an_editor_saves_before_all_is_put_back_stays(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two decks are to be mended; the editor saves the second, which stops the run, and the first, just then."""
    Path("a.yaml").write_text(DECK + SLIP, encoding="utf-8")
    Path("b.yaml").write_text((DECK + SLIP).replace("id: essai", "id: autre"), encoding="utf-8")
    text, calls = Path("a.yaml").read_text("utf-8"), []
    owner, name = moving, moment.rpartition(".")[2]
    real = getattr(owner, name)

    def call(*args: Any) -> Any:
        calls.append(args)
        if len(calls) == (2 if name == "_refuse_changed" else 3):
            for file, saved in (("a.yaml", text + "# plus\n"), ("b.yaml", "# autre\n")):
                Path("saved").write_text(saved, encoding="utf-8")
                Path("saved").replace(file)
        if name == "exchanged" and len(calls) == 2:
            Path("b.yaml").write_text("# autre\n", encoding="utf-8")
        return real(*args)

    monkeypatch.setattr(owner, name, call)
    done = run("check", "--fix", "a.yaml", "b.yaml")
    assert len(calls) > 2
    assert (done.exit_code, done.stdout) == (2, "")
    assert Path("a.yaml").read_text("utf-8") == text + "# plus\n"
    assert Path("b.yaml").read_text("utf-8") == "# autre\n"
    monkeypatch.undo()


@pytest.mark.in_process("an editor saves at moments of the run")
def test_fix_never_writes_over_what_an_editor_saved_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Just before the files change names, and again before they change back; as editors save, by a new file."""
    Path("x.yaml").write_text(DECK + SLIP, encoding="utf-8")
    real, texts = moving.exchanged, [INSERTED, INSERTED + "# encore\n"]

    def exchanged(one: Path, other: Path) -> bool:
        if texts:
            Path("saved").write_text(texts.pop(0), encoding="utf-8")
            Path("saved").rename("x.yaml")
        return real(one, other)

    monkeypatch.setattr(moving, "exchanged", exchanged)
    done = run("check", "x.yaml", "--fix")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: x.yaml: the file changed meanwhile, run again\n" in done.stderr
    assert Path("x.yaml").read_text(encoding="utf-8") == INSERTED + "# encore\n"


@pytest.mark.in_process("a call of the system is taken away")
def test_fix_mends_where_files_cannot_change_names(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("x.yaml").write_text(DECK + SLIP, encoding="utf-8")
    monkeypatch.setattr(moving, "exchanged", lambda *_: False)
    done = run("check", "x.yaml", "--fix")
    assert done.exit_code == 0, done.output
    assert Path("x.yaml").read_text(encoding="utf-8").endswith('answer: "un : deux"\n')


@pytest.mark.in_process("a pull brings a lock at a moment of the run")
def test_a_lock_that_is_there_only_now_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("decks").mkdir()
    Path("decks/collection.yaml").write_text("id: essai\ntitle: Essai\n", encoding="utf-8")
    Path("decks/x.yaml").write_text(DECK.replace("id: essai\n", "", 1), encoding="utf-8")
    editor(monkeypatch, "mesoquiz.cli.moving._replace_read", "decks/collection.lock", "pulled")
    done = run("anki")
    assert done.exit_code == 2
    assert "Error: decks/collection.lock: the file changed meanwhile, run again\n" in done.stderr
    assert Path("decks/collection.lock").read_text(encoding="utf-8") == "pulled"
    assert not list(Path().rglob("*.apkg"))


@pytest.mark.in_process("an editor saves at a moment of the run")
def test_a_lock_that_changed_meanwhile_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pull brought another one: what this build knew of it is no longer true."""
    Path("decks").mkdir()
    Path("decks/collection.yaml").write_text("id: essai\ntitle: Essai\n", encoding="utf-8")
    Path("decks/x.yaml").write_text(DECK.replace("id: essai\n", "", 1), encoding="utf-8")
    assert run("anki").exit_code == 0
    Path("decks/x.yaml").write_text(DECK.replace("id: essai\n", "", 1).replace("rien", "tout"), encoding="utf-8")
    before = files()
    pulled = before["decks/collection.lock"].decode() + "\n"
    editor(monkeypatch, "os.fsync", "decks/collection.lock", pulled)
    done = run("anki")
    assert done.exit_code == 2
    assert "Error: decks/collection.lock: the file changed meanwhile, run again\n" in done.stderr
    assert files() == {**before, "decks/collection.lock": pulled.encode()}
