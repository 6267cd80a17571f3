"""Marks of Markdown that are not whole: each is told where it is, with what to type, and nothing that only looks so."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
SHOWN = "warning[shown-as-written] `{}` is shown as it is written (write `{}`)"
PLACES = {
    "question": "    question: Le TEXT là\n    answer: oui\n",
    "answer": "    question: Lequel ?\n    answer: Le TEXT là\n",
    "option": "    question: Quoi ?\n    answer: un\n    distractors:\n      - text: Le TEXT là\n        why: non\n",
    "reason": "    question: Lequel ?\n    answer: un\n    why: |\n      Ceci.\n      Le TEXT là\n",
    "cell": "    question: Lequel ?\n    answer: |\n      | a | b |\n      |---|---|\n      | Le TEXT là | c |\n",
    "cloze": "    cloze: Le TEXT là, et {{un}}\n",
}

# What is in a text, the part that is told, and what to write.
SCRIPTS = {
    "an index": ("O~2", "O~2", "O~2~"),
    "an index before a letter": ("H~2O", "H~2", "H~2~"),
    "an index after a whole one": ("H~2~O, CO~2", "CO~2", "CO~2~"),
    "an index of letters": ("T~max", "T~max", "T~max~"),
    "an index of LaTeX": ("PaO_2", "PaO_2", "PaO~2~"),
    "an index of LaTeX in braces": ("V_{max}", "V_{max}", "V~max~"),
    "a charge": ("Ca^2+", "Ca^2+", "Ca^2+^"),
    "a minus": ("Cl^-", "Cl^-", "Cl^-^"),
    "an index and a charge": ("HCO_3^-", "HCO_3^-", "HCO~3~^-^"),
    "a power": ("10^5", "10^5", "10^5^"),
    "a power and a unit": ("10^-9 mol/L", "10^-9", "10^-9^"),
    "a power in braces": ("10^{5} UFC", "10^{5}", "10^5^"),
    "a square": ("1,8 m^2", "m^2", "m^2^"),
    "an ordinal": ("5^e jour", "5^e", "5^e^"),
}


def told(card: str, folder: Path) -> list[str]:
    """What is said of a deck of one card, a line each, without the name of its file."""
    deck = folder / "a.yaml"
    deck.write_text(HEAD + card, encoding="utf-8")
    lines = concise(mesoquiz.load(deck).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{deck}:") for line in lines]


def placed(text: str, place: str, part: str) -> tuple[str, str]:
    """A card with a text at a place, and where its part is."""
    card = PLACES[place].replace("TEXT", text)
    number, line = next((number, line) for number, line in enumerate(card.split("\n"), 5) if text in line)
    return card, f"{number}:{line.index(part, line.index(text)) + 1}: "


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("text", "part", "meant"), SCRIPTS.values(), ids=SCRIPTS)
def test_half_of_a_script_is_told(text: str, part: str, meant: str, place: str, tmp_path: Path) -> None:
    card, at = placed(text, place, part)
    assert told(card, tmp_path) == [at + SHOWN.format(part, meant)]


OTHERS = {
    "a page": ("[la HAS](www.has-sante.fr)", "write `[la HAS](https://www.has-sante.fr)`"),
    "a page of no www": ("[la HAS](has-sante.fr/guide)", "write `[la HAS](https://has-sante.fr/guide)`"),
    "a mail": ("[nous](nous@exemple.fr)", "write `[nous](mailto:nous@exemple.fr)`"),
    "a file": (
        "[cours](pdf/cours.pdf)",
        "leave the address out: a link leads to a page, `[cours](https://…)`, and to no",
    ),
    "a place in a page": ("[1](#note)", "leave the address out: a link leads to a page, `https://…`"),
    "a note": ("[^1]", "leave it out: there are no footnotes; write the remark into the sentence"),
    "a picture of other programs": ("![[os.png]]", "write `![description](os.png)`"),
    "a picture without brackets": ("!(os.png)", "write `![description](os.png)`"),
    "an address in brackets": ("<https://x.org>", "write `https://x.org`, or `[words](…)` for a link"),
    "a mail in brackets": ("<nous@x.org>", "write `nous@x.org`, or `[words](mailto:…)` for a link"),
    "an address below": ("[1]:https://x.org", "write the address beside its words: `[words](https://…)`"),
    "a link turned round": ("(la HAS)[https://x.org]", "write `[la HAS](https://x.org)`"),
    "a picture turned round": ("!(os)[os.png]", "write `![os](os.png)`"),
    "a forum": ("[b]derme[/b]", "write `**derme**`"),
    "a wiki": ("'''derme'''", "write `**derme**`"),
    "a spreadsheet": ('""derme""', 'write `"derme"`'),
    "a chat": (":contentReference[oaicite:0]{index=0}", "leave it out: it cites a page of a chat"),
    "a space of LaTeX": ("Dr~Martin", "write a space"),
    "a space of LaTeX in an amount": ("5~mg", "write a space"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("text", "how"), OTHERS.values(), ids=OTHERS)
def test_what_does_nothing_is_told(text: str, how: str, place: str, tmp_path: Path) -> None:
    part = "~" if "~" in text else text
    card, at = placed(text, place, part)
    (line,) = told(card, tmp_path)
    assert line.startswith(f"{at}warning[shown-as-written] `{part}` is shown as it is written ({how}")


@pytest.mark.parametrize(
    ("text", "part", "how"),
    [
        ("*sodium", "*", "write `*` at the end of the italics; for a star, `\\*`"),
        ("*sodium * abonde", "*", "leave out the spaces inside it: `*italics*`; for a star, `\\*`"),
        ("2*3 *sodium", "*sodium", "write `*` at the end of the italics; for a star, `\\*`"),
        ("_E. coli", "_", "write `_` at the end of the italics"),
        ("** bold **", "**", "leave out the spaces inside it: `**bold**`"),
        ("[page](https://x.org", "[page]", "write `)` at the end of the address"),
        ("[page](cours.pdf ici", "[page]", "write `)` at the end of the address"),
    ],
)
@pytest.mark.parametrize("place", PLACES)
def test_what_opens_and_does_not_close_is_told(text: str, part: str, how: str, place: str, tmp_path: Path) -> None:
    card, at = placed(text, place, part)
    (line,) = told(card, tmp_path)
    assert line.startswith(f"{at}warning[unclosed-mark] the `")
    assert line.endswith(f"is never closed ({how})")


def test_a_backtick_that_opens_code_is_told(tmp_path: Path) -> None:
    expected = "5:20: warning[unclosed-code] the backtick that opens here is never closed (write another at the end"
    (line,) = told("    question: Que `x = 1 ?\n    answer: oui\n", tmp_path)
    assert line.startswith(expected.replace("5:20", "5:19"))


def test_a_mark_is_told_where_it_is_no_code(tmp_path: Path) -> None:
    card = "    question: Que `10^5` et 10^5 ?\n    answer: |\n      ```\n      O~2 - [ ] <b>\n      ```\n      O~2\n"
    assert told(card, tmp_path) == ["5:29: " + SHOWN.format("10^5", "10^5^"), "10:7: " + SHOWN.format("O~2", "O~2~")]


def test_boxes_and_brackets_of_other_programs(tmp_path: Path) -> None:
    card = "    question: Que fait [[le derme]] ou << lui >> ?\n    answer: |\n      - [ ] rien\n      - [x] tout\n"
    assert told(card, tmp_path) == [
        "5:24: " + SHOWN.format("[[le derme]]", "le derme"),
        "5:40: " + SHOWN.format("<< lui >>", "« lui »"),
        "7:9: warning[shown-as-written] `[ ]` is shown as it is written "
        "(leave it out: there are no boxes to tick in a text)",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "H~2~O, 10^6^, Ca^2+^, HCO~3~^-^",
        "`10^5` et `O~2`, \\(x^2 + CO_2\\), $$",
        "10^3 vaut mille",
        "~5 mL/~10 mL, ~ 5 %, 5~10 mg, ~50",
        "dose* (*p < 0,05)",
        "*p < 0,05, *significatif",
        "5*3, 2 * 3, HLA-B*27, CYP2C19*2, *mot*, _mot_, __mot__",
        "a_b, bilan_2024.pdf, IMG_1, 1_000, dossier/IMG_0012.png",
        "[Na+] (mmol/L), note[1], [Na+](mmol), [1](voir la page)",
        "[site](https://x.org), [nous](mailto:nous@x.org)",
        "Hb_A1c et x ^ y, ^^, p << 0,05 et q >> 1",
        "Allez ! (vite) et !important",
    ],
)
@pytest.mark.parametrize("place", ["question", "reason", "option"])
def test_nothing_is_said_of_what_is_whole_or_meant(text: str, place: str, tmp_path: Path) -> None:
    assert told(placed(text, place, text)[0], tmp_path) == []


def test_a_note_may_be_paragraphs_below_its_star(tmp_path: Path) -> None:
    card = "    question: Quoi ?\n    answer: |\n      Une dose*.\n\n      *Sous réserve.\n"
    assert told(card, tmp_path) == []
