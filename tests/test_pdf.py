"""The papers that Typst sets: what is to be read on them, where, and that the same quiz gives the same bytes."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdf
import pytest
from commands import run
from conftest import missing
from printouts import compact, sheets
from rendering import HOSTILE, Card, hostile_cards, hostile_sources, write_decks

import mesoquiz
from mesoquiz.exams.quiz import Item, Layout, Quiz, Section
from mesoquiz.markup.gaps import Gap
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Arrange, Choose, Fill, Pair

ROOT = Path(__file__).parent.parent
HEADINGS = {"quiz": "Sujet", "key": "Corrigé", "explained": "Réponses expliquées", "sheet": "Feuille de réponses"}
ROLES = list(HEADINGS)
FORMS = ("A", "B")
POINTS = 72 / 25.4


class Paper:
    """A PDF as it is read: the text of each page without white space, head and foot."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.content = content
        self.pdf = pypdf.PdfReader(io.BytesIO(content))
        self.sheets = sheets(content)
        self.raw = [sheet.text for sheet in self.sheets]

    def bodies(self, title: str) -> list[str]:
        """The pages without what stands on each of them."""
        role, _, form = self.name.removesuffix(".pdf").partition("-")
        name = compact(f"{HEADINGS[role]} {form}")
        head = compact(f"{title}·") + name + ("Nom:" if role in ("quiz", "sheet") else "")
        found = []
        for number, text in enumerate(self.raw, 1):
            foot = f"{compact(title)}–{name}{number}/{len(self.raw)}"
            assert text.startswith(head), (self.name, number)
            assert text.endswith(foot), (self.name, number)
            found.append(text.removeprefix(head).removesuffix(foot).replace("•", ""))
        return found


def papers(quiz: Quiz, **options: Any) -> dict[str, Paper]:
    made = mesoquiz.export("pdf", quiz, **options)
    return {artifact.name.removesuffix(".pdf"): Paper(artifact.name, artifact.content) for artifact in made}


def bank_of(folder: Path, cards: list[Card], **collection: Any) -> Bank:
    bank = mesoquiz.load(write_decks(folder, cards, **collection))
    assert not bank.errors, mesoquiz.format_report(bank)
    return bank


@pytest.fixture(scope="module")
def quiz(shipped: Bank) -> Quiz:
    return mesoquiz.assemble(shipped, count=40, forms=2)


@pytest.fixture(scope="module")
def made(quiz: Quiz) -> dict[str, Paper]:
    return papers(quiz)


def plain(text: str) -> str:
    """A text of the shipped decks as it is read: they mark nothing up but words."""
    return compact(re.sub(r"[*`]", "", text))


def hint(gap: Gap) -> str:
    return f"({plain(gap.hint)})" if gap.hint else ""


def parts(item: Item) -> list[str]:
    """The question as it is printed, piece after piece, without its answer."""
    asked = item.interaction
    if isinstance(asked, Fill):
        return ["".join(hint(part) if isinstance(part, Gap) else plain(part) for part in asked.parts)]
    found = [plain(getattr(asked, "lead", "") + asked.prompt)]
    if isinstance(asked, Choose):
        found += [
            letter + plain(asked.options[index].text) for letter, index in zip(item.letters, item.order, strict=True)
        ]
    return found


def in_table(item: Item) -> str:
    """What the table of the key has for a question: letters, the places of steps, the letters of pairs, or a dash."""
    if isinstance(item.interaction, Arrange):
        return "".join(str(index + 1) for index in item.order)
    if isinstance(item.interaction, Pair):
        return "".join(item.letters[item.order.index(place)] for place in range(len(item.order)))
    return item.key or "–"


# What is on the pages of the shipped decks.


@pytest.mark.parametrize("form", FORMS)
def test_each_question_stands_once_in_order_on_one_page(quiz: Quiz, made: dict[str, Paper], form: str) -> None:
    pages = made[f"quiz-{form}"].bodies(quiz.title)
    (wanted,) = [one for one in quiz.forms if one.name == form]
    questions = [f"{number}{''.join(parts(item))}" for number, item in enumerate(wanted.items, 1)]
    assert len(pages) > 3
    where = [[number for number, text in enumerate(pages) if question in text] for question in questions]
    assert [len(found) for found in where] == [1] * 40
    assert [found[0] for found in where] == sorted(found[0] for found in where)
    places = ["".join(pages).index(question) for question in questions]
    assert places == sorted(places)


