"""What a reader sees of a card or a page, told by Chromium, and what the authors wrote, read without mesoquiz.

Also decks whose texts try to break out: each text comes with what must be seen of it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Card = dict[str, Any]
Show = Callable[[str], str]

HOSTILE = {
    text: text
    for text in (
        "pH < 7",
        "<5 ml",
        "1 < 2 > 0 et > 5 mm",
        "A & B",
        "&lt;b&gt; &amp; &#60; &copy",
        "\"double\" et 'simple'",
        "un ` tout seul",
        "2 * 3 * 4, a_b_c, 50 ~ 60",
        "C:\\temp",
        "# 1",
        "> citation",
        "- 5 °C",
        "+ 3",
        "1. Pistor",
        "1952. Pistor",
        "| a | b |",
        "{{x}}",
        "{{c1::x}}",
        "{{Answer}} {{FrontSide}} {{#Why}}x{{/Why}} {{cloze:Text}}",
        "{{ 7*7 }} {% if x %} {# y #} ${z}",
        "a::b",
        "::",
        "x} et {y}}",
        "[sound:x.mp3]",
        "[SOUND:x.mp3] [anki:play:q:0] [anki:tts lang=fr_FR]x[/anki:tts]",
        "[latex]x[/latex] [$]x[/$] [$$]x[/$$]",
        "[LATEX]x[/LATEX] [Latex]x[/Latex]",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "</div></article></section>",
        "</style></script></title><script>alert(1)</script>",
        "<!-- commentaire",
        "<style>*{display:none}</style>",
        "<input value=1><details open>x</details>",
        "\\(a<b\\) et \\[x_1^2 & y\\]",
        "[lien](javascript:alert(1))",
        "[lien](JaVaScRiPt:alert(1))",
        "[lien](data:text/html,<script>alert(1)</script>)",
        "<javascript:alert(1)>",
    )
} | {
    "du `code <b> {{x}}` ici": "du code <b> {{x}} ici",
    "**<b>gras</b>** et *italique*": "<b>gras</b> et italique",
    "H~2~O, 10^6^": "H2O, 106",
    "\\{\\{x\\}\\} \\<b> \\*": "{{x}} <b> *",
    '[lien](https://exemple.org/"onmouseover="alert(1))': "lien",
    '[lien](https://exemple.org "a\\" onmouseover=\\"alert(1)")': "lien",
    "avant\n\n```<script>\nalert(1) {{x}}\n```\n\naprès": "avant\nalert(1) {{x}}\naprès",
    "- un < deux\n- {{c2::deux}}": "un < deux\n{{c2::deux}}",
    "5 < 6\n\n- a & b\n- <i>c</i>": "5 < 6\na & b\n<i>c</i>",
}
"""A text as authors write it -> what is to be seen of it."""

SEEN = (
    HOSTILE
    | {f"{text} 2": f"{seen} 2" for text, seen in HOSTILE.items()}
    | {f"autre\n\n{text}": f"autre\n{seen}" for text, seen in HOSTILE.items()}
)
"""All the texts of the hostile cards."""

GAPS = {
    "{{1::<b>x</b>}}": ("<b>x</b>", ""),
    "{{1::A & B < C}}": ("A & B < C", ""),
    "{{1::\"x\" 'y'}}": ("\"x\" 'y'", ""),
    "{{1::x}}}": ("x}", ""),
    "{{1::\\frac{a}{b}}}": ("\\frac{a}{b}", ""),
    "{{1:::x}}": (":x", ""),
    "{{x:}}": ("x:", ""),
    "{{1::x::a::b}}": ("x", "a::b"),
    "{{1::x::indice}}}": ("x", "indice}"),
    "{{c1::[sound:x.mp3]::[latex]x[/latex]}}": ("[sound:x.mp3]", "[latex]x[/latex]"),
    "{{<script>alert(1)</script>::<img src=x onerror=alert(1)>}}": (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
    ),
    "{{1::`a} b`::**c**}}": ("a} b", "c"),
    "{{[lien](javascript:alert(1))}}": ("[lien](javascript:alert(1))", ""),
    "{{1::\\(a<b\\)}}": ("\\(a<b\\)", ""),
    "**{{1::gras}}**": ("gras", ""),
}
"""A gap as authors write it -> what is to be seen of its text and of its hint."""

AWKWARD_GAPS = {
    "link-title": '[lien](https://exemple.org "{{un}}") puis {{deux}}',
    "image-title": '![image](https://exemple.org/a.png "{{un}}") puis {{deux}}',
    "code-language": "```{{un}}\ncode\n```\n\npuis {{deux}}",
    "table-row-too-long": "| a | b |\n|---|---|\n| {{un}} | {{deux}} | {{trois}} |\n\npuis {{quatre}}",
    "two-lines": "avant {{un,\ndeux}} après\n\npuis {{trois}}",
    "address": "[lien](https://exemple.org/{{un}}) puis {{deux}}",
    "code": "`{{un}}` puis {{deux}}",
    "high-and-low": "x^{{un}}^ y~{{deux}}~",
    "list": "- {{un}}\n- {{deux}}",
}
"""Texts with gaps where Markdown could swallow one, by what they are in."""


class Written(NamedTuple):
    """A card as it is in its file, and the deck it stands in."""

    deck: str
    card: Card


def written(folder: Path) -> list[Written]:
    """The cards of the decks in a folder, in study order; all values are texts."""
    found = []
    for file in sorted(folder.glob("*.yaml")):
        content = yaml.load(file.read_text(encoding="utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        found += [Written(content["deck"], card) for card in content.get("cards", ())]
    return found


def sources(folder: Path) -> dict[str, Card]:
    """The sources of the collection in a folder, by id."""
    content = yaml.load((folder / "collection.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return {source["id"]: source for source in content.get("sources", ())}


def option_text(option: str | Card) -> str:
    """The text of an option, which is a text or a mapping."""
    return option if isinstance(option, str) else str(option["text"])


def right_texts(card: Card) -> list[str]:
    """The right answers of a card, in the author's order; of pairs, left and right in turn; a cloze has none."""
    if "cloze" in card:
        return []
    if "sequence" in card:
        return list(card["sequence"])
    if "pairs" in card:
        return [text for pair in card["pairs"] for text in pair]
    if "masks" in card or "zones" in card:
        return [part["label"] for part in card.get("masks") or card["zones"]]
    if "statement" in card:
        return ["Vrai" if card["answer"] == "true" else "Faux"]
    return [option_text(option) for option in card.get("answers") or [card.get("answer") or card["definition"]]]


