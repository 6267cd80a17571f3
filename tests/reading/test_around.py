"""What is around a deck or in the wrong place of it: Markdown, prose, the name of the deck; boxes for options."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.decks.mending import mended

CARD = "  - id: a\n    question: Que contient le derme ?\n    answer: des vaisseaux\n"
NEXT = "  - id: b\n    question: Où injecter ?\n    answer: là\n"
DECK = f"id: t\ndeck: Peau\ncards:\n{CARD}"


def told(text: str, folder: Path) -> list[tuple[int, int, str, str]]:
    file = folder / "a.yaml"
    file.write_text(text, encoding="utf-8")
    return [(one.span.line, one.span.column, one.code, one.hint) for one in mesoquiz.load(file).diagnostics]


AROUND = {
    "an answer of a chat": (
        f"Voici le deck :\n\n```yaml\n{DECK}```\n\nBonne révision !\n",
        (1, "text-around-deck", "delete lines 1 to 3 and lines 10 to 12"),
    ),
    "a fence that never closes": (f"Bien sûr !\n```\n{DECK}", (1, "text-around-deck", "delete lines 1 to 2")),
    "a fence at the end": (f"{DECK}```\n", (7, "text-around-deck", "delete line 7")),
    "text after a fence": (f"{DECK}```\nBonne révision !\n", (7, "text-around-deck", "delete lines 7 to 8")),
    "fences alone": (
        f"~~~yaml\n{DECK}~~~\n",
        (1, "code-fence", "delete the line, and the one that closes the code at the end"),
    ),
    "a heading between cards": (
        f"{DECK}  Et voici d'autres cartes :\n{NEXT}",
        (
            7,
            "line-outside",
            "delete it, or begin it with `#` as a comment; if it belongs to the text above, indent it",
        ),
    ),
    "a heading between dashes": (
        f"{DECK}--- Chapitre 2 ---\n{NEXT}",
        (7, "second-document", "begin the line with `#`"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), AROUND.values(), ids=AROUND)
def test_text_around_a_deck_is_told_once(text: str, expected: tuple[int, str, str], tmp_path: Path) -> None:
    assert [(line, code, hint) for line, _, code, hint in told(text, tmp_path)] == [expected]


def test_a_fence_in_a_text_is_a_part_of_it(tmp_path: Path) -> None:
    assert told(f"{DECK}    why: |\n      Par exemple\n      ```\n      un deux\n      ```\n", tmp_path) == []


BELOW = {
    "above the cards": f"id: t\ncards:\n  deck: Peau\n{CARD}",
    "after an empty line": f"id: t\ncards:\n\n  deck: Peau\n{CARD}",
    "with a dash": f"id: t\ncards:\n  - deck: Peau\n{CARD}",
    "in the first card": f"id: t\ncards:\n{CARD.replace('- id: a', '- deck: Peau' + chr(10) + '    id: a')}",
    "at the end": f"id: t\ncards:\n{CARD}  deck: Peau\n",
    "in the last card": f"id: t\ncards:\n{CARD}{NEXT}    deck: Peau\n",
}


@pytest.mark.parametrize("text", BELOW.values(), ids=BELOW)
def test_the_name_of_the_deck_is_moved_above_the_cards(text: str, tmp_path: Path) -> None:
    lines = text.split("\n")
    number = next(at for at, line in enumerate(lines, 1) if "deck:" in line)
    column = lines[number - 1].index("deck") + 1
    ((line, at, code, hint),) = told(text, tmp_path)
    assert (line, at, code) == (number, column, "deck-below-cards")
    assert hint.startswith("write it there:\ndeck: Peau\ncards:")
    again = mended(text.encode(), "a.yaml")[0].decode()
    assert again.startswith("id: t\ndeck: Peau\ncards:\n")
    assert told(again, tmp_path) == []


def test_the_language_goes_with_the_name(tmp_path: Path) -> None:
    text = f"id: t\ncards:\n  deck: Peau\n  lang: fr\n{CARD}"
    assert mended(text.encode(), "a.yaml")[0].decode() == f"id: t\ndeck: Peau\nlang: fr\ncards:\n{CARD}"


BOXES = {
    "below another word": ("    options:\n", "write `answer: derme` and `distractors: [os, muscle]`"),
    "below answers": ("    answers:\n", "write `answer: derme` and `distractors: [os, muscle]`"),
    "below the question": ("", "write `answer: derme` and `distractors: [os, muscle]`"),
}


@pytest.mark.parametrize(("key", "hint"), BOXES.values(), ids=BOXES)
@pytest.mark.parametrize("mark", ["- [{}]", "* [{}]", "[{}]"])
@pytest.mark.parametrize("rest", ["", NEXT], ids=["last", "above another card"])
def test_boxes_tell_what_to_write(mark: str, key: str, hint: str, rest: str, tmp_path: Path) -> None:
    lines = "".join(f"    {mark.format(box)} {text}\n" for box, text in (("x", "derme"), (" ", "os"), (" ", "muscle")))
    text = f"id: t\ndeck: Peau\ncards:\n  - id: a\n    question: Où injecter ?\n{key}{lines}{rest}"
    ((line, _, code, told_hint),) = told(text, tmp_path)
    assert (line, code, told_hint) == (6 + bool(key), "boxes-in-list", hint)


@pytest.mark.parametrize("boxes", ["(x)( )", "☑☐", "(X)()"])
def test_boxes_that_yaml_takes_for_texts_are_told(boxes: str, tmp_path: Path) -> None:
    ticked, empty = (boxes[: len(boxes) // 2], boxes[len(boxes) // 2 :]) if boxes != "(X)()" else ("(X)", "()")
    text = DECK.replace("answer: des vaisseaux", f"answers:\n      - {ticked} derme\n      - {empty} os")
    ((line, column, code, hint),) = told(text, tmp_path)
    assert (line, column, code) == (7, 9, "boxes-in-list")
    assert hint == "write `answer: derme` and `distractors: [os]`"


def test_several_boxes_are_ticked(tmp_path: Path) -> None:
    text = DECK.replace("answer: des vaisseaux\n", "choices:\n      - [x] sang\n      - [X] lymphe\n      - [ ] os\n")
    ((*_, hint),) = told(text, tmp_path)
    assert hint == "write `answers: [sang, lymphe]` and `distractors: [os]`"


KEYS = {
    "must: masser": "write `{text: masser, must: true}` in `answers:`",
    "never: courir": "write `{text: courir, never: true}` in `distractors:`",
    "pin: last": "write it at the option that stays there: `{text: …, pin: last}`",
}


@pytest.mark.parametrize(("key", "hint"), KEYS.items())
def test_a_key_of_an_option_names_the_option(key: str, hint: str, tmp_path: Path) -> None:
    text = f"{DECK}    distractors: [courir]\n    {key}\n"
    assert [(line, said) for line, _, _, said in told(text, tmp_path)] == [(8, hint)]


@pytest.mark.parametrize("place", ["deck: Peau\nlangue: fr\n", "langue: fr\ndeck: Peau\n"])
def test_a_deck_of_a_collection_has_no_language(place: str, tmp_path: Path) -> None:
    (tmp_path / "collection.yaml").write_text("id: t\ntitle: T\n", encoding="utf-8")
    ((_, _, code, hint),) = told(f"{place}cards:\n{CARD}", tmp_path)
    assert (code, hint) == ("unknown-key", "remove it: collection.yaml has it")


@pytest.mark.parametrize("text", ['"Que contient le derme', "'Que contient le derme"], ids=["double", "single"])
@pytest.mark.parametrize("indent", [4, 6], ids=["aligned", "indented"])
@pytest.mark.parametrize("rest", ["", NEXT.replace("là", '"là"')], ids=["last", "quotes below"])
def test_a_quote_of_two_lines_is_told_where_it_opens(text: str, indent: int, rest: str, tmp_path: Path) -> None:
    deck = DECK.replace("Que contient le derme ?", f"{text}\n{' ' * indent}chez l'adulte ?") + rest
    ((line, column, code, _),) = told(deck, tmp_path)
    assert (line, column, code) == (5, 15, "unclosed-quote")
    again = mended(deck.encode(), "a.yaml")[0]
    assert told(again.decode(), tmp_path) == []
    assert "Que contient le derme chez l'adulte ?" in str(mesoquiz.load(tmp_path).notes[0])


def test_a_stray_quote_in_the_second_line_is_told(tmp_path: Path) -> None:
    deck = DECK.replace("Que contient le derme ?", 'Que contient le derme\n      chez lui ?"')
    assert [found[:3] for found in told(deck, tmp_path)] == [(6, 17, "stray-quote")]
