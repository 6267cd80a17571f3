"""A run that is killed outright between two moves: the next one has the whole exam that was there, and says so."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from commands import quiet, run
from moves import files, killed

ANOTHER = ("export", "html", "x.yaml", "-o", "exam", "--force")
SAID = r"A run was ended by force while it put an exam into exam: the exam (.+) \(« Essai »\) is whole again\.\n"


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        ("pathlib.Path", "replace"),
        pytest.param("pathlib.Path", "unlink", marks=pytest.mark.thorough),
        pytest.param("os", "link", marks=pytest.mark.thorough),
        pytest.param("json", "dump", marks=pytest.mark.thorough),
    ],
    ids=["replace", "unlink", "link", "journal"],
)
def test_the_next_run_has_the_exam_that_was_there(owner: str, name: str) -> None:
    """Killed before the n-th move, for every n: the same command as at first makes the same exam."""
    assert run("quiz", "x.yaml", "--forms", "2", "-o", "exam").exit_code == 0
    old, mixed = files(), 0
    for at in range(1, 40):
        exit_code = killed(owner, name, at, *ANOTHER)
        if exit_code == 0:
            break
        is_mixed = {path: data for path, data in files().items() if ".mesoquiz-" not in path} != old
        done = run("quiz", "x.yaml", "--forms", "2", "-o", "exam")
        assert (done.exit_code, files()) == (0, old), at
        assert bool(re.fullmatch(SAID, quiet(done.stderr))) or not is_mixed
        mixed += is_mixed
    assert at > 1
    assert mixed or name not in ("replace", "unlink")


@pytest.mark.parametrize(
    "words", [["--from", "exam/manifest.json"], ["-n", "1", "--exclude-used", "exam/manifest.json"]]
)
def test_whoever_reads_its_manifest_has_it_too(words: list[str]) -> None:
    assert run("quiz", "x.yaml", "-n", "2", "-o", "exam").exit_code == 0
    old = files()
    assert killed("pathlib.Path", "replace", 3, *ANOTHER) == -9
    assert not Path("exam/manifest.json").exists()
    done = run("quiz", "x.yaml", *words, "-o", "other")
    assert done.exit_code == 0
    assert re.search(SAID, done.stderr)
    shutil.rmtree("other")
    assert files() == old


def test_nothing_is_left_of_a_first_exam_that_was_not_done() -> None:
    before = files()
    assert killed("pathlib.Path", "replace", 3, *ANOTHER) == -9
    assert files() != before
    done = run("quiz", "x.yaml", "--from", "exam/manifest.json", "-o", "other")
    assert done.exit_code == 2
    assert done.stderr.startswith(
        "A run was ended by force while it put an exam into exam: what it had written is removed.\n"
    )
    assert files() == before


def test_a_run_that_is_killed_while_it_puts_back_leaves_it_to_the_next() -> None:
    assert run("export", "html", "x.yaml", "-o", "exam").exit_code == 0
    old = files()
    assert killed("pathlib.Path", "replace", 4, *ANOTHER) == -9
    for at in range(1, 40):
        if killed("pathlib.Path", "replace", at, "export", "html", "x.yaml", "-o", "exam") == 0:
            break
    assert at > 2
    assert files() == old


def test_a_strangers_journal_concerns_no_file_but_an_exams(folder: Path) -> None:
    for name in ("lettre.txt", "exam/lettre.txt", "exam/these.pdf"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("Cher confrère,", encoding="utf-8")
    left = folder / "exam" / ".mesoquiz-killed_1.tmp"
    left.mkdir()
    before = files()
    names = dict.fromkeys(["../lettre.txt", "lettre.txt", str(folder / "lettre.txt"), "..", ""])
    for journal in (json.dumps(names | {"x.html": "../../x.yaml"}), "[]", "{", '{"a.html": 3}', "[" * 100_000):
        left.mkdir(exist_ok=True)
        (left / "moves").write_text(journal, encoding="utf-8")
        assert run("quiz", "x.yaml", "--from", "exam/manifest.json", "-o", "other").exit_code == 2
        assert files() == before
