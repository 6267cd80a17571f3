"""What is pasted from word processors, PDF files, spreadsheets and LaTeX: told where it is, with what to type."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.decks.mending import mended
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
PLACES = {
    "question": "    question: TEXT\n    answer: oui\n",
    "answer": "    question: Lequel ?\n    answer: TEXT\n",
    "statement": "    statement: TEXT\n    answer: true\n",
    "reason": "    question: Quoi ?\n    answer: un\n    distractors:\n      - text: deux\n        why: TEXT\n",
}
SHOWN = "warning[shown-as-written] `{}` is shown as it is written ({}"
ODD = "warning[odd-character] `{}` in `{}` is {}: no search finds the word (write `{}`"
SPREAD = "warning[value-of-a-spreadsheet] a spreadsheet may have made `{}` of another value (write {})"


def told(card: str, folder: Path) -> list[str]:
    """What is said of a deck of one card, a line each, without the name of its file."""
    deck = folder / "a.yaml"
    deck.write_text(HEAD + card, encoding="utf-8")
    lines = concise(mesoquiz.load(deck).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{deck}:") for line in lines]


# A text, what of it is told, and how.
TEXTS = {
    "a ligature": (
        "Le ﬁbroblaste et la ﬂore",
        "ﬁbroblaste",
        ODD.format("ﬁ", "ﬁbroblaste", "one letter", "fibroblaste"),
    ),
    "a hyphen of a word processor": (
        "Le sterno\u2011cléido",
        "sterno",
        ODD.format("\u2011", "sterno\u2011cléido", "another hyphen", "sterno-cléido"),
    ),
    "an accent": ("Dans l´os", "l´os", ODD.format("´", "l´os", "no apostrophe", "l'os")),
    "a backtick": ("Dans qu`il et l`os", "qu`il", ODD.format("`", "qu`il", "no apostrophe", "qu'il")),
    "a word of a PDF": (
        "Le nerf inner- ve le bras",
        "inner- ve",
        "warning[divided-word] `inner- ve` was divided at the end of a line "
        "(write `innerve`, or `inner-ve` if it has a hyphen)",
    ),
    "quotes": (
        "“Le nerf axillaire”",
        "“",
        "warning[quotes-shown] the quotes `“ ”` are shown as a part of this text (leave them out, if they are not",
    ),
    "French quotes": (
        "« Quel nerf ? »",
        "«",
        "warning[quotes-shown] the quotes `« »` are shown as a part of this text",
    ),
    "a tab": ("un\tdeux", "\t", "warning[tab-in-text] there is a tab in this text (write a space in its place: "),
    "a day": ("10-mai", "10-mai", SPREAD.format("10-mai", "what was meant, such as `5-10` or `10-5`")),
    "a month": ("oct.-12", "oct", SPREAD.format("oct.-12", "what was meant, such as `10-12`")),
    "an exponent": ("1,5E+05", "1,5", SPREAD.format("1,5E+05", "`1,5 × 10^5^`, or the number in full")),
    "degrees": ("Vaut 37^\\circ C", "^", SHOWN.format("^\\circ", "write `°`)")),
    "a code": (
        "Dans l\\u2019os",
        "\\u",
        "warning[garbled-character] `l\\u2019os` was garbled when the file was converted",
    ),
    "a bullet": ("• le nerf", "•", SHOWN.format("•", "write `le nerf`)")),
    "a fraction": ("Vaut \\frac{1}{2} ici", "\\frac", SHOWN.format("\\frac{1}{2}", "write `\\(\\frac{1}{2}\\)`)")),
    "a letter": ("Le facteur \\alpha", "\\alpha", SHOWN.format("\\alpha", "write `α`, or `\\(\\alpha\\)`)")),
    "doubled backslashes": (
        "Vaut \\\\(\\\\sqrt{2}\\\\)",
        "\\\\(",
        SHOWN.format("\\\\(\\\\sqrt{2}\\\\)", "write one backslash in place of two: `\\(\\sqrt{2}\\)`)"),
    ),
    "quotes of LaTeX": ("Le ``derme'' ici", "``", SHOWN.format("``derme''", "write `« derme »`)")),
    "French quotes of LaTeX": ("Le \\og derme \\fg{}", "\\og", SHOWN.format("\\og derme \\fg{}", "write `« derme »`)")),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(("text", "part", "expected"), TEXTS.values(), ids=TEXTS)
def test_what_was_pasted_is_told(text: str, part: str, expected: str, place: str, tmp_path: Path) -> None:
    card = place.replace("TEXT", text)
    number, line = next((number, line) for number, line in enumerate(card.split("\n"), 5) if text in line)
    (found,) = told(card, tmp_path)
    assert found.startswith(f"{number}:{line.index(part) + 1}: {expected}")


# The lines of a block, the line and what is told.
BLOCKS = {
    "bullets": ("Signes :\n• douleur\n• fièvre", "8:7", "•", "begin each line with `- `: - douleur)"),
    "bullets of a word processor": ("o douleur\no fièvre", "7:7", "o", "begin each line with `- `: - douleur)"),
    "other bullets": ("§ douleur\n§ fièvre", "7:7", "§", "begin each line with `- `: - douleur)"),
    "dollars": ("$$\n\\frac{a}{b}\n$$", "7:7", "$$ \\frac{a}{b} $$", "write `\\[` and `\\]` in place of `$$`)"),
    "brackets of a chat": ("[\n\\frac{a}{b}\n]", "7:7", "[", "write `\\[` in place of `[`, and `\\]` at the end of"),
    "an environment": (
        "\\begin{equation}\nE = mc^2\n\\end{equation}",
        "7:7",
        "\\begin{equation}",
        "write `\\[` in place of `\\begin{equation}`, and `\\]` at the end of the formula)",
    ),
    "dashes without a space": ("-un\n-deux", "7:7", "-", "write a space after each `-`: - un)"),
    "stars without a space": ("*un\n*deux", "7:7", "*", "write a space after each `*`: * un)"),
    "a heading": ("### Conduite à tenir\nRien.", "7:7", "###", "write `**Conduite à tenir**` for a heading"),
    "a heading of one": ("# Conduite\nRien.", "7:7", "#", "write `**Conduite**` for a heading; a note for authors is"),
    "a line": ("Un.\n---\nDeux.", "8:7", "---", "leave an empty line in its place)"),
    "equals signs": ("Un\n=====\nDeux.", "8:7", "=====", "leave an empty line in its place)"),
    "stars": ("Un\n* * *\nDeux.", "8:7", "* * *", "leave an empty line in its place)"),
    "a quotation": ("> Le tissu est tout.\nFin.", "7:7", ">", "leave it out, or write `« … »`)"),
    "an entry of LaTeX": ("\\item un\n\\item deux", "7:7", "\\item", "begin each entry on a line of its own with `- `"),
}


@pytest.mark.parametrize(("text", "at", "mark", "how"), BLOCKS.values(), ids=BLOCKS)
def test_a_mark_at_the_start_of_a_line_is_told(text: str, at: str, mark: str, how: str, tmp_path: Path) -> None:
    lines = "".join(f"      {line}\n" for line in text.split("\n"))
    (found,) = told(f"    question: Quoi ?\n    answer: |\n{lines}", tmp_path)
    assert found.startswith(f"{at}: {SHOWN.format(mark, how)}")


def test_bullets_on_one_line_are_a_list(tmp_path: Path) -> None:
    card = "    question: Quoi ?\n    answer: • douleur • fièvre\n    why: Car • un • deux\n"
    assert told(card, tmp_path) == [
        "6:13: " + SHOWN.format("•", "write `answers: [douleur, fièvre]`)"),
        "7:14: " + SHOWN.format("•", "write each on a line of its own with `- `, in a block `|`)"),
    ]


def test_a_word_that_is_divided_by_a_line_is_told(tmp_path: Path) -> None:
    (found,) = told("    question: Quoi ?\n    answer: |\n      le nerf axil-\n      laire\n", tmp_path)
    assert found.startswith("7:15: warning[divided-word] `axil- laire` was divided at the end of a line (write `axil")


SOUND = [
    "pré- et postopératoire, sus- ou sous-hépatique, le préfixe hypo- veut dire",
    "« Le nerf » et « le muscle »",
    "le tissu – et – le nerf — enfin",
    "5 mai 2020, 10-12, 1-2-3",
    "C:\\patients\\alpha et \\nu",
    "`l` et `d`, l’os, l'os",
    "> 5 mm, < 3 mm",
    "\\(\\frac{1}{2}\\) et `\\frac{1}{2}`",
    "Dupont-Martin et sterno-cléido-mastoïdien",
]


@pytest.mark.parametrize("text", SOUND)
def test_nothing_is_said_of_what_is_typed(text: str, tmp_path: Path) -> None:
    card = f"    question: |\n      Et {text} ?\n    answer: Ceci, {text}\n    why: |\n      {text}\n      fin\n"
    assert told(card, tmp_path) == []


@pytest.mark.parametrize(
    "lines",
    [
        "– un\n– deux",
        "-5 °C\n-6 °C",
        "#5 et # 6",
        "# un dièse.",
        "1. un\n2. deux",
        "✓ présent\n✗ absent",
        "• une puce.",
    ],
)
def test_nothing_is_said_of_lines_as_they_are_meant(lines: str, tmp_path: Path) -> None:
    text = "".join(f"      {line}\n" for line in lines.split("\n"))
    assert told(f"    question: Quoi ?\n    answer: |\n{text}", tmp_path) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le ﬁbroblaste de l´os", "Le fibroblaste de l'os"),
        ("Le sterno\u2011cléido", "Le sterno-cléido"),
        ("un\tdeux", "un deux"),
        ("|\n      • un\n      • deux\n      fin", "|\n      - un\n      - deux\n      fin"),
        ("|\n      ## Un ##\n      ### **Deux**", "|\n      **Un**\n      **Deux**"),
    ],
)
def test_what_is_sure_is_mended(text: str, expected: str) -> None:
    deck = HEAD + "    question: Quoi ?\n    answer: TEXT\n"
    assert mended(deck.replace("TEXT", text).encode(), "a.yaml")[0].decode() == deck.replace("TEXT", expected)


def test_a_heading_on_one_line_is_told(tmp_path: Path) -> None:
    expected = "6:14: " + SHOWN.format("##", "leave it out)")
    assert told('    question: Quoi ?\n    answer: "## Le derme"\n', tmp_path) == [expected]


def test_a_semicolon_at_the_end_is_told(tmp_path: Path) -> None:
    expected = (
        "6:18: warning[semicolon-at-the-end] this semicolon is shown as a part of the text (leave it out, or go on)"
    )
    assert told("    question: Quel os ?\n    answer: fémur;\n", tmp_path) == [expected]


JUDGED = {
    "    answer: fémur ✓\n    distractors: [tibia ✗]\n": ("6:13", "✓"),
    '    answer: fémur\n    distractors: [tibia, "radius (faux)"]\n': ("7:26", "(faux)"),
    "    answers: [fémur, ✅ tibia]\n    distractors: [radius]\n": ("6:22", "✅"),
}


@pytest.mark.parametrize(("options", "expected"), JUDGED.items())
def test_an_option_that_tells_whether_it_is_right_is_told(
    options: str, expected: tuple[str, str], tmp_path: Path
) -> None:
    at, mark = expected
    said = f"warning[judged-option] `{mark}` in this option is shown, and tells the answer (leave it out)"
    assert told("    question: Quels os ?\n" + options, tmp_path) == [f"{at}: {said}"]


@pytest.mark.parametrize("options", ["[✗, ❌]", '["une (fausse) couche", le vrai]'])
def test_nothing_is_said_of_options_that_are_marks(options: str, tmp_path: Path) -> None:
    assert told(f"    question: Lequel ?\n    answer: ✓\n    distractors: {options}\n", tmp_path) == []


UNSEEN = {
    "Quel in\u00adnerve ici": ("soft hyphen", "Quel innerve ici"),
    "Quel\u200b nerf": ("space of no width", "Quel nerf"),
    "Quel\u200e os": ("mark of direction", "Quel os"),
    "fé\u200cmur": ("joiner of letters", "fémur"),
}


@pytest.mark.parametrize(("text", "expected"), UNSEEN.items())
def test_what_nobody_sees_is_told_and_mended(text: str, expected: tuple[str, str], tmp_path: Path) -> None:
    what, bare = expected
    card = "    question: TEXT ?\n    answer: oui\n"
    (found,) = told(card.replace("TEXT", text), tmp_path)
    assert f"warning[invisible-character] there is an invisible {what} here" in found
    assert mended((HEAD + card).replace("TEXT", text).encode(), "a.yaml")[0].decode() == (HEAD + card).replace(
        "TEXT", bare
    )


@pytest.mark.parametrize("text", ["Quel\u200bnerf", "un\u200bdeux"])
def test_a_space_that_nobody_sees_may_be_meant(text: str) -> None:
    deck = (HEAD + f"    question: {text}\n    answer: oui\n").encode()
    assert mended(deck, "a.yaml") == (deck, 0)


@pytest.mark.parametrize("text", ["👩\u200d⚕️ soigne", "שלום\u200f là"])
def test_nothing_is_said_of_marks_that_are_needed(text: str, tmp_path: Path) -> None:
    assert told(f"    question: {text} ?\n    answer: oui\n", tmp_path) == []