def wrong_texts(card: Card) -> list[str]:
    """The wrong answers of a card, in the author's order; of pairs, what belongs to none."""
    if "statement" in card:
        return ["Faux" if card["answer"] == "true" else "Vrai"]
    return [option_text(option) for option in card.get("distractors", ())]


def as_written(text: str) -> str:
    """What is seen of a text without markup."""
    return text


def as_read(text: str) -> str:
    """What is read of a text without other markup than lists, tables and pictures."""
    text = re.sub(r"!\[.*?\]\(.*?\)|^- ", "", text, flags=re.MULTILINE)
    rows = [line for line in text.split("\n") if not re.fullmatch(r"[|\s:-]+", line)]
    return "\n".join(row.replace("|", " ") if row.startswith("|") else row for row in rows)


def prompt(card: Card, show: Show = as_written) -> str:
    """What a card that is not a cloze asks first."""
    asked = card.get("question") or card.get("statement")
    return show(asked) if asked else f"Que désigne « {show(card['term'])} » ?"


def options(card: Card) -> list[str | Card]:
    """The options of a choice as they are in the file: texts, or mappings with a text."""
    is_choice = "distractors" in card and "pairs" not in card
    return [*(card.get("answers") or [card["answer"]]), *card["distractors"]] if is_choice else []


def draw(card: Card) -> tuple[int, int, int]:
    """How many options of a pool are shown, and how many of them are right at least and at most."""
    drawn = card["draw"]
    told = {"count": drawn} if isinstance(drawn, str) else drawn
    count = int(told["count"])
    return count, int(told.get("least", 1)), int(told.get("most", count - 1))


def whys(card: Card, label: str = "") -> list[str]:
    """The explanations of single options; `label` is what is written before one that no document makes."""
    told = [option for option in options(card) if isinstance(option, dict)]
    beyond = [label + option["beyond"] for option in told if "beyond" in option]
    return [option["why"] for option in told if "why" in option] + beyond


def citations(card: Card) -> list[Card]:
    """The sources that a card cites, one or several."""
    cited = card.get("source", [])
    return [cited] if isinstance(cited, dict) else cited


def around(text: str, show: Show) -> str:
    """What is seen of a text beside a gap: its white space stays."""
    return text.replace(text.strip(), show(text.strip())) if text.strip() else text


_GAP = re.compile(r"\{\{(?:c?(\d+)::)?(.*?)\}\}(?!\})", re.DOTALL)


class Gap(NamedTuple):
    """A gap of a cloze: what is before it, its number, text and hint."""

    before: str
    number: int
    text: str
    hint: str


def gaps(card: Card) -> tuple[list[Gap], str]:
    """The gaps of a cloze, those without a number counted in reading order, and the text after the last one."""
    made: list[Gap] = []
    end = 0
    taken = {int(match[1]) for match in _GAP.finditer(card["cloze"]) if match[1]}
    free = (number for number in range(1, 500) if number not in taken)
    for match in _GAP.finditer(card["cloze"]):
        text, _, hint = match[2].partition("::")
        number = int(match[1]) if match[1] else next(free)
        made.append(Gap(card["cloze"][end : match.start()], number, text, hint))
        end = match.end()
    return made, card["cloze"][end:]


