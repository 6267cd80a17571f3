"""Texts that try to run, load or ask for something, in every field of every kind, as the real Anki renders them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pictures import blank_png
from rendering import HOSTILE, Card, import_package, intruders, rendered, style, write_decks

import mesoquiz

FORMULAS = (
    r"\(\href{javascript:alert(1)}{x}\)",
    r"\[\href{https://evil.invalid/}{x}\]",
    r"\\(\href{javascript:alert(1)}{x}\\)",
    r"\(\style{background:url(https://evil.invalid/a.png)}{x}\)",
    r"\(\require{html}\class{mq-key}{x}\)",
    r"\(\cssId{answer}{x}\)",
    r"\(\let\a\href\a{javascript:alert(1)}{x}\)",
    r"\(\csname href\endcsname{javascript:alert(1)}{x}\)",
    r"\(\toggle{x}{y}\endtoggle\)",
    r"\(\includegraphics{https://evil.invalid/a.png}\)",
    r"\(\mmlToken{mi}[href='javascript:alert(1)']{x}\)",
    r"\(\mmlToken{mglyph}[src='https://evil.invalid/a.png']{}\)",
    r"\(\bbox[background:url(https://evil.invalid/a.png)]{x}\)",
    r"\(\fcolorbox{red;background:url(https://evil.invalid/a.png)}{red}{x}\)",
    r"\(\unicode [a;background:url(https://evil.invalid/a.png)]{65}\)",
)
"""What MathJax would make links, styles and pictures of."""
PAYLOADS = (*HOSTILE, *FORMULAS, "[[type:Answer]]", "[[type:nc:Id]]", "[[TYPE:Question]]", "[ [type:Answer]]")


EDGES = {"left": 50, "top": 5, "width": 30, "height": 12}
OWN = re.compile(r'<img src="peau-\w+\.png" alt="[^"]*">$|<script>\ntry { anki\.imageOcclusion')
"""The picture of an occlusion or of zones, and the call of Anki's own script for it."""


def cards() -> Iterator[Card]:
    for number, text in enumerate(PAYLOADS, 1):
        flat = " ".join(text.split())
        # A text that has braces or colons may be no gap, but it may stand beside one.
        inside = "{{1::" + flat + "}} " if not re.search("[{}:]", flat) else ""
        common: Card = dict.fromkeys(("notice", "context", "why", "beyond", "caution"), text)
        common["source"] = {"doc": f"s{number}", "quote": " ".join(flat.split()[:12])}
        wrong = [{"text": f"{text} 2" if "\n" not in text else f"autre\n\n{text}", "why": text, "never": True}]
        kinds: dict[str, Card] = {
            "open": {"question": text, "answer": text},
            "typed": {"question": text, "answer": text, "accept": [flat, "autre"]},
            "folded": {"question": text, "answer": {"text": text, "why": text, "must": True}, "distractors": wrong},
            "several": {"question": text, "answers": [text, "autre"], "distractors": wrong},
            "list": {"question": text, "answers": [text, "autre"]},
            "judged": {"statement": text, "answer": "true"},
            "term": {"term": flat, "definition": text},
            "sequence": {"question": text, "sequence": [text, "autre"]},
            "pairs": {"question": text, "pairs": [[text, "a"], ["b", text]]},
            "occlusion": {
                "question": text,
                "image": {"file": "peau.png", "alt": flat},
                "masks": [{"left": 10, "top": 5, "width": 30, "height": 12, "label": text}],
            },
        }
        kinds["zone"] = {
            "question": text,
            "image": {"file": "peau.png", "alt": flat},
            "zones": [{"left": 10, "top": 5, "width": 30, "height": 12, "label": text}, {**EDGES, "label": text}],
        }
        if "{{" not in text and "}}" not in text:
            kinds["cloze"] = {"cloze": f"{text} {inside}{{{{2::a}}}}"}
        for kind, own in kinds.items():
            yield {"id": f"{kind}-{number}", **own, **common}


@pytest.fixture
def attacked(collection: Any, tmp_path: Path) -> Any:
    sources = [
        {"id": f"s{number}", "title": flat, "author": flat, "site": flat, "note": flat}
        for number, flat in ((number, " ".join(text.split())) for number, text in enumerate(PAYLOADS, 1))
    ]
    report = 'https://exemple.org/?q={id}&v={version}&x="onmouseover="alert(1)<b>'
    folder = write_decks(tmp_path / "decks", list(cards()), sources=sources, report=report)
    (folder / "peau.png").write_bytes(blank_png(60, 40))
    bank = mesoquiz.load(folder)
    assert not bank.errors, mesoquiz.format_report(bank)
    (package,) = mesoquiz.export("apkg", bank)
    import_package(collection, package.content, tmp_path)
    return collection


APART = """texts => document.body.replaceChildren(...texts.map(text => {
    const place = document.createElement("div");
    place.innerHTML = text;
    return place;
}))"""


def test_nothing_runs_loads_or_asks(attacked: Any, browser: Any) -> None:
    assert len(PAYLOADS) >= 50
    sides = rendered(attacked)
    assert len(sides) > 10 * len(PAYLOADS)
    page = browser.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.route("**/*", lambda route: (asked.append(route.request.url), route.abort()))
    page.set_content(f"<!DOCTYPE html><style>{style(attacked)}</style><body class=card></body>")
    for side in sides:
        for html in (side.front, side.back):
            # Anki makes a box to type into of such words, wherever they stand; those of the program are expected.
            own = re.findall(r"\[\[type:nc:Typed\]\]", html)
            assert len(re.findall(r"\[\[type:", html)) == len(own), side.id
            assert bool(own) == side.id.startswith("typed"), side.id
    # The cards of a kind at once, each in a place of its own: the browser is asked some ten times, not thousands.
    kinds = {side.id.partition("-")[0] for side in sides}
    for kind in sorted(kinds):
        texts = [html for side in sides if side.id.startswith(f"{kind}-") for html in (side.front, side.back)]
        page.evaluate(APART, texts)
        assert page.locator("body > div").count() == len(texts)
        assert [found for found in intruders(page) if not OWN.match(found)] == [], kind
        assert formulas(page) == [], kind
    page.close()
    assert {url for url in asked if not re.search(r"/peau-\w+\.png$", url)} == set()


def formulas(page: Any) -> list[str]:
    """The formulas that MathJax would set, and that can do more than show something: within one run of text."""
    script = r"""() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (!node.parentNode.closest("script, code, pre")) {
                found.push(...node.data.match(/\\\([\s\S]*?\\\)|\\\[[\s\S]*?\\\]/g) || []);
            }
        }
        const able = /\\(href|style|class|cssId|require|toggle|includegraphics|csname|mmlToken|bbox|fcolorbox|unicode)/;
        return found.filter(text => able.test(text));
    }"""
    return list(page.evaluate(script))
