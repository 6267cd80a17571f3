"""One message for one fault, with a line to type that says nothing the author did not: no consequence, no guess."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.decks.mending import mended
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
ASKED = "    question: Lequel ?\n    answer: un\n"


def told(card: str, folder: Path) -> list[str]:
    """What is said of a deck of one card, a line each, without the name of its file."""
    deck = folder / "a.yaml"
    deck.write_text(HEAD + card, encoding="utf-8")
    lines = concise(mesoquiz.load(deck).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{deck}:") for line in lines]


CARDS = {
    "a misspelt key that allows an answer among the distractors": (
        f"{ASKED}    distractors: [zéro, un, deux]\n    shufle: false\n",
        "8:5: error[unknown-key] unknown key `shufle` in a card (did you mean `shuffle`?)",
    ),
    "the scale in place of what the panel chose": (
        "    hypothesis: une fracture\n    information: une chute\n    panel: [-2, -1, 0, 1, 2]\n",
        "7:12: error[panel-answers] `panel` lists answers; it takes numbers of members, one for each step of the scale"
        " (write how many members chose each step, from −2 to +2)",
    ),
    "a mark of Anki around a sound": (
        f'{ASKED}    sound: "[sound:toux.mp3]"\n',
        "7:13: error[media-mark] `[sound:toux.mp3]` has a mark of another program around the name of the file"
        " (write `toux.mp3`, without it)",
    ),
    "a mark of Anki around a picture": (
        f"    image: '<img src=\"os.png\">'\n{ASKED}",
        '5:13: error[media-mark] `<img src="os.png">` has a mark of another program around the name of the file'
        " (write `os.png`, without it)",
    ),
    "a key of one of several answers": (
        "    question: Lesquels ?\n    answers: [un, deux, trois]\n    must: true\n",
        "7:5: error[unknown-key] unknown key `must` in a card (it belongs to the answer that nobody may leave out:"
        " write `{text: …, must: true}` there)",
    ),
    "a table on the line of its key": (
        f"{ASKED}    why: | cause | effet |\n      |---|---|\n      | un | deux |\n",
        "7:12: error[yaml] this is not YAML: a text cannot follow `|` on the same line (write it on the next line,"
        " indented further than the key)",
    ),
    "words after a gap inside another": (
        "    cloze: Il a une {{douleur {{fessière}} à bascule}}.\n",
        "5:31: error[nested-gap] the gap `{{fessière}}` is inside another gap"
        " (keep one of them: `{{douleur fessière à bascule}}` or `douleur {{fessière}} à bascule`)",
    ),
    "how Anki shows the options": (
        f"{ASKED}    distractors: [deux, trois, quatre]\n    choices: shown\n",
        "8:5: error[unknown-key] unknown key `choices` in a card (write `anki: {choices: shown}`)",
    ),
    "a list that ends as a sentence": (
        "    question: Lesquels ?\n    answers:\n      - un signe ;\n      - deux signes ;\n      - trois signes.\n",
        "7:18: warning[stray-semicolon] this semicolon is shown as a part of the entry"
        " (leave it out of each entry, and the full stop out of the last)",
    ),
    "another word for retired": (
        f"{ASKED}    obsolète: true\n",
        "7:5: error[unknown-key] unknown key `obsolète` in a card (did you mean `retired`?)",
    ),
    "one answer below the key of several": (
        "    question: Lequel ?\n    answers: la fibroscopie bronchique\n",
        "6:14: error[expected-list] `answers` takes a list, not a text (write `answer:` in place of `answers:` if"
        " there is one; if there are several, `answers: [a, b]`)",
    ),
    "the path of a file on Windows": (
        f'{ASKED}    image:\n      file: "media\\thorax.png"\n      alt: le thorax\n',
        '8:19: error[eaten-backslash] in "…" the backslash is special, and `\\t` is an invisible character'
        " (write `media/thorax.png`: folders are divided by `/`, on Windows, too)",
    ),
    "tabs between entries": (
        f"{ASKED}    distractors: [deux\ttrois\tquatre]\n",
        "7:19: warning[one-entry] this list has one entry: entries are divided by commas"
        " (write `[deux, trois, quatre]`)",
    ),
    "a key in another language": (
        "    question: Lequel ?\n    antwort: un\n",
        "6:5: error[unknown-kind] nothing tells what kind of card this is (`antwort` is no key of a card: write"
        " `answer:`, `answers:`, `pairs:`, `sequence:` or `zones:` in its place)",
    ),
}


@pytest.mark.parametrize(("card", "expected"), CARDS.values(), ids=CARDS)
def test_one_message_that_guesses_nothing(card: str, expected: str, tmp_path: Path) -> None:
    assert told(card, tmp_path) == [expected]


def test_a_character_without_width_before_a_key_is_mended(tmp_path: Path) -> None:
    card = ASKED.replace("    answer", "    \u200banswer")
    (found,) = told(card, tmp_path)
    assert found.startswith("6:1: error[indentation] this line begins with a zero-width character; YAML is")
    assert mended((HEAD + card).encode(), "a.yaml") == ((HEAD + ASKED).encode(), 1)


def test_one_byte_of_another_encoding_is_no_reason_to_save_the_file_in_it(tmp_path: Path) -> None:
    deck = tmp_path / "a.yaml"
    card = "    question: Quel été, à l'âge adulte ?\n    answer: là\n    why: Dit à l'aube, après coup.\n"
    deck.write_bytes((HEAD + card).encode().replace("après".encode(), b"apr\xe8s"))
    (found,) = mesoquiz.load(deck).diagnostics
    assert found.span.line == 7
    assert found.hint == "type `après` again: it was pasted in another encoding, and the rest of the file is UTF-8"
