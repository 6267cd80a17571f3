"""What another program left in place of a value: told for what it is, and never made an answer by a mend."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.decks.mending import mended
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"


def told(card: str, folder: Path) -> list[str]:
    """What is said of a deck of one card, a line each, without the name of its file."""
    deck = folder / "a.yaml"
    deck.write_text(HEAD + card, encoding="utf-8")
    lines = concise(mesoquiz.load(deck).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{deck}:") for line in lines]


ASKED = "    question: Combien de jours ?\n"
CELLS = {
    "an answer": (f"{ASKED}    answer: #N/A\n", "#N/A"),
    "an answer in quotes": (f'{ASKED}    answer: "#NOM?"\n', "#NOM?"),
    "an entry": ("    question: Quels signes ?\n    answers:\n      - #VALEUR!\n      - toux\n", "#VALEUR!"),
    "an entry in brackets": ("    question: Quels signes ?\n    answers: [#REF!, toux]\n", "#REF!"),
    "an explanation": (f"{ASKED}    answer: trois\n    why: #DIV/0!\n", "#DIV/0!"),
    "a tag": (f"{ASKED}    answer: trois\n    tags: [#N/A]\n", "#N/A"),
}


@pytest.mark.parametrize(("card", "cell"), CELLS.values(), ids=CELLS)
def test_an_error_of_a_spreadsheet_is_no_text_to_quote(card: str, cell: str, tmp_path: Path) -> None:
    (found,) = told(card, tmp_path)
    said = f"error[error-of-a-spreadsheet] `{cell}` is an error of a spreadsheet"
    assert found.endswith(f"{said} (write the value that it took the place of)")
    data = (HEAD + card).encode()
    assert mended(data, "a.yaml") == (data, 0)


LEFT = {
    "an error of Word": (
        "Le risque est net (Erreur ! Source du renvoi introuvable.).",
        "`Erreur ! Source du renvoi introuvable.` is shown as it is written (delete it: a word processor writes",
    ),
    "an error of Word with a narrow space": ("Voir Erreur\u202f! Signet non défini.", "(delete it: a word processor"),
    "an error of Word in English": (
        "See Error! Reference source not found.",
        "`Error! Reference source not found.` is shown as it is written (delete it: a word processor writes",
    ),
    "options of Moodle": (
        "La voie est {=le sang ~l'eau ~la salive}",
        "`{=le sang ~l'eau ~la salive}` is shown as it is written (leave it out: in Moodle (GIFT) these",
    ),
    "wrong options of Moodle first": ("La voie est {~l'eau =le sang}", "(leave it out: in Moodle (GIFT)"),
    "a remark": (
        "la transferrine#à vérifier",
        "`#à vérifier` is shown as it is written (`#` begins a comment only after a space: write ` # à vérifier`)",
    ),
    "a letter of ISO 8859-15": ("Le c½ur est gros", "`c½ur` was garbled when the file was converted (write `cœur`)"),
    "a letter of ISO 8859-15 first": (
        "Un ¼dème de l'½il",
        "`¼dème` was garbled when the file was converted (write `Œdème`)",
    ),
}


@pytest.mark.parametrize(("text", "expected"), LEFT.values(), ids=LEFT)
def test_what_another_program_left_is_told(text: str, expected: str, tmp_path: Path) -> None:
    (found,) = told(f"    question: Quoi ?\n    answer: un\n    why: {text}\n", tmp_path)
    assert expected in found


@pytest.mark.parametrize(
    "text",
    [
        "Le signal d'erreur ! Il sonne.",
        "L'ensemble {x = 1} est vide",
        "Écrire `{=le sang ~l'eau}` ici",
        "Le canal n#1 s'ouvre",
        "La note do#à la clé",
        "Un ½ comprimé, 2½h plus tard, ½ l",
        "Vaut \\(x_{=a}\\) ici",
    ],
)
def test_what_is_meant_is_left_alone(text: str, tmp_path: Path) -> None:
    assert told(f"    question: Quoi ?\n    answer: un\n    why: {text}\n", tmp_path) == []


OPTIONS = {
    "letters for true and false": (
        "    answer: l'étrier (V)\n    distractors: [l'enclume (F), le marteau (F), le tympan (F)]\n",
        ["6:13: warning[judged-option] `(V)` in this option is shown, and tells the answer (leave it out)"],
    ),
    "letters of names": ("    answer: facteur cinq (V)\n    distractors: [facteur dix (X), facteur un (F)]\n", []),
    "a letter that counts": (
        "    answer: B\n    distractors: [l'enclume, l'étrier, le marteau, le tympan]\n",
        [
            "6:13: warning[letter-without-option] the answer is the letter `B`, and no option has a letter"
            " (write the"
            " words of the right option, `answer: l'étrier` if the letter counts them, and leave it"
            " out of `distractors:`)"
        ],
    ),
    "a letter that is a name": ("    answer: B\n    distractors: [A, O, AB]\n", []),
}


@pytest.mark.parametrize(("options", "expected"), OPTIONS.values(), ids=OPTIONS)
def test_options_that_are_marked_by_letters(options: str, expected: list[str], tmp_path: Path) -> None:
    assert told(f"    question: Lequel ?\n{options}", tmp_path) == expected
