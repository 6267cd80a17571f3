"""What the front of a flashcard asks and its back answers."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
from cut_cards import PNG, Print, bank_of, compact
from rendering import Card, write_decks

import mesoquiz

MASKS = [{"left": 10, "top": 10 + 40 * n, "width": 50, "height": 20, "label": text} for n, text in enumerate("UV")]

KINDS: dict[str, tuple[Card, list[str], list[str]]] = {
    "open": ({"question": "Qui ?", "answer": "Pistor"}, ["Qui ?"], ["Pistor"]),
    "list": ({"question": "Lesquels ?", "answers": ["un", "deux"]}, ["Lesquels ?"], ["• un", "• deux"]),
    "true": ({"statement": "L'eau bout.", "answer": "true"}, ["L'eau bout.", "Vrai / Faux"], ["Vrai"]),
    "stated": (
        {"question": "Lesquels ?", "answers": [{"text": "a", "pin": "first"}], "distractors": ["b"], "expected": 1},
        ["Lesquels ?", "Cochez 1 réponse.", "A. a", "B. b"],
        ["A. a"],
    ),
    "flags": (
        {
            "question": "Que faire ?",
            "answers": [{"text": "a", "must": True, "pin": "first"}],
            "distractors": ["b", {"text": "c", "never": True, "pin": "last"}],
        },
        ["Que faire ?", "A. a", "B. b", "C. c"],
        ["A. a (indispensable)", "C. c (inacceptable)"],
    ),
    "typed": (
        {"question": "Qui ?", "answer": "Michel Pistor", "accept": ["Michel Pistor", "Pistor", "docteur Pistor"]},
        ["Qui ?"],
        ["Michel Pistor", "Aussi accepté : Pistor · docteur Pistor"],
    ),
    "panel": (
        {"hypothesis": "une infection", "information": "une fièvre", "panel": [0, 1, 2, 10, 2]},
        [
            *("Si vous pensiez à : une infection", "… et que vous trouvez : une fièvre", "… cette hypothèse devient :"),
            "−2 : très improbable / −1 : moins probable / 0 : ni plus ni moins probable / +1 : plus probable / ",
            "+2 : très probable",
        ],
        [
            *("•−2 : très improbable (0/15)", "•−1 : moins probable (1/15)", "•0 : ni plus ni moins probable (2/15)"),
            *("•+1 : plus probable (10/15)", "•+2 : très probable (2/15)"),
        ],
    ),
    "gaps": (
        {"cloze": "Avant {{un::chiffre}} puis {{deux}}."},
        ["Avant (chiffre) puis ."],
        ["Avant un puis deux."],
    ),
    "term": ({"term": "derme", "definition": "une couche"}, ["Que désigne « derme » ?"], ["une couche"]),
    "caution": (
        {"question": "Quoi ?", "answer": "Ceci", "caution": "non prouvé", "why": "parce que"},
        ["Quoi ?"],
        ["Ceci", "Prudence : non prouvé", "parce que"],
    ),
    "formula": (
        {"question": "Combien ?\n\n\\[E = mc^2\\]", "answer": "\\(\\frac{a}{b}\\)"},
        ["Combien ?", "E=mc2"],
        ["ab"],
    ),
    "masks": (
        {"image": {"file": "p.png", "alt": "Peau"}, "masks": MASKS},
        ["Que cache ce masque ?", "1", "2"],
        ["1. U", "2. V"],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_front_asks_and_back_answers(printed: Print, tmp_path: Path, kind: str) -> None:
    card, asked, answered = KINDS[kind]
    front, back = one_card(printed, tmp_path, card)
    assert front == compact("".join(asked))
    assert back == compact("".join(answered))


def test_the_width_of_a_gap_tells_nothing_of_its_answer(tmp_path: Path) -> None:
    write_decks(tmp_path, [])
    bank = bank_of(tmp_path, {"id": "a", "cloze": "Avant {{un}} puis {{un mot beaucoup plus long que cela}}."})
    (html,) = mesoquiz.export("flashcards", bank)
    gaps = re.findall('<span class="gap">(.*?)</span>', html.content.decode())
    assert len(gaps) == 2
    assert len(set(gaps)) == 1


def one_card(printed: Print, folder: Path, card: Card) -> list[str]:
    """What is on both sides of a card, beside its id, deck and margin."""
    write_decks(folder, [])
    (folder / "p.png").write_bytes(PNG)
    bank = bank_of(folder, {"id": "la-carte", **card}, title="Titre", typography="fr")
    found = []
    for page in printed(bank):
        shown = [text for text, _ in page.texts if not text.startswith("Titre – feuille")]
        found.append(compact("".join(shown)).replace("la-carte", "").replace("Essai", "", 1))
    return found


def test_a_choice_has_letters_and_its_back_those_that_are_right(printed: Print, tmp_path: Path) -> None:
    card = {"question": "Lesquels ?", "answers": ["bon 1", "bon 2"], "distractors": ["faux 1", "faux 2", "faux 3"]}
    front, back = one_card(printed, tmp_path, card)
    assert front.startswith("Lesquels?")
    options = dict(re.findall(r"([A-E])\.((?:bon|faux)\d)", front))
    assert list(options) == list("ABCDE")
    assert sorted(options.values()) == ["bon1", "bon2", "faux1", "faux2", "faux3"]
    assert back == "".join(f"{letter}.{text}" for letter, text in options.items() if text.startswith("bon"))


def test_steps_are_asked_in_disorder_and_answered_in_order(printed: Print, tmp_path: Path) -> None:
    steps = ["entretien", "dosage", "injection", "repos"]
    front, back = one_card(printed, tmp_path, {"question": "Ordre ?", "sequence": steps})
    asked = front.removeprefix("Ordre?•").split("•")
    assert sorted(asked) == sorted(steps)
    assert asked != steps
    assert back == "1.entretien2.dosage3.injection4.repos"


def test_pairs_are_asked_in_two_columns_and_matched_on_the_back(printed: Print, tmp_path: Path) -> None:
    pairs = {"un": "one", "deux": "two", "trois": "three"}
    front, back = one_card(printed, tmp_path, {"question": "Quoi ?", "pairs": [list(pair) for pair in pairs.items()]})
    asked, matched = (
        (dict(re.findall(r"([1-3])\.([a-z]+)", side)), dict(re.findall(r"([A-C])\.([a-z]+)", side)))
        for side in (front, back)
    )
    assert asked == matched, "numbers and letters mean the same on both sides"
    assert list(asked[0].values()) == list(pairs)
    assert re.findall(r"[A-C]", front) == ["A", "B", "C"]
    answer = [asked[1][letter] for letter in re.findall(r"[A-C]", back)]
    assert answer == list(pairs.values())
    assert [asked[1][letter] for letter in "ABC"] != list(pairs.values())


def test_a_withdrawn_card_is_not_printed(printed: Print, tmp_path: Path) -> None:
    bank = bank_of(
        tmp_path,
        {"id": "vieille", "question": "Q", "answer": "R", "retired": True},
        {"id": "bonne", "question": "Q", "answer": "R"},
    )
    pages = printed(bank)
    assert [page.ids({"vieille", "bonne"}) for page in pages] == [["bonne"], ["bonne"]]


def test_many_options_are_in_two_columns(printed: Print, tmp_path: Path) -> None:
    texts = [f"la proposition {number}" for number in range(1, 16)]
    card = {"question": "Lesquelles ?", "answers": texts[3:5], "distractors": texts, "expected": 2, "shuffle": False}
    front, back = one_card(printed, tmp_path, card)
    shown = [f"{mark}. {text}" for mark, text in zip("ABCDEFGHIJKLMNO", texts, strict=True)]
    assert front == compact("".join(["Lesquelles ?", "Cochez 2 réponses.", *shown]))
    assert back == compact("".join(shown[3:5]))


def test_a_question_below_a_story_is_bold(browser: Any, tmp_path: Path) -> None:
    write_decks(tmp_path, [])
    told = "Une femme de 40 ans, *sportive*.\n\n- Elle court."
    cards: list[Card] = [{"id": "a", "question": "Que faire ?", "answer": "rien"}]
    cards += [cards[0] | {"id": "b", "context": told}, {"id": "c", "cloze": "Un {{trou}}.", "context": told}]
    page, pdf = mesoquiz.export("flashcards", bank_of(tmp_path, *cards), pdf=True)
    seen = browser.new_page()
    seen.set_content(page.content.decode())
    bold = seen.evaluate("""() => [...document.querySelectorAll(".front .part")].filter(part =>
        getComputedStyle(part).fontWeight === "700").map(part => part.textContent)""")
    seen.close()
    assert bold == ["Que faire ?"]
    fonts = set[str]()
    for sheet in pypdf.PdfReader(io.BytesIO(pdf.content)).pages:
        sheet.extract_text(
            visitor_text=lambda text, _, __, font, ___: (
                text.strip()
                and fonts.add(
                    f"{text.strip()} {'bold' if 'Bold' in str((font or {}).get('/BaseFont')) else ''}".strip()
                )
            )
        )
    assert [text for text in sorted(fonts) if text.startswith("Que faire")] == ["Que faire ?", "Que faire ? bold"]
