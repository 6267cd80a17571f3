"""Pages as Chromium shows and prints them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from printouts import Sheet, compact, sheets
from rendering import Card, Show, around, citations, gaps, intruders, prompt, right_texts, squash, wrong_texts

NAMES = ("quiz-A", "quiz-B", "explained-A", "explained-B", "all/quiz-A", "all/explained-A")
LABELS = {"why": "Explication", "beyond": "Hors des documents", "caution": "Prudence"}
HEADINGS = {"quiz": "Sujet", "key": "Corrigé", "explained": "Réponses expliquées", "sheet": "Feuille de réponses"}

READ_QUESTIONS = """() => [...document.querySelectorAll("section.question")].map(section => {
    const texts = selector => [...section.querySelectorAll(selector)].map(element => element.innerText);
    const options = [...section.querySelectorAll(".options > li")];
    const letter = option => option.querySelector(".letter").innerText;
    return {
        number: texts(".number")[0],
        told: texts(".stem.context").join("\\n"),
        stem: texts(".stem:not(.context)")[0],
        letters: options.map(letter),
        options: texts(".options > li > .text"),
        right: options.filter(option => option.matches(".right")).map(letter),
        crosses: options.filter(option => option.querySelector(".box").innerText.trim()).map(letter),
        boxes: options.map(option => getComputedStyle(option.querySelector(".box"))).map(
            style => [style.borderTopLeftRadius, parseFloat(style.borderTopWidth) > 0]
        ),
        gaps: section.querySelectorAll(".gap").length,
        places: section.querySelectorAll(".box.place").length,
        lines: section.querySelectorAll(".line").length,
        answer: texts(":is(ul, ol).answer > li, div.answer, .filled"),
        remarks: texts(".remark"),
        whys: texts(".option-why"),
        hidden: [...section.querySelectorAll("*")].filter(element => !element.checkVisibility()).length,
    };
})"""

UNSET_FORMULAS = """() => document.querySelectorAll("math").forEach(math => math.replaceWith(math.textContent))"""
"""Chromium would give each character of a formula a line of its own."""
READ_PICTURES = """() => [...document.querySelectorAll("figure :is(img, svg), .remark img")].filter(element => {
    const names = element.getAttributeNames().sort().join();
    const bare = names === "alt,src" || names === "alt,class,src" && element.className === "alone";
    return element.matches("img") ? bare && element.src.startsWith("data:image/")
        : names === "aria-hidden" && element.querySelectorAll(":not(rect, text)").length === 0;
}).map(element => [element.alt ?? null, element.outerHTML.slice(0, 200)])"""
"""Pictures that load nothing, and the masks over them, each with what is said of it."""
READ_TICKS = """() => [...document.querySelectorAll(".ticks > li")].map(line => ({
    letters: [...line.querySelectorAll(".cell")].map(cell => cell.innerText.trim()),
    boxes: line.querySelectorAll(".box").length,
}))"""

READ_LETTERS = """() => [...document.querySelectorAll(".letters li")].map(
    cell => [...cell.querySelectorAll(".number, strong")].map(part => part.innerText).join(" ")
)"""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A page as Chromium shows it, and what Chromium reported meanwhile."""

    name: str
    title: str
    lang: str
    questions: list[dict[str, Any]]
    letters: list[str]
    ticks: list[dict[str, Any]]
    pictures: list[str]
    """What is said of the pictures of its cards, which are in the page."""
    intruders: list[str]
    """Beside these pictures, and the masks over them."""
    requests: list[str]
    messages: list[str]
    width: int
    """How wide the page is on a phone of 360 pixels."""
    pages: list[str]
    """The text of each printed page, without white space."""
    sheets: list[Sheet]
    places: dict[str, list[int]]
    """The printed pages, from 1, on which each question begins and ends."""
    headings: list[int]
    """The printed page of the heading of each section."""

    @property
    def role(self) -> str:
        return self.name.rpartition("/")[2].partition("-")[0]

    @property
    def heading(self) -> str:
        return f"{HEADINGS[self.role]} {self.name[-1]}"


MARKS = """
.question::before { content: "<<" attr(id) ">>"; position: absolute; top: 0; left: 0; font-size: 6pt; }
.question::after { content: "<</" attr(id) ">>"; position: absolute; bottom: 0; right: 0; font-size: 6pt; }
.section-head { counter-increment: mark; }
.section-head::before { content: "<<h" counter(mark) ">>"; position: absolute; font-size: 6pt; }
"""
"""Marks at each heading, and at both ends of each question, which take no place: to see where they are printed."""
MARK = re.compile(r"<</?[qh]\d+>>")


