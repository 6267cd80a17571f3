"""Texts, pictures and kinds of questions on papers that Typst sets."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from printouts import compact
from programs import missing
from rendering import HOSTILE, Card, hostile_cards, hostile_sources, write_decks
from typeset import Paper, papers

import mesoquiz
from mesoquiz.exams.quiz import Layout
from mesoquiz.notes.bank import Bank


def bank_of(folder: Path, cards: list[Card], **collection: Any) -> Bank:
    bank = mesoquiz.load(write_decks(folder, cards, **collection))
    assert not bank.errors, mesoquiz.format_report(bank)
    return bank


# Decks that are hard to set.


def test_texts_that_try_to_break_out_are_shown_as_written(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, list(hostile_cards()), sources=hostile_sources())
    quiz = mesoquiz.assemble(bank)
    found = papers(quiz)
    for role in ("quiz", "explained"):
        text = "".join(found[f"{role}-A"].bodies(quiz.title))
        for number, text_of in enumerate(HOSTILE, 1):
            seen = compact(as_seen(text_of))
            asked = [item.note.id for item in quiz.forms[0].items].index(f"open-{number}") + 1
            assert f"{asked}{seen}" in text, text_of
            if role == "explained":
                assert f"Explication:{seen}" in text, text_of
                assert f"Prudence:{seen}" in text, text_of
    links = {
        note.get_object()["/A"]["/URI"]
        for paper in found.values()
        for page in paper.pdf.pages
        for note in page.get("/Annots") or ()
    }
    assert {link.partition("?")[0].partition('"')[0] for link in links} <= {
        "https://exemple.org/",
        "https://exemple.org",
    }


def as_seen(text: str) -> str:
    return HOSTILE[text].replace(r"\(a<b\)", "a<b")


def test_a_hostile_title_is_shown_as_written(tmp_path: Path) -> None:
    title = 'Titre "cité" #panic() \\ $x$ @y <b> & {{x}}'
    quiz = mesoquiz.assemble(bank_of(tmp_path, [{"id": "a", "question": "Q", "answer": "A"}], title=title))
    for paper in papers(quiz).values():
        (body,) = paper.bodies(title)
        assert body.startswith(compact(title))


def test_a_question_taller_than_a_page_loses_no_word(tmp_path: Path) -> None:
    words = [f"mot{number:04}" for number in range(3000)]
    options = [f"proposition {number:02}" for number in range(90)]
    cards: list[Card] = [
        {"id": "words", "question": " ".join(words), "answer": "oui", "distractors": ["non"]},
        {"id": "options", "question": "Lesquelles ?", "answers": options[:45], "distractors": options[45:], "why": "z"},
        {"id": "after", "question": "Et puis ?", "answer": "Rien"},
    ]
    quiz = mesoquiz.assemble(bank_of(tmp_path, cards))
    for layout in (Layout(), Layout(columns=2), Layout(print="large")):
        for role, paper in papers(replace(quiz, layout=layout), roles=("quiz", "explained")).items():
            text = "".join(paper.bodies(quiz.title))
            assert len(paper.raw) > 3
            assert "".join(words) in text, (layout, role)
            assert [one for one in options if text.count(compact(one)) != 1] == [], (layout, role)
            assert text.count("Etpuis?") == 1


@pytest.mark.parametrize("layout", [Layout(), Layout(columns=2, paper="letter"), Layout(print="large")], ids=str)
def test_no_size_of_question_loses_anything(tmp_path: Path, layout: Layout) -> None:
    """Around the height of a page, each question is whole on one page, or goes on on the next."""
    cards: list[Card] = []
    for size in range(8, 52, 4):
        texts = [f"texte {size:02} numéro {number:02} de cette longue question qui tient" for number in range(size)]
        cards.append({"id": f"options-{size}", "question": "Q", "answers": texts[:2], "distractors": texts[2:]})
        cards.append({"id": f"steps-{size}", "question": "S", "sequence": [f"étape {text}" for text in texts]})
        cards.append({"id": f"lines-{size}", "question": "\n".join(f"ligne {text}" for text in texts), "answer": "x"})
    quiz = replace(mesoquiz.assemble(bank_of(tmp_path, cards)), layout=layout)
    paper = papers(quiz, roles=("quiz",))["quiz-A"]
    text = "".join(paper.bodies(quiz.title))
    for size in range(8, 52, 4):
        for number in range(size):
            wanted = f"texte{size:02}numéro{number:02}decettelonguequestionquitient"
            assert text.count(wanted) == 3, wanted


def test_every_kind_of_question_is_asked_and_solved(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(png(60, 40))
    masks = [{"left": 10, "top": 25, "width": 30, "height": 50, "label": "rond"}]
    masks += [{"left": 60, "top": 25, "width": 30, "height": 50, "label": "carré"}]
    cards: list[Card] = [
        {"id": "a", "question": "Ordonnez", "sequence": ["premier", "deuxième", "troisième"]},
        {"id": "b", "question": "Reliez", "pairs": [["un", "one"], ["deux", "two"], ["trois", "three"]]},
        {"id": "c", "cloze": "Le {{derme}} et **{{2::hypoderme::dessous}}** ; \\(x^{{3::y}}\\), `{{4::z}}`."},
        {"id": "d", "image": {"file": "p.png", "alt": "Formes"}, "masks": masks},
        {"id": "e", "question": "Citez", "answers": ["alpha", "bêta"]},
        {"id": "f", "question": "Les règles", "answers": [{"text": "oui", "must": True}], "distractors": ["non"]},
    ]
    quiz = mesoquiz.assemble(bank_of(tmp_path, cards))
    found = papers(quiz)
    asked, key, solved = ("".join(found[f"{role}-A"].bodies(quiz.title)) for role in ("quiz", "key", "explained"))
    items = {item.note.id: (number, item) for number, item in enumerate(quiz.forms[0].items, 1)}
    number, item = items["a"]
    steps = ["premier", "deuxième", "troisième"]
    to_do = "Numérotezlescasesdanslebonordre,àpartirde1."
    assert f"{number}Ordonnez{to_do}{''.join(steps[index] for index in item.order)}" in asked
    assert f"{number}Ordonnez1.premier2.deuxième3.troisième" in solved
    assert f"{number}{'–'.join(str(index + 1) for index in item.order)}(casesdehautenbas)" in key
    number, item = items["b"]
    right = "".join(letter + ("one", "two", "three")[index] for letter, index in zip("ABC", item.order, strict=True))
    assert f"{number}ReliezÉcrivezdanschaquecaselalettrequiconvient.1.un2.deux3.trois{right}" in asked
    letters = [item.letters[item.order.index(place)] for place in range(3)]
    assert f"1.un{letters[0]}one2.deux{letters[1]}two3.trois{letters[2]}three" in solved
    assert f"{number}1{letters[0]}–2{letters[1]}–3{letters[2]}" in key
    assert f"{items['c'][0]}Complétezletexte.Leet(dessous);\\(x^\\),." in asked
    assert f"{items['c'][0]}Ledermeethypoderme;\\(x^y\\),z." in solved
    assert f"{items['c'][0]}1.derme2.hypoderme3.y4.z" in key
    assert "121.2." in asked.partition(f"{items['d'][0]}Quecachentcesmasques?")[2]
    assert "1.rond2.carré" in solved
    assert "1.rond2.carré" in key
    assert f"{items['e'][0]}Citez1.2." in asked
    assert f"{items['e'][0]}Citezalphabêta" in solved
    assert "oui(indispensable)" in solved
    assert "(indispensable)" not in asked


def png(width: int, height: int) -> bytes:
    """A black picture."""
    import struct
    import zlib

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\0" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_masks_hide_the_picture(tmp_path: Path) -> None:
    """On the black picture, two white rectangles; both are as high as half of it."""
    (tmp_path / "p.png").write_bytes(png(300, 200))
    masks = [{"left": left, "top": 25, "width": 30, "height": 50, "label": "x"} for left in (10, 60)]
    card = {"id": "d", "image": {"file": "p.png", "alt": "Formes"}, "masks": masks}
    paper = papers(mesoquiz.assemble(bank_of(tmp_path, [card])), roles=("quiz",))["quiz-A"]
    rows = drawn(paper, tmp_path)
    dark = [max(len(run) for run in re.findall(b"\0+", row.translate(DARKEN)) or [b""]) for row in rows]
    tall = [count for count in dark if count > 150]
    full, masked = (sum(low < count <= high for count in tall) for low, high in ((290, 310), (0, 290)))
    assert full
    assert not masked
    inside = [row for row in rows if row.translate(DARKEN).count(0) > 100]
    split = [row for row in inside if 100 < row.translate(DARKEN).count(0) < 150]
    assert abs(len(split) - len(inside) / 2) < 0.15 * len(inside)


DARKEN = bytes(0 if value < 60 else 255 for value in range(256))


def drawn(paper: Paper, folder: Path) -> list[bytes]:
    """The rows of the first page in grey, one byte a point."""
    program = shutil.which("pdftoppm")
    if program is None:
        missing("pdftoppm")
    (folder / "page.pdf").write_bytes(paper.content)
    command = [str(program), "-gray", "-r", "72", "-f", "1", "-l", "1", "-singlefile", "page.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True)
    _, size, _, pixels = (folder / "page.pgm").read_bytes().split(b"\n", 3)
    width = int(size.split()[0])
    return [pixels[start : start + width] for start in range(0, len(pixels), width)]


def test_a_damaged_picture_leaves_its_description(tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(png(4, 4)[:40] + b"rien")
    card: Card = {"id": "a", "question": "Où ? ![dans le texte](bad.png)", "answer": "Là"}
    card |= {"image": {"file": "bad.png", "alt": "Une peau"}}
    paper = papers(mesoquiz.assemble(bank_of(tmp_path, [card])))["quiz-A"]
    assert "Unepeau" in paper.raw[0]
    assert "Où?dansletexte" in paper.raw[0]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\\(\\frac{1}{2}\\) et \\(x^2\\)", "12etx2"),
        ("\\[\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}\\]", "(acbd)"),
        ("\\(\\frac{a\\)", "\\(\\frac{a\\)"),
        ("\\(" + "\\frac{1}{" * 7 + "x" + "}" * 7 + "\\)", "1111111x"),
        ("\\(\\text{<b>}\\href{javascript:alert(1)}{y}\\)", "<b>y"),
        ("- a\n  - b\n    - c\n      - d\n        - e\n          - f", "abcdef"),
        ("| a | b |\n|---|--:|\n| c | `d  e` |", "abcde"),
        ("```\nx = 1\n    y\n```", "x=1y"),
        ("un **gras *les deux*** `code` H~2~O", "ungraslesdeuxcodeH2O"),
        ("x" * 300, "x" * 300),
        ("```\n" + "x" * 300 + "\n```", "x" * 300),
        ("**" * 40 + "a" + "**" * 40, "a"),
    ],
)
def test_texts_are_set(tmp_path: Path, text: str, seen: str) -> None:
    quiz = mesoquiz.assemble(bank_of(tmp_path, [{"id": "a", "question": text, "answer": text, "why": text}]))
    for paper in papers(quiz).values():
        body = "".join(paper.bodies(quiz.title))
        if paper.name == "sheet-A.pdf":
            continue
        assert seen in body
        edge = [row[-40:] for row in drawn(paper, tmp_path)]
        assert min(min(row) for row in edge) == 255, "nothing runs over the edge"