@pytest.mark.parametrize("form", FORMS)
def test_the_key_has_the_letters_of_its_form(quiz: Quiz, made: dict[str, Paper], form: str) -> None:
    (wanted,) = [one for one in quiz.forms if one.name == form]
    text = "".join(made[f"key-{form}"].bodies(quiz.title))
    table = "".join(f"{number}{in_table(item)}" for number, item in enumerate(wanted.items, 1))
    assert f"Réponses{table}" in text
    assert made["key-A"].raw != made["key-B"].raw


@pytest.mark.parametrize("form", FORMS)
def test_the_explained_key_crosses_what_is_right_and_says_why(quiz: Quiz, made: dict[str, Paper], form: str) -> None:
    text = "".join(made[f"explained-{form}"].bodies(quiz.title))
    (wanted,) = [one for one in quiz.forms if one.name == form]
    for item in wanted.items:
        asked = item.interaction
        if isinstance(asked, Choose):
            options = [(index in asked.keys, letter, asked.options[index]) for letter, index in zip_options(item)]
            shown = [("×" if right else "") + letter + plain(one.text + one.why) for right, letter, one in options]
            assert plain(asked.prompt) + "".join(shown) in text, item.note.id
        if item.note.why:
            assert "Explication:" + plain(item.note.why) in text, item.note.id
        if item.note.caution:
            assert "Prudence:" + plain(item.note.caution) in text, item.note.id
        for citation in item.note.source:
            source = quiz.bank.source(citation.doc)
            assert source
            assert f"Source:{plain(source.title)}" in text, item.note.id
            assert f"«{plain(citation.quote)}»" in text, item.note.id


def zip_options(item: Item) -> Iterator[tuple[str, int]]:
    return zip(item.letters, item.order, strict=True)


@pytest.mark.parametrize("form", FORMS)
def test_the_answer_sheet_has_a_box_for_each_letter(quiz: Quiz, made: dict[str, Paper], form: str) -> None:
    (wanted,) = [one for one in quiz.forms if one.name == form]
    rows = [
        f"{number}{''.join(item.letters) if isinstance(item.interaction, Choose) else 'réponsesurlesujet'}"
        for number, item in enumerate(wanted.items, 1)
    ]
    (text,) = made[f"sheet-{form}"].bodies(quiz.title)
    assert "".join(rows) in text
    assert "N°d'étudiant" in text


@pytest.mark.parametrize("role", ["quiz", "sheet"])
def test_what_students_get_tells_no_answer(quiz: Quiz, made: dict[str, Paper], role: str) -> None:
    for form in FORMS:
        text = "".join(made[f"{role}-{form}"].bodies(quiz.title))
        assert "×" not in text
        assert not [label for label in ("Explication", "Source", "Prudence", "Corrigé") if label in text]


def test_a_pdf_is_accessible_and_says_what_it_is(quiz: Quiz, made: dict[str, Paper]) -> None:
    for name, paper in made.items():
        role, form = name.split("-")
        root = paper.pdf.trailer["/Root"]
        assert paper.pdf.metadata
        assert paper.pdf.metadata.title == f"{quiz.title} – {HEADINGS[role]} {form}"
        assert root["/Lang"] == "fr"
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "/StructTreeRoot" in root
        assert re.search(rb"<pdfuaid:part>\s*1\s*</pdfuaid:part>", root["/Metadata"].get_data())
        assert not [page for page in paper.pdf.pages for note in page.get("/Annots") or () if note]