def open_page(browser: Any, file: Path, name: str, *, on_paper: bool = True) -> Opened:
    """Open a page in Chromium on a phone and, if wanted, print it."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("dialog", lambda dialog: (messages.append(dialog.message), dialog.dismiss()))
    page.goto(file.as_uri())
    pictures = page.evaluate(READ_PICTURES)
    found = {
        "title": page.title(),
        "lang": page.evaluate("document.documentElement.lang"),
        "width": page.evaluate("document.documentElement.scrollWidth"),
        "pictures": [said for said, _ in pictures if said is not None],
        "intruders": [one for one in intruders(page) if one not in [element for _, element in pictures]],
    }
    page.evaluate(UNSET_FORMULAS)
    found["questions"] = page.evaluate(READ_QUESTIONS)
    found["ticks"] = page.evaluate(READ_TICKS)
    found["letters"] = [squash(text) for text in page.evaluate(READ_LETTERS)]
    for kind in ("questions", "ticks"):
        # A page for students does not name its cards: the manifest does.
        for question, id in zip(found[kind], ids(file), strict=False):
            question["id"] = id
    page.add_style_tag(content=MARKS)
    printed = sheets(page.pdf(prefer_css_page_size=True)) if on_paper else []
    page.close()
    marked = [sheet.text for sheet in printed]
    return Opened(
        name=name,
        requests=requests,
        messages=messages,
        pages=[MARK.sub("", text) for text in marked],
        sheets=printed,
        places={question["number"]: places(question["number"], marked) for question in found["questions"]},
        headings=[number for number, text in enumerate(marked, 1) for _ in re.findall(r"<<h\d+>>", text)],
        **found,
    )


def asked(question: dict[str, Any]) -> str:
    """What is told and asked, as it is printed: several cards may ask the same of other patients."""
    return compact(question["told"] + question["stem"])


def ids(page: Path) -> list[str]:
    """The ids of the cards on a page of an exam, in the order of their numbers, from the manifest beside it."""
    manifest = page.parent / "manifest.json"
    if not manifest.exists():
        return []
    [form] = [
        one for one in json.loads(manifest.read_text(encoding="utf-8"))["forms"] if one["form"] in page.stem.split("-")
    ]
    return [item["id"] for section in form["sections"] for item in section["items"]]


def places(number: str, marked: list[str]) -> list[int]:
    """The printed pages, from 1, on which a question begins and ends."""
    marks = (f"<<q{number}>>", f"<</q{number}>>")
    return [page for mark in marks for page, text in enumerate(marked, 1) if mark in text]


class Pages(dict[str, Opened]):
    """The pages by their names, each opened when it is first asked for."""

    def __init__(self, browser: Any, folder: Path) -> None:
        super().__init__()
        self.browser, self.folder = browser, folder

    def __missing__(self, name: str) -> Opened:
        self[name] = open_page(self.browser, self.folder / f"{name}.html", name)
        return self[name]


def solved(card: Card) -> list[str]:
    """The answers that the key shows below an open question or in the gaps."""
    if "cloze" in card:
        return [gap.text for gap in gaps(card)[0]]
    # Pairs stand in a table of their own.
    return [] if wrong_texts(card) or "pairs" in card else right_texts(card)


def remarks(card: Card, cited: dict[str, Card], show: Show) -> list[str]:
    """The lines below the answer of a question on the explained key: each document once, with all its quotes."""
    found = [f"{label} : {show(card[key])}" for key, label in LABELS.items() if key in card]
    quotes: dict[str, list[str]] = {}
    for citation in citations(card):
        quotes.setdefault(citation["doc"], []).extend([citation["quote"]] if "quote" in citation else [])
    for doc, phrases in quotes.items():
        source = cited[doc]
        parts = ", ".join(source[key] for key in ("title", "author", "site") if key in source)
        found.append(f"Source : {parts}" + (f" — {', '.join(phrases)}" if phrases else ""))
    return found


def stem(card: Card, show: Show, *, with_answers: bool) -> str:
    """What is above the options, lines or answer of a question."""
    if "cloze" not in card:
        return prompt(card, show)
    made, rest = gaps(card)
    shown = [show(gap.text) if with_answers else f"({show(gap.hint)})" if gap.hint else "" for gap in made]
    return "".join(around(gap.before, show) + text for gap, text in zip(made, shown, strict=True)) + around(rest, show)
