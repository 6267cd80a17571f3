"""Pictures and sounds weigh nothing until something embeds them, and then only what was looked at is embedded."""

from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from commands import run
from pictures import png

import mesoquiz
from mesoquiz.decks import banks
from mesoquiz.exams.quiz import Quiz
from mesoquiz.files import Outside, open_within
from mesoquiz.notes.bank import Bank

START = png()
WEIGHT = 2_000_000
"""Bytes of a picture."""


@pytest.fixture(autouse=True)
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an author, who works beside it."""
    folder = tmp_path / "author" / "decks"
    folder.mkdir(parents=True)
    (folder / "collection.yaml").write_text("id: poids\ntitle: Poids\n", encoding="utf-8")
    monkeypatch.chdir(folder.parent)
    return folder


def pictures(number: int, weight: int = WEIGHT) -> list[Path]:
    """Write a deck of cards that have a picture each."""
    cards = []
    files = []
    for place in range(number):
        file = Path(f"decks/image-{place}.png")
        file.write_bytes((START + str(place).encode()).ljust(weight, b"\0"))
        files.append(file)
        cards.append({"id": f"c{place}", "question": f"Quoi {place} ?", "answer": "la peau"})
        cards[-1]["image"] = {"file": file.name, "alt": "Coupe"}
    Path("decks/a.yaml").write_text(json.dumps({"deck": "Poids", "cards": cards}), "utf-8")
    return files


def peak(action: Callable[[], object]) -> int:
    """The most bytes that Python held at a time."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


# What is held


def test_a_bank_holds_no_media() -> None:
    """One at a time is read, for its hash. Reading a deck takes 20 MB at once, whatever its size."""
    pictures(40)
    made: list[Bank] = []
    assert peak(lambda: made.append(mesoquiz.load("decks"))) < 40 * WEIGHT / 3
    (loaded,) = made
    assert len(loaded.media) == 40
    assert {one.size for one in loaded.media.values()} == {WEIGHT}


def discarded(format: str, what: Bank | Quiz) -> None:
    """Export to a file that is gone afterwards, piece by piece."""
    with TemporaryFile() as stream:
        for artifact in mesoquiz.export(format, what):
            artifact.write(stream)


def test_a_package_is_written_picture_by_picture() -> None:
    """A list of them all would be as large as they are, and the package twice that."""
    pictures(40)
    bank = mesoquiz.load("decks")
    assert peak(lambda: discarded("apkg", bank)) < 40 * WEIGHT / 3


@pytest.mark.parametrize("format", ["html", "flashcards"])
def test_a_page_is_written_picture_by_picture(format: str) -> None:
    """As text, the pictures of one page are a third larger, and two pages have them all."""
    pictures(40)
    bank = mesoquiz.load("decks")
    what = mesoquiz.assemble(bank) if format == "html" else bank
    assert peak(lambda: discarded(format, what)) < 40 * WEIGHT / 3


def test_a_quiz_reads_the_pictures_that_it_shows() -> None:
    pictures(20, 1000)
    quiz = mesoquiz.assemble(mesoquiz.load("decks"), count=2)
    shown = {item.note.image.file for item in quiz.forms[0].items if item.note.image}
    for file in Path("decks").glob("*.png"):
        if file.name not in shown:
            file.unlink()
    for page in mesoquiz.export("html", quiz):
        assert page.content.count(b"data:image/png") == (2 if page.name.startswith(("quiz", "explained")) else 0)


def test_what_is_written_in_pieces_is_the_content() -> None:
    pictures(3)
    bank = mesoquiz.load("decks")
    made = [*mesoquiz.export("apkg", bank), *mesoquiz.export("html", mesoquiz.assemble(bank))]
    for artifact in [*made, *mesoquiz.export("flashcards", bank)]:
        file = Path(artifact.name)
        with file.open("wb") as stream:
            artifact.write(stream)
        assert file.read_bytes() == artifact.content == artifact.content


# What changes meanwhile


def gone(file: Path) -> None:
    file.unlink()


def other(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1] + b"\1")


def longer(file: Path) -> None:
    with file.open("ab") as stream:
        stream.write(b"\0")


def shorter(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def link(file: Path) -> None:
    """To the very same bytes, outside."""
    file.rename("../outside.png")
    file.symlink_to(Path("../outside.png").resolve())


@pytest.mark.in_process(reason="the file changes between two steps of a command")
@pytest.mark.parametrize("change", [gone, other, longer, shorter, pipe, link])
@pytest.mark.parametrize(
    "command",
    [("anki",), ("build",), ("quiz",), ("flashcards",), ("quiz", "--pdf"), ("flashcards", "--pdf")],
    ids=" ".join,
)
def test_media_that_changed_since_they_were_read_are_not_embedded(
    command: tuple[str, ...], change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = pictures(3, 1000)
    before = {path for path in Path().rglob("*") if path.suffix != ".png"}
    load = banks.load

    def loading(*args: object) -> Bank:
        made = load(*args)  # type: ignore[arg-type]
        change(files[1])
        return made

    monkeypatch.setattr(banks, "load", loading)
    done = run(*command)
    assert done.exit_code == 2
    assert done.stderr == "Error: decks/image-1.png: the file changed meanwhile, run again\n"
    assert {path for path in Path().rglob("*") if path.suffix != ".png"} == before, "nothing is written"


# What a path leads to


def test_a_link_that_is_put_there_meanwhile_is_not_followed(decks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An attacker swaps a folder for a link after it was judged, and before the file in it is opened."""
    (decks / "images").mkdir()
    (decks / "images/x.png").write_bytes(b"ours")
    secret = decks.parent / "secret"
    secret.mkdir()
    (secret / "x.png").write_bytes(b"secret")
    with open_within(decks, "images/x.png") as stream:
        assert stream.read() == b"ours"
    resolve = os.path.realpath

    def swapping(path: str) -> str:
        found = resolve(path)
        if found.endswith("x.png"):
            (decks / "images").rename(decks / "before")
            (decks / "images").symlink_to(secret)
        return found

    monkeypatch.setattr(os.path, "realpath", swapping)
    with pytest.raises(OSError, match=r"images/x\.png"), open_within(decks, "images/x.png"):
        pass
    monkeypatch.undo()
    with pytest.raises(Outside), open_within(decks, "images/x.png"):
        pass


def test_no_handle_is_left_open(decks: Path) -> None:
    (decks / "a/b").mkdir(parents=True)
    os.mkfifo(decks / "a/b/pipe.png")
    (decks / "a/b/x.png").write_bytes(START)
    before = handles()
    for path in ("a/b/pipe.png", "a/b", "a/gone/x.png", "a/b/x.png/y", "", "../x.png"):
        with pytest.raises(OSError, match="decks"), open_within(decks, path):
            pass
    with open_within(decks, "a/b/x.png") as stream:
        assert stream.read() == START
    assert handles() == before


def handles() -> int:
    """How many files this process has open."""
    return len(list(Path("/dev/fd").iterdir()))
