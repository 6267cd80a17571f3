"""`check --fix`: what it mends, and that every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from small_decks import DECK, FAULTY, files_in, written

import mesoquiz
from mesoquiz.questions import qa

SLIPS = """\
# yaml-language-server: $schema=deck.schema.json
deck:Essai
id: essai   # ne change jamais
cards:

  # la première
  - id: derme
    question: Attention: où vont-elles ?
    answer:   "dans le derme"
  - id: "papule"
    question: 'L'injection ?'
    answer: @ichette
    why: |
      Un  bloc
"""

MENDED = """\
# yaml-language-server: $schema=deck.schema.json
deck: Essai
id: essai   # ne change jamais
cards:

  # la première
  - id: derme
    question: "Attention: où vont-elles ?"
    answer:   "dans le derme"
  - id: "papule"
    question: "L'injection ?"
    answer: "@ichette"
    why: |
      Un  bloc
"""

ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf-16 little": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16 big": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "old mac line ends": lambda text: text.replace("\n", "\r").encode(),
    "mixed line ends": lambda text: text.replace("\n", "\r\n", 4).encode(),
    "no last line end": lambda text: text.rstrip("\n").encode(),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_fix_mends_slips_and_keeps_every_other_byte(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(ENCODINGS[encoding](SLIPS))
    done = run("check", "a.yaml", "--fix")
    assert (done.exit_code, done.stderr) == (0, "a.yaml: mended 4 lines\n")
    assert done.stdout == "2 cards in 1 deck: no problem found.\n"
    assert file.read_bytes() == ENCODINGS[encoding](MENDED)
    assert files_in(tmp_path) == {"a.yaml"}
    again = run("check", "a.yaml", "--fix")
    assert (again.stdout, again.stderr) == (done.stdout, ""), "a sound file is left alone"


def test_fix_keeps_a_byte_order_mark_before_a_mended_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + DECK.replace("deck: ", "deck:").encode())
    assert run("check", "a.yaml", "--fix").exit_code == 0
    assert file.read_bytes() == b"\xef\xbb\xbf" + DECK.encode()


@pytest.mark.parametrize(
    ("slip", "mended"),
    [
        ("question: Attention: où ?  # vu par Anne", 'question: "Attention: où ?"  # vu par Anne'),
        ("question: @ichette # vu par Anne", 'question: "@ichette" # vu par Anne'),
        ("question: 'L'injection ?' # vu par Anne", 'question: "L\'injection ?" # vu par Anne'),
    ],
)
def test_fix_does_not_make_text_of_a_comment(slip: str, mended: str, tmp_path: Path) -> None:
    head, tail = "deck: Essai\nid: essai\ncards:\n  - id: derme\n    ", "\n    answer: oui\n"
    file = written(tmp_path / "a.yaml", head + slip + tail)
    assert run("check", "a.yaml", "--fix").exit_code == 0
    assert file.read_text(encoding="utf-8") == head + mended + tail


@pytest.mark.parametrize(
    ("slip", "mended", "meant"),
    [
        (r'le \beta du "soin" #1', r'"le \\beta du \"soin\" #1"', r'le \beta du "soin" #1'),
        ("""\"l'"effet" voulu\"""", """'l''"effet" voulu'""", """l'"effet" voulu"""),
        ('"le produit "(10 %)" dilué"', """'le produit "(10 %)" dilué'""", 'le produit "(10 %)" dilué'),
        (r'"la lettre \xi"', r"'la lettre \xi'", r"la lettre \xi"),
    ],
    ids=[
        "a number sign",
        "an apostrophe before the inner quote",
        "a bracket behind the inner quote",
        "a backslash before a letter that asks for numbers",
    ],
)
def test_fix_writes_what_its_author_meant(slip: str, mended: str, meant: str, tmp_path: Path) -> None:
    head = "deck: Essai\nid: essai\ncards:\n  - id: derme\n    question: Quoi ?\n    answer: "
    file = written(tmp_path / "a.yaml", f"{head}{slip}\n")
    assert run("check", "a.yaml", "--fix").exit_code == 0
    assert file.read_text(encoding="utf-8") == f"{head}{mended}\n"
    (note,) = mesoquiz.load(file).notes
    assert isinstance(note, qa.QuestionAnswer)
    assert note.answer.text == meant


