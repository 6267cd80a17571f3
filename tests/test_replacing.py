"""All or nothing, really: whatever fails while files are moved, the old ones are whole and belong together."""

from __future__ import annotations

import contextlib
import errno
import importlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import run
from hostile import package

from mesoquiz import staging
from mesoquiz.cli import moving
from mesoquiz.cli.replacing import write
from mesoquiz.staging import stage

DECK = """\
id: essai
deck: Essai
cards:
  - {id: a, question: Quoi, answer: rien}
  - {id: b, question: Qui, answer: personne}
  - {id: c, question: Quand, answer: jamais}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    Path("x.yaml").write_text(DECK, encoding="utf-8")
    return tmp_path


def files() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


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


@pytest.mark.in_process("system calls are made to fail")
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EBUSY], ids=errno.errorcode.get)
@pytest.mark.parametrize("call", CALLS)
def test_an_exam_is_all_new_or_all_old_whatever_fails(call: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("quiz", "x.yaml", "-n", "3", "--forms", "2", "-o", "exam").exit_code == 0
    before = files()
    for failing in failures(monkeypatch, *CALLS[call], number):
        done = run("quiz", "x.yaml", "-n", "2", "--seed", "2", "-o", "exam")
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
    done = run("quiz", "x.yaml", "-n", "2", "-o", "exam")
    assert done.exit_code == 2
    assert "these are new or gone, and the others are old: " in done.stderr
    told = done.stderr.strip().partition("the others are old: ")[2].split(", ")
    assert sorted(told) == sorted(["exam/key-A.html", "exam/manifest.json", "exam/quiz-A.html"])


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


# A file that a person edits

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
    "the check": "mesoquiz.cli.commands.check._mend",
    "the files are read again": "mesoquiz.cli.commands.check._mended",
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


# What mesoquiz did not make


@pytest.mark.parametrize("name", ["quiz-A.html", "manifest.json", "key-A.html"])
def test_an_exam_is_not_written_over_what_a_person_made(name: str) -> None:
    Path("exam").mkdir()
    Path("exam", name).write_text("<html>mine</html>", encoding="utf-8")
    before = files()
    done = run("quiz", "x.yaml", "-o", "exam")
    assert (done.exit_code, done.stdout) == (2, "")
    what = f"exam/{name} is there, and mesoquiz did not make it: name another place, or move it away"
    assert done.stderr.endswith(f"Error: {what}\n")
    assert files() == before


FOREIGN = {
    "exam/quiz-A.pdf": "a PDF that Typst made of a letter",
    "exam/manifest.json": '{"format": 2, "forms": [], "name": "of another program"}',
    "dist/essai.apkg": "cards that Anki exported",
    "coverage.json": "[]",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_another_program_made_is_not_ours(name: str) -> None:
    """Not even where the same library made it, or the same format."""
    file = Path(name)
    file.parent.mkdir(exist_ok=True)
    documented()
    if file.suffix == ".pdf":
        import typst

        file.write_bytes(typst.compile(b"Cher confr\xc3\xa8re,"))
    elif file.suffix == ".apkg":
        file.write_bytes(package())
    else:
        file.write_text(FOREIGN[name], "utf-8")
    command = {
        "exam": ("quiz", "--pdf", "-o", "exam"),
        "dist": ("build",),
        "": ("check", "--documents", "texts", "--coverage", "coverage.json"),
    }[str(file.parent).replace(".", "")]
    before = files()
    done = run(*command)
    assert done.stderr.endswith(
        f"Error: {name} is there, and mesoquiz did not make it: name another place, or move it away\n"
    )
    assert (done.exit_code, files()) == (2, before)
    file.unlink()
    # What this run makes, the next one knows.
    assert [run(*command).exit_code for _ in range(2)] == [0, 0]


def documented() -> None:
    """A deck with a quote, and the text that it is from."""
    Path("decks").mkdir()
    Path("texts").mkdir()
    source = "sources: [{id: un, title: Un, file: un.txt}]\n"
    Path("decks/collection.yaml").write_text(f"id: essai\ntitle: Essai\n{source}", "utf-8")
    cited = "    source: {doc: un, quote: rien}\n"
    Path("decks/x.yaml").write_text(
        f"deck: Essai\ncards:\n  - id: a\n    question: Quoi\n    answer: rien\n{cited}", "utf-8"
    )
    Path("texts/un.txt").write_text("rien\n", "utf-8")


COVERING = ("check", "--documents", "texts", "--coverage")


@pytest.mark.parametrize(
    ("command", "name", "what"),
    [
        (COVERING, "exam/manifest.json", "the manifest of an exam"),
        (("anki", "-o"), "exam/quiz-A.html", "a page"),
        (("anki", "-o"), "exam/manifest.json", "the manifest of an exam"),
        (COVERING, "x.apkg", "a package"),
        (("anki", "-o"), "coverage.json", "a report on passages"),
    ],
)
def test_what_mesoquiz_made_as_something_else_is_not_written_over(
    command: tuple[str, ...], name: str, what: str
) -> None:
    documented()
    for made in (("quiz", "-o", "exam"), ("anki", "-o", "x.apkg"), (*COVERING, "coverage.json")):
        assert run(*made).exit_code == 0
    before = files()
    done = run(*command, name)
    assert done.stderr.endswith(f"Error: {name} is there, {what}: name another place, or move it away\n")
    assert (done.exit_code, files()) == (2, before)


@pytest.mark.parametrize("name", ["c.txt", "c.html", "c.json", "c.pdf", "c"])
@pytest.mark.parametrize("command", [COVERING, ("anki", "-o")])
def test_what_a_run_made_the_next_one_knows_by_whatever_name(command: tuple[str, ...], name: str) -> None:
    documented()
    assert [run(*command, name).exit_code for _ in range(2)] == [0, 0]


SEALED = """
import os, pathlib, signal, sys
real, calls = {owner}.{name}, []
def call(*args, **options):
    calls.append(args)
    if len(calls) == {at}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **options)
{owner}.{name} = call
from mesoquiz.cli.program import main
main(prog_name="mesoquiz")
"""


@pytest.mark.parametrize(
    ("owner", "name", "linked"),
    [
        ("pathlib.Path", "replace", False),
        ("pathlib.Path", "replace", True),
        ("pathlib.Path", "unlink", False),
        ("os", "link", False),
    ],
    ids=["replace", "replace what has other names", "unlink", "link"],
)
def test_pages_with_a_manifest_belong_together_even_if_the_run_was_killed(owner: str, name: str, linked: bool) -> None:
    """Killed outright before the n-th move, for every n: then a folder without a manifest holds pages of two exams.

    A copy of the earlier exam that is made of other names of its files stays one of it.
    """
    assert run("quiz", "x.yaml", "--seed", "1", "--forms", "2", "-o", "exam").exit_code == 0
    old = files()
    ends, agains = [], []
    for at in range(1, 40):
        shutil.rmtree("exam")
        for path, content in old.items():
            Path(path).parent.mkdir(exist_ok=True)
            Path(path).write_bytes(content)
        if linked:
            shutil.rmtree("copy", ignore_errors=True)
            shutil.copytree("exam", "copy", copy_function=os.link)
        code = SEALED.format(owner=owner, name=name, at=at)
        made = subprocess.run(
            [sys.executable, "-c", code, "quiz", "x.yaml", "--seed", "2", "-o", "exam"],
            capture_output=True,
            check=False,
        )
        now = {path: content for path, content in files().items() if ".mesoquiz-" not in path}
        copied = [now.pop(path) for path in sorted(now) if path.startswith("copy/")]
        assert copied == ([old[path] for path in sorted(old) if path.startswith("exam/")] if linked else [])
        if made.returncode == 0:
            new = now
            break
        ends.append(now)
        assert run("quiz", "x.yaml", "--seed", "2", "-o", "exam").exit_code == 0
        agains.append({path: content for path, content in files().items() if not path.startswith("copy/")})
    assert ends
    # The next run clears what a killed one left, and the pages of a form that is no more.
    assert all(again == new for again in agains)
    assert all(now in (old, new) for now in ends if "exam/manifest.json" in now)


def test_a_page_by_hand_beside_an_exam_is_not_removed() -> None:
    """It has the name of a form that is gone, and nothing else of it."""
    assert run("quiz", "x.yaml", "--forms", "2", "-o", "exam").exit_code == 0
    Path("exam/key-B.html").write_text("<html>mine</html>", encoding="utf-8")
    assert run("quiz", "x.yaml", "-o", "exam").exit_code == 0
    assert Path("exam/key-B.html").read_text(encoding="utf-8") == "<html>mine</html>"
    assert not Path("exam/quiz-B.html").exists()


def test_an_earlier_exam_is_written_over() -> None:
    assert run("quiz", "x.yaml", "-n", "3", "-o", "exam").exit_code == 0
    assert run("quiz", "x.yaml", "-n", "2", "-o", "exam").exit_code == 0
    assert len(json.loads(Path("exam/manifest.json").read_text("utf-8"))["forms"][0]["sections"][0]["items"]) == 2