def write_decks(folder: Path, cards: list[Card], **collection: Any) -> Path:
    """Write a collection with one deck. JSON is YAML, and leaves no doubt about quotes."""
    folder.mkdir(parents=True, exist_ok=True)
    head = {"id": "essai", "title": "Essai", "typography": "off"} | collection
    (folder / "collection.yaml").write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")
    (folder / "deck.yaml").write_text(json.dumps({"deck": "Essai", "cards": cards}, ensure_ascii=False), "utf-8")
    return folder


def hostile_cards() -> Iterator[Card]:
    """Cards of every kind with each hostile text in every place that takes it."""
    for number, text in enumerate(HOSTILE, 1):
        common = {"why": text, "caution": text, "source": {"doc": f"s{number}", "quote": " ".join(text.split()[:12])}}
        wrong = {"text": f"{text} 2" if "\n" not in text else f"autre\n\n{text}", "why": text}
        yield {"id": f"open-{number}", "question": text, "answer": text, **common}
        yield {"id": f"choice-{number}", "question": text, "answer": text, "distractors": [wrong], **common}
        yield {"id": f"list-{number}", "question": text, "answers": [text, "autre"], **common}
        yield {"id": f"several-{number}", "question": text, "answers": [text], "distractors": [wrong], **common}
        yield {"id": f"judged-{number}", "statement": text, "answer": "true", **common}
        if "\n" not in text:
            yield {"id": f"term-{number}", "term": text, "definition": text, **common}
        if "{{" not in text and "}}" not in text:
            yield {"id": f"cloze-{number}", "cloze": f"{text} {{{{1::a}}}} et {{{{2::b}}}}", **common}
    for number, gap in enumerate(GAPS, 1):
        yield {"id": f"gap-{number}", "cloze": f"Avant {gap} après {{{{2::fin}}}}."}


def hostile_sources() -> list[Card]:
    """A source for each hostile text, with the text in all that is shown of it."""
    return [
        {"id": f"s{number}", "title": " ".join(text.split()), "author": text, "site": text}
        for number, text in enumerate(HOSTILE, 1)
    ]


def squash(text: str) -> str:
    """A text with all white space, no-break or not, as single spaces, and all apostrophes straight."""
    return " ".join(text.replace("’", "'").split())


def bare(text: str) -> str:
    """A text without white space, characters of Markdown and ligatures, which typography and markup may change."""
    return re.sub(r"[\s*`_~^\\]", "", unicodedata.normalize("NFKC", text).replace("’", "'"))


def lines(text: str) -> list[str]:
    """The lines of a text that are not blank, squashed."""
    return [squash(line) for line in text.split("\n") if line.strip()]


class Sides(NamedTuple):
    """A card as Anki renders it."""

    id: str
    ordinal: int
    front: str
    back: str


def import_package(collection: Any, content: bytes, folder: Path) -> Any:
    """Import a package as a student does, with the default settings; returns Anki's log."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    path = folder / "imported.apkg"
    path.write_bytes(content)
    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    return collection.import_anki_package(request).log


def rendered(collection: Any) -> list[Sides]:
    """Both sides of every card of a collection, in study order."""
    cards = [collection.get_card(id) for id in collection.db.list("SELECT id FROM cards ORDER BY due, ord")]
    outputs = [(card, card.render_output()) for card in cards]
    return [Sides(card.note()["Id"], card.ord, made.question_text, made.answer_text) for card, made in outputs]


def style(collection: Any) -> str:
    """The style sheet of all cards of a collection."""
    return str(collection.models.by_name("Mesoquiz")["css"])


def read_aloud(page: Any, css: str, sides: list[str]) -> list[list[str]]:
    """The lines that Chromium shows of each side of a card; what the front folds, the script opens on the back."""
    page.set_content(f"<!DOCTYPE html><style>{css}</style><body class=card></body>")
    script = """sides => sides.map(html => {
        document.body.innerHTML = html;
        document.querySelectorAll(".mq-back .mq-fold").forEach(fold => { fold.open = true; });
        return document.body.innerText;
    })"""
    return [lines(text) for text in page.evaluate(script, sides)]


def intruders(page: Any) -> list[str]:
    """The elements of a page that can run, load or hide something or be filled in, and those with event handlers.

    The program's own script, and what students tick and open, are none of them.
    """
    script = """() => [...document.querySelectorAll("body *, head script, head link, head base")].filter(element =>
        element.matches(`script, style, link, base, meta, iframe, object, embed, svg, img, video, audio, form, input,
            button, select, textarea, details, dialog, a:not([href^="https:"], [href^="http:"], [href^="mailto:"])`)
        || element.getAttributeNames().some(name => name.startsWith("on"))
    ).filter(element => !element.closest(".mq-choices, .mq-parts")
        && !element.matches(".mq-fold, #toggle")
        && !(element.matches("script") && /Reorders what|Puts crosses|What is only shown/.test(element.textContent))
    ).map(element => element.outerHTML.slice(0, 200))"""
    return list(page.evaluate(script))