@pytest.mark.parametrize(
    ("slip", "mended"),
    [
        ("\tdeck: Essai\nid: essai\ncards:\n  - {id: a, question: Q, answer: A}\n", "deck: Essai\n"),
        (
            "deck: Essai\nid: essai\ncards:\n\t- id: a\n\t  question: Q\n\t  answer: A\n",
            "cards:\n  - id: a\n    question: Q\n    answer: A\n",
        ),
        (
            "deck: Essai\nid: essai\ncards:\n  - id: a\n\tquestion: Q\n    answer: A\n",
            "\n    question: Q\n    answer: A\n",
        ),
        (
            "deck: Essai\nid: essai\ncards:\n  - id: a\n    question: Q\n\t    answer: A\n",
            "\n    question: Q\n    answer: A\n",
        ),
    ],
    ids=["the first line", "all cards", "a tab for four spaces", "a tab before four spaces"],
)
def test_fix_indents_as_the_lines_around(slip: str, mended: str, tmp_path: Path) -> None:
    file = written(tmp_path / "a.yaml", slip)
    done = run("check", "a.yaml", "--fix")
    assert (done.exit_code, done.stdout) == (0, "1 card in 1 deck: no problem found.\n")
    assert mended in "\n" + file.read_text(encoding="utf-8")


def test_fix_mends_any_number_of_slips_at_once(tmp_path: Path) -> None:
    cards = "".join(f"  - id: c{number}\n    question: Cas: {number}\n    answer: oui\n" for number in range(25))
    written(tmp_path / "a.yaml", f"deck: Essai\nid: essai\ncards:\n{cards}")
    done = run("check", "a.yaml", "--fix", "--ignore", "ALL")
    assert (done.exit_code, done.stderr) == (0, "a.yaml: mended 25 lines\n")
    assert done.stdout == "25 cards in 1 deck: no problem found.\n"


def test_fix_mends_what_it_can_and_reports_the_rest(tmp_path: Path) -> None:
    file = written(tmp_path / "a.yaml", FAULTY)
    done = run("check", "a.yaml", "--fix")
    assert (done.exit_code, done.stderr) == (1, "a.yaml: mended 1 line\n")
    assert done.stdout.startswith("a.yaml:9:5: error[unknown-key] unknown key `answr` in a card\n")
    assert done.stdout.endswith("\n\n1 error in 1 file\n")
    assert file.read_text(encoding="utf-8") == FAULTY.replace(
        "Attention: où vont-elles ?", '"Attention: où vont-elles ?"'
    )


def test_fix_leaves_sound_files_untouched(deck: Path, tmp_path: Path) -> None:
    written(tmp_path / "slips.yaml", SLIPS.replace("- id: ", "- id: autre-"))
    before = deck.stat()
    run("check", ".", "--fix")
    assert (deck.stat().st_ino, deck.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_fix_keeps_rights_and_links(tmp_path: Path) -> None:
    """A deck may be private, or a link into a shared folder: mending the text changes neither."""
    file = written(tmp_path / "a.txt", SLIPS)
    file.chmod(0o600)
    (tmp_path / "a.yaml").symlink_to("a.txt")
    assert run("check", "a.yaml", "--fix").exit_code == 0
    assert (tmp_path / "a.yaml").is_symlink()
    assert file.read_text(encoding="utf-8") == MENDED
    assert file.stat().st_mode & 0o777 == 0o600


def test_fix_serves_programs_too(tmp_path: Path) -> None:
    written(tmp_path / "a.yaml", SLIPS)
    done = run("check", "a.yaml", "--fix", "--format", "json")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "[]\n", "a.yaml: mended 4 lines\n")
