"""Texts of which something would be lost without a word: each is told, at its place, with what to type."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.diagnostics.report import concise

LOSSES = {
    "a number sign with a space": (
        "    question: Vertèbre # 5 fracturée, que faire ?\n    answer: rien\n",
        "5:24: warning[comment-after-text] `#` begins a comment here, so `# 5 fracturée, que faire ?` is not read",
    ),
    "an entry that is deeper": (
        "    question: Quels os ?\n    answers:\n      - un\n        - deux\n",
        "8:9: error[entry-too-deep] this entry is indented further than the one above, and is read as a part of it",
    ),
    "a list in a text": (
        "    question: Quels os ?\n    answer:\n      deux\n      - fémur\n      - tibia\n",
        "8:7: warning[lines-joined] these lines are joined to one: a list in a text needs a block",
    ),
    "semicolons in a list": (
        "    question: Quels os ?\n    answers: [un; deux; trois]\n",
        "6:15: warning[one-entry] this list has one entry: entries are divided by commas (write `[un, deux, trois]`)",
    ),
    "a gap in a question": (
        "    question: Le {{fémur}} est long ?\n    answer: oui\n",
        "5:18: warning[gap-outside-cloze] `{{fémur}}` is shown as it is written here (write `cloze:`",
    ),
    "a tag of HTML": (
        "    question: |\n      Quel os ?\n      Le <b>fémur</b>.\n    answer: oui\n",
        "7:10: warning[html-tag] `<b>` is shown as it is written: texts are Markdown "
        "(write `**fémur**` for bold: Le **fémur**.)",
    ),
    "UTF-8 read as Windows-1252": (
        "    question: Où est le fÃ©mur ?\n    answer: oui\n",
        "5:26: warning[garbled-character] `fÃ©mur` was garbled when the file was converted (write `fémur`)",
    ),
    "an apostrophe read as Windows-1252": (
        "    question: Où est lâ€™os ?\n    answer: oui\n",
        "5:23: warning[garbled-character] `lâ€™os` was garbled when the file was converted (write `l’os`)",
    ),
    "UTF-8 read as Mac OS Roman": (
        "    question: Où est le f√©mur ?\n    answer: oui\n",
        "5:26: warning[garbled-character] `f√©mur` was garbled when the file was converted (write `fémur`)",
    ),
    "Mac OS Roman read as Windows-1252": (
        "    question: Où est le fŽmur ?\n    answer: oui\n",
        "5:26: warning[garbled-character] `fŽmur` was garbled when the file was converted (write `fémur`)",
    ),
    "a character that is lost": (
        "    question: Où est le f\ufffdmur ?\n    answer: oui\n",
        "5:26: warning[lost-character] a character was lost here when the file was converted",
    ),
    "a quote at the end": (
        '    question: Quel os ?"\n    answer: oui\n',
        "5:24: warning[stray-quote] this quote opens or closes nothing",
    ),
    "a comma at the end": (
        "    question: Quel os,\n    answer: oui\n",
        "5:22: warning[stray-comma] this comma is shown as a part of the text",
    ),
    "fewer answers than asked for": (
        "    question: Citez deux os de la jambe.\n    answers: [tibia]\n",
        "6:14: warning[fewer-answers] the question asks for 2; this list has 1 answer (add what is missing)",
    ),
}


def told(card: str, folder: Path, head: str = "deck: T\nid: t\ncards:\n  - id: a\n") -> list[str]:
    """What is said of a deck of one card, a line each, without the name of its file."""
    deck = folder / "a.yaml"
    deck.write_text(head + card, encoding="utf-8")
    lines = concise(mesoquiz.load(deck).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{deck}:") for line in lines]


@pytest.mark.parametrize(("card", "expected"), LOSSES.values(), ids=LOSSES)
def test_a_loss_is_told_at_its_place(card: str, expected: str, tmp_path: Path) -> None:
    (line,) = told(card, tmp_path)
    assert line.startswith(expected)


def test_a_single_colon_in_the_name_of_a_deck_is_told(tmp_path: Path) -> None:
    card = "    question: Quel os ?\n    answer: oui\n"
    (line,) = told(card, tmp_path, "deck: Anatomie:Membre\nid: t\ncards:\n  - id: a\n")
    assert line == (
        "1:7: warning[one-colon-in-name] one colon makes no subdeck: this deck is named `Anatomie:Membre` "
        "(write `Anatomie::Membre`)"
    )


@pytest.mark.parametrize(
    "question",
    [
        "Citez deux os.",
        "Quels sont les deux os ?",
        "Citez au moins deux os.",
        "Name two bones.",
        "What are the 2 bones?",
    ],
)
def test_a_question_may_say_in_many_words_how_much_it_asks_for(question: str, tmp_path: Path) -> None:
    (line,) = told(f"    question: {question}\n    answers: [tibia]\n", tmp_path)
    assert "warning[fewer-answers]" in line
    assert told(f"    question: {question}\n    answers: [tibia, fibula]\n", tmp_path) == []


# One fault does not hide another.


def test_a_bad_tag_does_not_hide_that_a_cloze_has_no_gap(tmp_path: Path) -> None:
    first, second = told("    cloze: Rien de caché.\n    tags: [a b]\n", tmp_path)
    assert "error[cloze-without-gap]" in first
    assert "error[malformed]" in second


def test_a_misspelt_key_does_not_hide_an_id_that_is_used_twice(tmp_path: Path) -> None:
    cards = "    question: Un ?\n    answer: un\n  - id: a\n    question: Deux ?\n    anwser: deux\n"
    first, second = told(cards, tmp_path)
    assert first.startswith("7:9: error[duplicate-id] the id `a` is used twice; first here:")
    assert second.startswith("9:5: error[unknown-key] unknown key `anwser`")


def test_a_faulty_deck_does_not_hide_an_id_that_is_used_twice(tmp_path: Path) -> None:
    card = "    question: Un ?\n    answer: un\n  - {id: a, question: Deux ?, answer: deux}\n"
    first, second = told(card, tmp_path, "deck: ''\nid: t\ncards:\n  - id: a\n")
    assert "error[empty-value]" in first
    assert "error[duplicate-id]" in second


@pytest.mark.parametrize(
    ("gap", "place", "code"),
    [("{{}}", "7:12", "empty-gap"), ("{{fin", "7:12", "open-gap"), ("fin}}", "7:7", "stray-gap-end")],
)
def test_what_is_wrong_with_a_gap_is_marked_in_its_line(gap: str, place: str, code: str, tmp_path: Path) -> None:
    (line,) = told(f"    cloze: |\n      Le {{{{premier}}}} trou.\n      Puis {gap} ici.\n", tmp_path)
    assert line.startswith(f"{place}: error[{code}]")


def test_the_second_of_two_equal_gaps_is_marked(tmp_path: Path) -> None:
    first, second = told("    cloze: Un {{}} et un {{}}.\n", tmp_path)
    assert (first[:5], second[:5]) == ("5:15:", "5:26:")


def test_a_file_of_an_old_macintosh_is_recognized(tmp_path: Path) -> None:
    deck = tmp_path / "a.yaml"
    deck.write_bytes(
        "deck: Été\nid: t\ncards:\n  - {id: a, question: Où est l’écoute ?, answer: là}\n".encode("mac_roman")
    )
    (found,) = mesoquiz.load(deck).diagnostics
    assert found.hint == "save the file again as UTF-8 (it looks like Mac OS Roman, where this byte is “É”)"