def test_all_fonts_are_in_the_file(made: dict[str, Paper]) -> None:
    for paper in made.values():
        for page in paper.pdf.pages:
            for font in page["/Resources"]["/Font"].values():
                descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
                assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_same_quiz_gives_the_same_bytes(quiz: Quiz, made: dict[str, Paper], tmp_path: Path) -> None:
    """In this process and in others, which order sets otherwise and lie in another time and place."""
    wanted = {f"{name}.pdf": sha256(paper.content).hexdigest() for name, paper in made.items()}
    assert {one.name: sha256(one.content).hexdigest() for one in mesoquiz.export("pdf", quiz)} == wanted
    script = (
        "import mesoquiz, hashlib\n"
        f"quiz = mesoquiz.assemble(mesoquiz.load({str(ROOT / 'decks')!r}), count=40, forms=2)\n"
        "for one in mesoquiz.export('pdf', quiz): print(one.name, hashlib.sha256(one.content).hexdigest())\n"
    )
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "TMPDIR": str(tmp_path)}
        environment["PYTHONPATH"] = str(Path(mesoquiz.__file__).parent.parent)
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, encoding="utf-8", check=True
        )
        assert dict(line.split() for line in done.stdout.splitlines()) == wanted
    assert list(tmp_path.iterdir()) == [], "nothing is left in the temporary folder"


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
    assert f"{number}Ordonnez{''.join(steps[index] for index in item.order)}" in asked
    assert f"{number}Ordonnez1.premier2.deuxième3.troisième" in solved
    assert f"{number}{''.join(str(index + 1) for index in item.order)}" in key
    number, item = items["b"]
    rows = zip(("un", "deux", "trois"), item.letters, item.order, strict=True)
    assert (
        f"{number}Reliez" + "".join(left + letter + ("one", "two", "three")[index] for left, letter, index in rows)
        in asked
    )
    letters = [item.letters[item.order.index(place)] for place in range(3)]
    assert f"un{letters[0]}onedeux{letters[1]}twotrois{letters[2]}three" in solved
    assert f"{number}{''.join(letters)}" in key
    assert f"{items['c'][0]}Leet(dessous);\\(x^\\),." in asked
    assert f"{items['c'][0]}Ledermeethypoderme;\\(x^y\\),z." in solved
    assert f"{items['c'][0]}Ledermeethypoderme" in key
    assert "121.2." in asked.partition(f"{items['d'][0]}Quecachecemasque?")[2]
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


def test_signs_without_a_font_are_told_and_shown_as_codes(tmp_path: Path) -> None:
    cards: list[Card] = [{"id": "a", "question": "Emoji 😀 et 🏳\ufe0f\u200d🌈, العربية, e\u030b ?", "answer": "漢"}]
    told: list[str] = []
    found = papers(mesoquiz.assemble(bank_of(tmp_path, cards)), tell=told.append)
    assert "Emoji[U+1F600]et[U+1F3F3][U+1F308]," in found["quiz-A"].raw[0]
    assert "[U+6F22]" in found["explained-A"].raw[0]
    assert told == ["no font has 漢 🌈 🏳 😀: the PDF shows the code in its place"]


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


# Layouts.


@cache
def exam() -> Quiz:
    """Two sections with titles, and all that a quiz can have."""
    bank = mesoquiz.load(ROOT / "decks")
    quiz = mesoquiz.assemble(bank, count=12)
    (form,) = quiz.forms
    items = [replace(item, points=(1, 2, 0.5)[place % 3]) for place, item in enumerate(form.items)]
    first = Section(items=tuple(items[:5]), title="Première *partie*", instructions="Sans **documents**.")
    second = Section(items=tuple(items[5:]), title="Seconde partie")
    return replace(
        quiz,
        forms=(replace(form, sections=(first, second)),),
        course="UE 3 : médecine",
        date="2027-05-12",
        duration=90,
        instructions="Écrivez lisiblement.\n\n- au stylo noir",
        fields=("Nom", "Groupe ?"),
    )


