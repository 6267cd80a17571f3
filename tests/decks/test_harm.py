"""Mends that would do harm: a card, an id or an entry would be lost. They are told and not written."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

HEAD = "deck: Cœur\nid: essai\ncards:\n"
HEART = """- id: ic-signes
  question: "Quels sont les signes d'insuffisance cardiaque droite ?"
  answers: ["turgescence jugulaire", "hépatomégalie"]
  distractors: ["crépitants", "orthopnée"]
  difficulty: 1
- id: ic-bnp
  cloze: "Un BNP inférieur à {{100 pg/mL::seuil}} rend l'{{insuffisance}} peu probable."
  why: |
    Le NT-proBNP a d'autres seuils :
    - 300 pg/mL pour exclure ;
    - 450 pg/mL avant 50 ans.
  tags: [biologie, urgences]
- id: ic-etapes
  question: "Dans quel ordre examine-t-on le patient ?"
  sequence:
  - inspection
  - palpation
  - percussion
"""
DRUGS = """  - id: amox-dose
    question: "Quelle dose d'amoxicilline ?"
    answer: "6 g par jour"
    distractors: ["2 g par jour", "12 g par jour"]
  - id: vanco-effets
    question: "Quels sont les effets de la vancomycine ?"
    answers:
      - néphrotoxicité
      - ototoxicité
      - syndrome de l'homme rouge
    distractors:
      - text: cholestase
        why: on l'observe avec la rifampicine
      - hépatite
  - id: pen-allergie
    statement: "L'allergie est croisée."
    answer: false
"""
HARMFUL = {
    "a list entry after two dashes": HEART.replace("  - percussion", "  -- percussion"),
    "the last line of a text at the column of the cards": HEART.replace("    - 450", "- 450"),
    "an em space before a key": HEART.replace("  difficulty", "\u2003difficulty"),
    "a first card without its dash": DRUGS.replace("  - id: amox", "    id: amox"),
    "an entry without its dash": DRUGS.replace("      - ototoxicité", "      ototoxicité"),
}


@pytest.mark.parametrize("cards", HARMFUL.values(), ids=list(HARMFUL))
def test_what_would_lose_anything_is_not_mended(cards: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word, every card and every entry that was there is there still."""
    monkeypatch.chdir(tmp_path)
    path = Path("a.yaml")
    path.write_text(HEAD + cards, encoding="utf-8")
    run("check", "a.yaml", "--fix", "--ignore", "ALL")
    left = path.read_text("utf-8")
    assert "# percussion" not in left
    assert all(word in left for word in (HEAD + cards).replace("\u2003", " ").split() if word.strip("-"))
    for line in cards.splitlines():
        if line.strip().startswith("- id: "):
            assert line in left.splitlines(), "a sound card keeps its dash"
        if line.strip().startswith("distractors"):
            assert "- distractors" not in left
    if run("check", "a.yaml", "--ignore", "ALL").exit_code == 0:
        ids = {word for line in cards.splitlines() for word in line.split("id: ")[1:]}
        listed = run("list", "a.yaml", "--format", "json").stdout
        assert [id for id in ids if f'"{id}"' not in listed] == []


def test_a_comma_that_is_missing_between_quotes_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("a.yaml")
    card = '- id: a\n  question: Quels signes ?\n  answer: fièvre\n  distractors: ["prurit" "toux"]\n'
    path.write_text(HEAD + card, encoding="utf-8")
    said = run("check", "a.yaml", "--ignore", "ALL").stdout
    assert "a.yaml:7:25: error[missing-comma] two texts in quotes need a comma between them" in said
    assert run("check", "a.yaml", "--fix", "--ignore", "ALL").exit_code == 0
    assert path.read_text("utf-8") == (HEAD + card).replace('"prurit" "toux"', '"prurit", "toux"')
