"""Cards as they are pasted from mails, tables, JSON and chats: told once, mended where nothing else can be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.decks.mending import mended

HEAD = "deck: T\nid: t\ncards:\n"
FIRST = "  - id: a\n    question: Quel os est long ?\n    answer: fémur\n    distractors: [tibia, radius]\n"
NEXT = "  - id: z\n    term: ostéite\n    definition: inflammation\n"
CARD = "  - id: b\n    question: Quels os ?\n    answer: tibia\n"

MENDED = {
    "keys in capitals": ("  - ID: b\n    Question: Quels os ?\n    ANSWER: tibia\n", "key-in-capitals", 1, CARD),
    "one key in capitals": (CARD.replace("answer", "Answer"), "key-in-capitals", 3, CARD),
    "equals signs": (CARD.replace(":", " ="), "key-colon", 1, CARD),
    "arrows": (CARD.replace("question:", "question ->").replace("answer:", "answer ->"), "key-colon", 2, CARD),
    "wide colons": (CARD.replace("question:", "question：").replace("answer:", "answer："), "key-colon", 2, CARD),
    "a number for the dash": ("  1. id: b\n     question: Quels os ?\n     answer: tibia\n", "bullet", 1, CARD),
    "a heading after the dash": (
        "  - Carte 2\n    id: b\n    question: Quels os ?\n    answer: tibia\n",
        "heading-of-a-card",
        1,
        f"  # Carte 2\n{CARD}",
    ),
    "lines of JSON": (
        '  - "id": "b",\n    "question": "Quels os ?",\n    "answer": "tibia"\n',
        "comma-at-line-end",
        1,
        '  - "id": "b"\n    "question": "Quels os ?"\n    "answer": "tibia"\n',
    ),
    "an object of JSON": (
        '  {"id": "b", "question": "Quels os ?", "answer": "tibia"},\n',
        "entry-without-dash",
        1,
        '  - {"id": "b", "question": "Quels os ?", "answer": "tibia"}\n',
    ),
    "a text below its key": (CARD.replace("answer: tibia", "answer:\n    tibia"), "text-below-key", 4, CARD),
    "a line of dashes": (f"  ---\n{CARD}", "comment-mark", 1, f"# ---\n{CARD}"),
    "two keys on the line of the dash": (
        "  - term: derme definition: couche\n",
        "line-break",
        1,
        "  - term: derme\n    definition: couche\n",
    ),
    "a list begun on the line of its question": (
        "  - question: Quels os ? answers:\n      - tibia\n      - radius\n",
        "line-break",
        1,
        "  - question: Quels os ?\n    answers:\n      - tibia\n      - radius\n",
    ),
}


@pytest.mark.parametrize("place", ["first", "between", "last"])
@pytest.mark.parametrize("pasted", MENDED.values(), ids=MENDED)
def test_a_pasted_card_is_mended(pasted: tuple[str, str, int, str], place: str, tmp_path: Path) -> None:
    wrong, code, line, right = pasted
    above, below = "" if place == "first" else FIRST, "" if place == "last" else NEXT
    file = tmp_path / "a.yaml"
    file.write_text(HEAD + above + wrong + below, encoding="utf-8")
    (found,) = mesoquiz.load(file).diagnostics
    assert (found.code, found.span.line) == (code, 3 + above.count("\n") + line)
    again = mended((HEAD + above + wrong + below).encode(), "a.yaml")[0].decode()
    assert again == HEAD + above + right + below
    file.write_text(again, encoding="utf-8")
    assert [one.code for one in mesoquiz.load(file).diagnostics if one.code != "no-id"] == []


def test_a_card_on_the_line_of_cards_gets_its_own(tmp_path: Path) -> None:
    text = "deck: T\nid: t\ncards: - id: b\n    question: Quels os ?\n    answer: tibia\n"
    (tmp_path / "a.yaml").write_text(text + NEXT, encoding="utf-8")
    (found,) = mesoquiz.load(tmp_path / "a.yaml").diagnostics
    assert (found.code, found.span.line, found.span.column) == ("list-on-the-line", 3, 8)
    assert mended((text + NEXT).encode(), "a.yaml")[0].decode() == HEAD + CARD + NEXT


@pytest.mark.parametrize("head", ["  - id: b\n    context: ", "  - context: "])
def test_a_story_with_colons_in_its_lines_is_quoted(head: str, tmp_path: Path) -> None:
    text = f"{HEAD}{head}Homme de 50 ans.\n      TA : 12/8.\n      FC : 80.\n    question: Quoi ?\n    answer: rien\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (found,) = mesoquiz.load(tmp_path / "a.yaml").diagnostics
    assert (found.code, found.span.line) == ("colon-in-text", text[: text.index("TA")].count("\n") + 1)
    assert '"Homme de 50 ans.\n      TA : 12/8.\n      FC : 80."' in mended(text.encode(), "a.yaml")[0].decode()


TOLD = {
    "a row of a spreadsheet": (
        "  b\tQuels os ?\ttibia\n",
        "row-outside",
        "make a card of it: `- id: b`, and below it `question: Quels os ?` and `answer: tibia`",
    ),
    "a row with semicolons": (
        "b;Quels os ?;tibia\n",
        "row-outside",
        "make a card of it: `- id: b`, and below it `question: Quels os ?` and `answer: tibia`",
    ),
    "a question and its answer": (
        "  Quels os ?\ttibia\n",
        "row-outside",
        "make a card of it: `- question: Quels os ?`, and below it `answer: tibia`",
    ),
    "Q and R": (
        "  Q: Quels os ?\n  R: tibia\n",
        "card-without-dash",
        "write `- id: …`, and below it `question:` and `answer:`",
    ),
    "a bold heading": (
        "  **Jambe**\n",
        "line-outside",
        "delete it, or begin it with `#` as a comment; if it belongs to the text above, indent it",
    ),
}


@pytest.mark.parametrize(("wrong", "code", "hint"), TOLD.values(), ids=TOLD)
def test_what_is_no_card_is_told_once(wrong: str, code: str, hint: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(HEAD + FIRST + wrong + NEXT, encoding="utf-8")
    (found,) = mesoquiz.load(file).diagnostics
    assert (found.code, found.span.line, found.hint) == (code, 8, hint)


VALUES = {
    "    question: Associez.\n    pairs: [tibia, jambe, humérus, bras]\n": (
        "write each as a list in brackets:\n- [tibia, jambe]\n- [humérus, bras]"
    ),
    "    hypothesis: une fracture\n    information: un œdème\n    panel: 10\n": (
        "write a number for each step, −2, −1, 0, +1, +2, such as `panel: [0, 1, 3, 6, 2]`"
    ),
}


@pytest.mark.parametrize(("keys", "hint"), VALUES.items())
def test_a_value_is_told_with_what_to_write(keys: str, hint: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}{FIRST}  - id: b\n{keys}{NEXT}", encoding="utf-8")
    (found,) = mesoquiz.load(file).diagnostics
    assert found.hint == hint