def test_an_exam_shows_all_that_its_author_says() -> None:
    quiz = exam()
    text = "".join(papers(quiz)["quiz-A"].bodies(quiz.title))
    assert text.startswith(
        "MésothérapieUE3:médecine·12mai2027SujetA"
        "Nom:Groupe?:"
        "12questions,14points,1h30.uneseuleréponseuneouplusieursréponses"
        "Écrivezlisiblement.austylonoir"
        "Barème:Uneseuleréponse:touslespointssielleestjuste,aucunsinon."
    )
    assert "Premièrepartie5questions,6,5pointsSansdocuments.1" in text
    assert text.index("Secondepartie7questions,7,5points") > text.index("Premièrepartie")
    for number, item in enumerate(quiz.forms[0].items, 1):
        points = {1: "1point", 2: "2points", 0.5: "0,5point"}[item.points]
        # Steps and pairs stand between a question and its points.
        end = "" if isinstance(item.interaction, (Arrange, Pair)) else points
        assert f"{number}{''.join(parts(item))}{end}" in text


def test_points_are_silent_where_all_questions_have_one(quiz: Quiz, made: dict[str, Paper]) -> None:
    text = "".join(made["quiz-A"].raw)
    assert "40questions.uneseuleréponse" in text
    assert not re.search(r"\dpoint", text)


LAYOUTS = [
    Layout(),
    Layout(columns=2),
    Layout(paper="letter"),
    Layout(print="large"),
    Layout(paper="letter", columns=2),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_each_layout_has_every_question_whole_and_in_order(layout: Layout) -> None:
    quiz = replace(exam(), layout=layout)
    for role in ("quiz", "explained"):
        paper = papers(quiz, roles=(role,))[f"{role}-A"]
        size = {"A4": (210, 297), "letter": (215.9, 279.4)}[layout.paper]
        assert {(round(x / POINTS, 1), round(y / POINTS, 1)) for x, y in (sheet.size for sheet in paper.sheets)} == {
            size
        }
        pages = paper.bodies(quiz.title)
        text = "".join(pages)
        places = (
            [text.index(f"{n}{parts(item)[0]}") for n, item in enumerate(quiz.forms[0].items, 1)]
            if role == "quiz"
            else [0]
        )
        assert places == sorted(places)
        for title, first in (("Premièrepartie", 1), ("Secondepartie", 6)):
            (page,) = [page for page in pages if title in page]
            begun = parts(quiz.forms[0].items[first - 1])[0][:12]
            assert f"{first}{begun}" in page, "a heading stays with its first question"


def test_large_print_is_large_and_without_serifs() -> None:
    paper = papers(replace(exam(), layout=Layout(print="large")), roles=("quiz",))["quiz-A"]
    runs = [run for sheet in paper.sheets for run in sheet.runs if run.text.strip()]
    assert [run for run in runs if "Atkinson" not in run.font] == []
    sizes = Counter(round(run.size) for run in runs for _ in run.text)
    assert max(sizes, key=lambda size: sizes[size]) == 18
    assert min(sizes) >= 11


# The command.


def test_quiz_writes_pdf_beside_html_and_removes_what_is_stale(tmp_path: Path) -> None:
    output = tmp_path / "exam"
    result = run("quiz", str(ROOT / "decks"), "-n", "3", "--forms", "2", "--pdf", "-o", str(output))
    assert result.exit_code == 0, result.output
    wanted = {f"{role}-{form}.pdf" for role in ROLES for form in FORMS}
    assert {file.name for file in output.glob("*.pdf")} == wanted
    assert f"{output / 'sheet-B.pdf'}" in result.output
    assert "form B: the answer sheet" in result.output
    assert run("quiz", str(ROOT / "decks"), "-n", "3", "-o", str(output)).exit_code == 0
    assert list(output.glob("*.pdf")) == [], "they were of another quiz"


@pytest.mark.in_process("the extra is installed, and only hidden")
@pytest.mark.parametrize("package", ["typst", "fontpkg_atkinson_hyperlegible"])
def test_without_the_extra_one_line_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    result = run("quiz", str(ROOT / "decks"), "-n", "3", "--pdf", "-o", str(tmp_path / "exam"))
    assert result.exit_code == 2
    assert result.output == 'Error: PDF needs an extra: pip install "mesoquiz[pdf]"\n'
    assert not (tmp_path / "exam").exists()


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quiz: Quiz) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = mesoquiz.export("pdf", quiz)
    next(made)
    assert [path.name for path in tmp_path.glob("*/*")], "the template, which is all that Typst may read"
    made.close()
    assert list(tmp_path.iterdir()) == []
