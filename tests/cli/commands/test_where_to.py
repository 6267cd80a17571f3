"""Where results go: a folder, or a file, as the command makes several or one."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from surroundings import written


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written("a.yaml")


def refused(said: str, *args: str) -> None:
    """The command ends with 2, says `said` last, and writes nothing."""
    done = run(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Error: {said}"
    assert [path.name for path in Path().iterdir()] == ["a.yaml"]


@pytest.mark.parametrize(
    ("name", "folder", "args"),
    [
        ("exam.pdf", "exam", ["quiz", "--pdf"]),
        ("out/exam.HTML", "out/exam", ["quiz"]),
        ("cards.html", "cards", ["flashcards"]),
        ("exam.json", "exam", ["export", "html"]),
    ],
)
def test_a_file_where_a_folder_is_wanted(name: str, folder: str, args: list[str]) -> None:
    refused(
        f"several files are made, and `{name}` would be their folder: type `-o {folder}`", *args, "a.yaml", "-o", name
    )


def test_a_package_where_a_folder_is_wanted() -> None:
    said = "several files are made, and `x.apkg` would be their folder: type `-o x`; for the package alone, type "
    refused(f"{said}`mesoquiz anki -o FILE.apkg`", "build", "a.yaml", "-o", "x.apkg")


def test_a_folder_may_have_any_name() -> None:
    Path("v1.pdf").mkdir()
    assert run("quiz", "a.yaml", "-o", "v1.pdf").exit_code == 0
    assert run("quiz", "a.yaml", "-o", "exam.2026").exit_code == 0


@pytest.mark.parametrize(
    ("command", "place"),
    [("build", "dist"), ("quiz", "quiz"), ("flashcards", "flashcards"), ("anki", "essai.apkg")],
)
def test_nothing_is_written_to_standard_output(command: str, place: str) -> None:
    said = f"nothing is written to standard output: type `-o {place}`, or another place"
    refused(said, command, "a.yaml", "-o", "-")
