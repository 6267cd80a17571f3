"""What is refused or told is so whichever way a card changes, and for each card that does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import run
from locks import edit
from releases import PNG

MANY = 12
"""So many cards that not all their hashes go one way."""


def test_a_cloze_cannot_become_a_question(released: Path) -> None:
    edit('    cloze: "Peu, {{1::rarement}}, au bon {{2::endroit}}."\n', "    question: Quand ?\n    answer: rarement\n")
    done = run("build")
    assert done.exit_code == 1
    assert (
        "error[note-type-changed] the card `trous` was published as a cloze note and cannot become a standard one"
        in done.stderr
    )


def test_each_answer_that_turned_is_told(decks: Path) -> None:
    cards = "".join(f"  - {{id: v{n}, statement: Le temps {n} compte., answer: true}}\n" for n in range(MANY))
    edit("cards:\n", f"cards:\n{cards}")
    assert run("release").exit_code == 0
    text = Path("decks/a.yaml").read_text(encoding="utf-8")
    Path("decks/a.yaml").write_text(text.replace("answer: true", "answer: false"), encoding="utf-8")
    told = re.findall(r"warning\[answer-turned\] the answer of `(.+?)` ", run("check").stdout)
    assert sorted(told) == sorted(f"v{n}" for n in range(MANY))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{1::rarement}}", "{{1::jamais}}", ["gap 1"]),
        ("{{2::endroit}}", "{{2::moment}}", ["gap 2"]),
        ("{{1::rarement}}, au bon {{2::endroit}}", "{{1::jamais}}, au bon {{2::moment}}", ["gap 1", "gap 2"]),
    ],
)
def test_only_the_gaps_that_changed_are_told(old: str, new: str, told: list[str], released: Path) -> None:
    edit(old, new)
    assert re.findall(r"warning\[gap-changed\] (.+?) of `trous` hides", run("check").stdout) == told


def test_a_mask_with_another_label_is_told_as_a_mask(decks: Path) -> None:
    masks = ", ".join(f"{{left: {n}0, top: 5, width: 8, height: 9, label: couche {n}}}" for n in (1, 2))
    edit("cards:\n", f"cards:\n  - id: coupe\n    image: {{file: coupe.png, alt: Coupe}}\n    masks: [{masks}]\n")
    assert run("release").exit_code == 0
    edit("label: couche 2", "label: hypoderme")
    told = re.findall(r"warning\[gap-changed\] (.+?) of `coupe` hides", run("check").stdout)
    assert told == ["mask 2"]


@pytest.mark.parametrize("deck", ["Suite::B", "Ancien::A"], ids=["a later name", "an earlier name"])
def test_a_card_in_another_deck_has_moved(deck: str, released: Path) -> None:
    edit("deck: Suite::A", f"deck: {deck}")
    assert run("build").stdout.splitlines()[-1].endswith("  release lock: 4 in another deck")


def test_an_unreleased_deck_is_compared_by_its_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no times of a release, so none of its notes is too old to be taken over."""
    monkeypatch.chdir(tmp_path)
    Path("coupe.png").write_bytes(PNG)
    deck = Path("x.yaml")
    deck.write_text("id: x\ndeck: X\ncards:\n  - {id: a, question: Où ?, answer: derme}\n", encoding="utf-8")
    assert run("anki", "x.yaml", "-o", "old.apkg").exit_code == 0
    deck.write_text(deck.read_text(encoding="utf-8").replace("derme", "muscle"), encoding="utf-8")
    done = run("diff", "old.apkg", "x.yaml")
    assert done.exit_code == 0, done.output
    assert "updated" in done.stdout
    assert "not taken over" not in done.output
