"""HTML in a text: each tag and entity is told where it is, with what a deck has in its place, and mended where sure."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.decks.mending import mended
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
TAG = "warning[html-tag] `{}` is shown as it is written: texts are Markdown ({})"
FIRST = "error[entity-first] `{}` is HTML, and no text can begin with `&` ({})"


def told(card: str, folder: Path) -> list[str]:
    """What is said of a deck of one card, a line each, without the name of its file."""
    deck = folder / "a.yaml"
    deck.write_text(HEAD + card, encoding="utf-8")
    lines = concise(mesoquiz.load(deck).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{deck}:") for line in lines]


# A text, the column in it where the tag is told, the tag, and what to do.
TAGS = {
    "bold": ("Le <b>nerf", 4, "<b>", "write `**…**` for bold"),
    "a bold word": ("<strong>nerf</strong> <u>x</u>", 1, "<strong>", "write `**nerf**` for bold"),
    "italics": ("<em>E. coli</em> ou <i>autre", 1, "<em>", "write `*E. coli*` for italics"),
    "below": ("CO<sub>2</sub> <s>x</s>", 3, "<sub>", "write `~2~` as in `H~2~O`"),
    "above": ("cm<sup>2</sup> <s>x</s>", 3, "<sup>", "write `^2^` as in `10^6^`"),
    "a line": ("un<br />deux", 3, "<br />", "begin a new line in its place"),
    "paragraphs": ("<p>Un.</p><p>Deux.</p>", 1, "<p>", "leave `<p>` and `</p>` out, and an empty line between two "),
    "an open paragraph": ("<p>Un.", 1, "<p>", "leave it out"),
    "a list": ("<ul><li>un</li><li>deux</li></ul>", 1, "<ul>", "begin each entry on a line of its own with `- `"),
    "numbers": ("<ol><li>un</li></ol>", 1, "<ol>", "begin each entry on a line of its own with `1. `"),
    "a heading": ("<h3>Signes</h3>", 1, "<h3>", "write `**Signes**` on a line of its own"),
    "a link": ('<a href="https://x.org">ici</a>', 1, '<a href="https://x.org">', "write `[ici](https://x.org)`"),
    "a picture": (
        "<img src='os.png'>",
        1,
        "<img src='os.png'>",
        "write `![description](os.png)`, or use the key",
    ),
    "a colour": ("<font color=red>x</font>", 1, "<font color=red>", "leave `<font color=red>` and `</font>` out, or"),
    "a word processor": ("nerf<o:p></o:p>", 5, "<o:p>", "leave `<o:p>` and `</o:p>` out"),
    "a table": ("<table><tr><td>a</td></tr></table>", 1, "<table>", "write each row on a line of its own, `| a | b |`"),
    "a comment": ("nerf <!-- à revoir -->", 6, "<!-- à revoir -->", "leave it out, or write `# à revoir` on a line"),
}
PLACES = {
    "question": "    question: TEXT\n    answer: le nerf\n",
    "answer": "    question: Lequel ?\n    answer: TEXT\n",
    "statement": "    statement: TEXT\n    answer: true\n",
    "reason": "    question: Quoi ?\n    answer: un\n    distractors:\n      - text: deux\n        why: TEXT\n",
    "why": "    question: Lequel ?\n    answer: le nerf\n    why: |\n      Ceci.\n      TEXT\n",
    "cloze": "    cloze: TEXT et {{un}}\n",
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("written", TAGS.values(), ids=TAGS)
def test_a_tag_is_told_with_what_to_type_instead(
    written: tuple[str, int, str, str], place: str, tmp_path: Path
) -> None:
    text, column, tag, how = written
    card = place.replace("TEXT", text).split("\n")
    number = next(number for number, line in enumerate(card) if text in line)
    expected = f"{5 + number}:{card[number].index(text) + column}: {TAG.format(tag, how)}"
    assert told("\n".join(card), tmp_path)[0].startswith(expected.removesuffix(")"))


def test_tags_of_several_kinds_are_told_each(tmp_path: Path) -> None:
    card = "    question: <p>Un <b>nerf</b><br>ou deux ?</p>\n    answer: <b>un</b> et <b>deux<b>\n"
    assert [line.split("`")[1] for line in told(card, tmp_path)] == ["<p>", "<b>", "<br>", "<b>"]


def test_a_line_in_a_cell_and_one_at_the_end(tmp_path: Path) -> None:
    card = "    question: Lequel ?<br>\n    answer: |\n      | a | b |\n      |---|---|\n      | c<br>d | e |\n"
    assert told(card, tmp_path) == [
        f"5:23: {TAG.format('<br>', 'leave it out: it ends the text: question: Lequel ?')}",
        f"9:10: {TAG.format('<br>', 'write `;` in its place: a cell has one line')}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Si a <b et c> d, ou <p et q>",
        "un pH <7 et <5 ml",
        "<Chevrons> et AT&T; R&D;",
        "`<b>` et `&nbsp;`",
        "\\(a <b> c\\)",
        "a<b et b>a",
    ],
)
def test_nothing_is_said_of_what_is_no_html(text: str, tmp_path: Path) -> None:
    assert told(f"    question: |\n      Quoi, {text} ?\n    answer: Ceci, {text}\n", tmp_path) == []


MENDED = {
    "entities": ("Quel &lt; seuil &eacute;lev&eacute; ?", "Quel < seuil élevé ?"),
    "an entity that begins a text": ("&gt; 5 mm ?", '"> 5 mm ?"'),
    "an entity in quotes": ('"5&nbsp;mg &amp; plus"', '"5 mg & plus"'),
    "an apostrophe": ("l&#39;os", "l'os"),
    "a number sign": ("le lit &#35; 5", '"le lit # 5"'),
    "tags twice over": ("le &lt;b&gt;nerf&lt;/b&gt;", "le **nerf**"),
    "bold and italics": ("<b>Le nerf</b> et <i> E. coli </i> !", '"**Le nerf** et *E. coli* !"'),
    "above and below": ("cm<sup>2</sup> et CO<sub>2</sub>", "cm^2^ et CO~2~"),
    "a paragraph": ("<p>Le <b>nerf</b> ?</p>", "Le **nerf** ?"),
    "an end": ("le nerf<br/>", "le nerf"),
}


@pytest.mark.parametrize(
    "place", ["    question: TEXT\n    answer: un\n", "    question: Un ?\n    answers:\n      - TEXT\n      - b\n"]
)
@pytest.mark.parametrize(("text", "expected"), MENDED.values(), ids=MENDED)
def test_what_is_sure_is_mended(text: str, expected: str, place: str) -> None:
    deck = (HEAD + place).replace("TEXT", text).encode()
    assert mended(deck, "a.yaml")[0].decode() == (HEAD + place).replace("TEXT", expected)


def test_a_block_is_mended_as_a_whole() -> None:
    lines = [f"      <b>{number}</b> &lt; {number + 1}<br>" for number in range(30)]
    deck = HEAD + "    question: Un ?\n    answer: un\n    why: |\n" + "\n".join(lines) + "\n"
    expected = [f"      **{number}** < {number + 1}" for number in range(30)]
    assert mended(deck.encode(), "a.yaml")[0].decode().split("\n")[7:-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "un<br>deux",
        "<u>un</u>",
        "<b>un",
        "<b>(un)</b>deux",
        "CO<sub>2 et 3</sub>",
        '"&quot;un&quot;"',
        "<b>2*3</b>",
        "<p>Un.</p><p>Deux.</p>",
        "Un `<b>un</b>` et <b>deux</b>",
        "Un `&lt;` et &lt;",
        "|\n      <b>un</b>\n      ```\n      <i>deux</i>\n      ```",
        "Un [os](https://x.org/&amp;) et `&amp;`",
    ],
)
def test_what_is_not_sure_stays_as_it_is(text: str) -> None:
    deck = (HEAD + f"    question: Quoi ?\n    answer: {text}\n").encode()
    assert mended(deck, "a.yaml") == (deck, 0)


def test_an_entity_cannot_begin_a_text(tmp_path: Path) -> None:
    card = "    question: &eacute;tat ?\n    answer: un\n    distractors:\n      - &nbsp;deux\n"
    assert told(card, tmp_path) == [
        "5:15: " + FIRST.format("&eacute;", 'write `é`, in quotes: question: "état ?"'),
        "8:9: " + FIRST.format("&nbsp;", 'leave it out: - "deux"'),
    ]
