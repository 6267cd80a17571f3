"""An instructor answers questions, and has the plan of an exam."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from pictures import png
from small_decks import written
from terminals import in_terminal

MIXED = """\
deck: Essai
cards:
{}
  - {{id: v1, statement: Un énoncé., answer: true}}
  - {{id: l1, question: Lesquels ?, answers: [a, b], distractors: [c, d]}}
  - {{id: s1, question: Dans quel ordre ?, sequence: [un, deux, trois]}}
""".format("\n".join(f"  - {{id: q{n}, question: Quoi {n} ?, answer: a{n}, distractors: [b, c, d]}}" for n in range(6)))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "cartes"
    folder.mkdir()
    (folder / "collection.yaml").write_text("id: essai\ntitle: Essai\nlang: fr\n", "utf-8")
    (folder / "deck.yaml").write_text(MIXED, "utf-8")
    return folder


def test_without_a_terminal_nothing_is_asked(home: Path) -> None:
    done = run("new", "blueprint", "--decks", home, "--title", "Partiel : « juin »", "-n", 7, "--forms", 2)
    assert done.exit_code == 0
    made = home / "blueprints" / "partiel-juin.yaml"
    assert done.stderr.endswith(f"Change it as you like, then type `mesoquiz quiz -b {made}`.\n")
    assert "blueprint: 7 questions" in done.stdout
    assert made.read_text("utf-8").startswith('title: "Partiel : « juin »"\nforms: 2   # A, B, C …\n')
    drawn = run("quiz", "-b", made, "-o", "exam")
    assert drawn.exit_code == 0
    assert "form B: the paper" in drawn.stdout
    page = Path("exam/quiz-A.html").read_text("utf-8")
    assert "Questions à réponse unique" in page
    assert "Questions à réponses multiples" not in page
    assert page.count('<section class="question"') == 7


def test_what_is_there_stays(home: Path) -> None:
    run("new", "blueprint", "--decks", home)
    made = home / "blueprints" / "essai.yaml"
    made.write_text("mine", "utf-8")
    done = run("new", "blueprint", "--decks", home)
    assert done.exit_code == 2
    assert done.stderr.endswith(f"Error: {made} is there already: name another file\n")
    assert made.read_text("utf-8") == "mine"
    assert run("new", "blueprint", "plan.yaml", "--decks", home).exit_code == 0
    assert Path("plan.yaml").exists()


def test_more_than_there_is_is_refused(home: Path) -> None:
    done = run("new", "blueprint", "--decks", home, "-n", 10)
    assert done.exit_code == 2
    assert done.stderr.endswith("Error: 10 questions are wanted, and there are 9 cards\n")
    done = run("new", "blueprint", "--decks", home, "--scoring", "r2c")
    assert done.exit_code == 2
    assert not (home / "blueprints").exists()


@pytest.mark.in_process
def test_a_terminal_is_asked_until_the_cards_can_give_what_is_wanted(home: Path) -> None:
    """Seven can be asked for one right answer, and six of them openly as well, but none twice."""
    # Title, day, minutes, forms; single, several, open, order; then again; then how marks are given.
    typed = "Partiel\n\n60\n2\n7\n1\n6\n0\n4\n1\n2\n1\ndiscordance\n"
    shown = in_terminal(["-m", "mesoquiz", "new", "blueprint", "--decks", str(home)], home, typed=typed, COLUMNS="200")
    assert "14 questions are wanted, and there are 9 cards" in shown
    assert "one right answer among several (7) [7]:" in shown
    made = (home / "blueprints" / "partiel.yaml").read_text("utf-8")
    assert "date:" not in made
    assert "duration: 60   # minutes" in made
    assert "scoring: discordance   # | all-or-nothing | proportional | negative" in made
    assert [line.split()[1] for line in made.splitlines() if line.startswith("    count:")] == ["4", "1", "2", "1"]
    assert run("quiz", "-b", home / "blueprints" / "partiel.yaml", "-o", "exam").exit_code == 0


def test_cards_that_are_only_heard_make_no_exam(tmp_path: Path) -> None:
    deck = written(tmp_path / "a.yaml", "deck: D\nid: d\ncards:\n  - {id: a, question: q, answer: a, sound: s.mp3}\n")
    (tmp_path / "s.mp3").write_bytes(b"ID3" + bytes(40))
    done = run("new", "blueprint", "--decks", deck)
    assert done.exit_code == 2
    assert done.stderr.endswith("Error: all these cards are asked by a sound, which cannot be printed\n")


FORMATS = """\
deck: Essai
cards:
  - {id: p1, question: Lesquels ?, answers: [a, b, e], distractors: [c, d, f, g], draw: 5}
  - {id: p2, question: Lesquelles ?, answers: [a, b], distractors: [c, d]}
  - {id: t1, hypothesis: une allergie, information: une fièvre, panel: [0, 1, 4, 6, 2]}
  - id: z1
    question: Où est le derme ?
    image: {file: peau.png, alt: Coupe}
    zones: [{left: 10, top: 40, width: 80, height: 25}]
"""
CASES = """\
deck: Dossiers
cards:
  - {id: c1, case: coude, context: Un homme., question: Quoi ?, answer: rien}
  - {id: c2, case: coude, question: Et puis ?, answer: repos}
"""


@pytest.mark.in_process
def test_every_format_is_offered_and_counted(home: Path) -> None:
    (home / "deck.yaml").write_text(FORMATS, "utf-8")
    (home / "cases.yaml").write_text(CASES, "utf-8")
    (home / "peau.png").write_bytes(png())
    typed = "Formats\n\n60\n1\n1\n0\n1\n1\n1\ndiscordance\n"
    shown = in_terminal(["-m", "mesoquiz", "new", "blueprint", "--decks", str(home)], home, typed=typed, COLUMNS="200")
    for line in (
        "several right answers (2, 1 pool among them) [",
        "a place of a picture to point at (1) [",
        "what a new finding makes of a hypothesis (1) [",
        "whole cases, step by step (1) [",
    ):
        assert line in shown
    made = home / "blueprints" / "formats.yaml"
    asked = [line.split()[1] for line in made.read_text("utf-8").splitlines() if line.startswith("    ask:")]
    assert asked == ["several", "zone", "concordance", "case"]
    assert run("quiz", "-b", made, "-o", "exam").exit_code == 0


def test_of_decks_of_cases_alone_cases_are_counted(home: Path) -> None:
    (home / "deck.yaml").write_text(CASES, "utf-8")
    done = run("new", "blueprint", "--decks", home, "-n", 5)
    assert done.stderr.endswith("Error: 5 cases are wanted, and there is 1 case\n")
    assert "blueprint: 1 case\n" in run("new", "blueprint", "--decks", home, "-n", 1).stdout
