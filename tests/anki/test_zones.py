"""Pictures to point at, as students meet them: taps in Chromium on cards of the real Anki, and what updates keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pictures import blank_png
from releases import NOW, PNG, THEN, publish
from rendering import Card, import_package, rendered, write_decks
from rendering import style as style_of

import mesoquiz
from mesoquiz.anki import lock as locks

ZONE = {"left": 10, "top": 20, "width": 30, "height": 40, "label": "le **derme**"}
CELL: Card = {"id": "une", "question": "Où ?", "image": {"file": "peau.png", "alt": "Coupe"}, "zones": [ZONE]}
TWO: Card = CELL | {
    "id": "deux",
    "expected": 2,
    "zones": [ZONE, {"left": 60, "top": 20, "width": 30, "height": 40}],
}
SHOW = """html => {
    document.body.innerHTML = html;
    for (const old of document.body.querySelectorAll("script")) {
        const fresh = document.createElement("script");
        fresh.textContent = old.textContent;
        old.replaceWith(fresh);
    }
    return Promise.all([...document.images].map(image => image.decode().catch(() => null))).then(() => null);
}"""


class Student:
    """Taps on the front and looks at the back; `open` makes a new page, as some clients do for each side."""

    def __init__(self, browser: Any, css: str, media: Path) -> None:
        self.context = browser.new_context(viewport={"width": 375, "height": 700})
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        head = f"<!DOCTYPE html><style>{css}</style><body class=card></body>"

        def serve(route: Any) -> None:
            file = media / route.request.url.rpartition("/")[2]
            if file.is_file():
                route.fulfill(body=file.read_bytes(), content_type="image/png")
            else:
                route.fulfill(body=head, content_type="text/html; charset=utf-8")

        self.page.route("**/*", serve)
        self.open()

    def open(self) -> None:
        self.page.goto("http://card.invalid/")

    def show(self, side: str) -> None:
        self.page.evaluate(SHOW, side)

    def tap(self, x: float, y: float) -> None:
        """At a place in percent of the picture."""
        box = self.page.locator(".mq-point img").bounding_box()
        self.page.mouse.click(box["x"] + box["width"] * x / 100, box["y"] + box["height"] * y / 100)

    def crosses(self) -> list[tuple[int, int]]:
        script = """() => [...document.querySelectorAll(".mq-cross")].map(cross => [
            parseFloat(cross.style.left), parseFloat(cross.style.top)])"""
        return [(round(x), round(y)) for x, y in self.page.evaluate(script)]

    def score(self) -> str:
        return " ".join(self.page.locator(".mq-score").all_inner_texts())


@pytest.fixture
def studied(collection: Any, tmp_path: Path) -> dict[str, tuple[str, str]]:
    folder = write_decks(tmp_path / "decks", [CELL, TWO], lang="fr", typography="fr")
    (folder / "peau.png").write_bytes(blank_png(600, 400))
    bank = mesoquiz.load(folder)
    assert not bank.errors, mesoquiz.format_report(bank)
    (package,) = mesoquiz.export("apkg", bank)
    import_package(collection, package.content, tmp_path)
    return {side.id: (side.front, side.back) for side in rendered(collection)}


@pytest.fixture
def student(browser: Any, collection: Any, studied: Any) -> Iterator[Student]:
    made = Student(browser, style_of(collection), Path(collection.media.dir()))
    yield made
    made.context.close()
    assert made.faults == []


def test_a_tap_puts_a_cross_and_the_next_moves_it(student: Student, studied: dict[str, tuple[str, str]]) -> None:
    student.show(studied["une"][0])
    assert student.crosses() == []
    student.tap(80, 80)
    student.tap(25, 40)
    assert student.crosses() == [(25, 40)]
    student.show(studied["une"][1])
    assert student.crosses() == [(25, 40)], "the back keeps the cross"
    assert student.score() == "1 bonne réponse sur 1"


def test_a_cross_beside_the_zone_is_told(student: Student, studied: dict[str, tuple[str, str]]) -> None:
    student.show(studied["une"][0])
    student.tap(80, 80)
    student.show(studied["une"][1])
    assert student.score() == "0 bonne réponse sur 1, 1 erreur"


def test_several_crosses_are_counted_and_taken_away(student: Student, studied: dict[str, tuple[str, str]]) -> None:
    front, back = studied["deux"]
    student.show(front)
    for at in ((25, 40), (75, 40), (50, 90)):
        student.tap(*at)
    assert student.crosses() == [(75, 40), (50, 90)], "no more than are asked for: the first one goes"
    student.tap(50, 90)
    assert student.crosses() == [(75, 40)], "a tap on a cross takes it away"
    student.tap(76, 55)
    student.show(back)
    assert student.score() == "1 bonne réponse sur 2", "two crosses in a zone are one"


def test_a_tap_does_not_turn_the_card(student: Student, studied: dict[str, tuple[str, str]]) -> None:
    student.show(studied["une"][0])
    student.page.evaluate("document.addEventListener('click', () => { window.turned = true; })")
    student.tap(25, 40)
    assert student.page.evaluate("window.turned") is None
    student.show(studied["une"][1])
    assert student.page.locator(".tappable").count() == 0, "a tap turns to the next card as ever"
    student.tap(50, 50)
    assert student.crosses() == [(25, 40)]


def test_a_page_that_is_made_anew_shows_the_zone_alone(student: Student, studied: dict[str, tuple[str, str]]) -> None:
    student.show(studied["une"][0])
    student.tap(25, 40)
    student.open()
    student.show(studied["une"][1])
    assert (student.crosses(), student.score()) == ([], "")
    assert student.page.locator(".mq-zone").is_visible()


def test_crosses_of_another_card_are_not_shown(student: Student, studied: dict[str, tuple[str, str]]) -> None:
    student.show(studied["une"][0])
    student.tap(25, 40)
    student.show(studied["deux"][1])
    assert student.crosses() == []


def test_the_front_gives_nothing_away(student: Student, studied: dict[str, tuple[str, str]]) -> None:
    front, back = studied["une"]
    student.show(front)
    assert not student.page.locator(".mq-zone").is_visible()
    assert "derme" not in front
    assert student.page.locator("img").count() == 1
    student.show(back)
    assert student.page.locator("img").count() == 1, "the picture is there once"
    assert "le derme" in student.page.inner_text("body")


def test_the_zone_is_where_it_was_told(student: Student, studied: dict[str, tuple[str, str]]) -> None:
    student.show(studied["une"][1])
    zone, image = (student.page.locator(selector).bounding_box() for selector in (".mq-zone", ".mq-point img"))
    found = [
        *((zone[at] - image[at]) / image[size] for at, size in (("x", "width"), ("y", "height"))),
        *(zone[size] / image[size] for size in ("width", "height")),
    ]
    assert found == pytest.approx([0.1, 0.2, 0.3, 0.4], abs=0.01)


def test_cards_read_well_without_a_script(browser: Any, collection: Any, studied: dict[str, tuple[str, str]]) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    front, back = studied["une"]
    page.set_content(f"<style>{style_of(collection)}</style><body class=card>{front}</body>")
    assert "Placez une croix sur l’image" in page.inner_text("body")
    assert not page.locator(".mq-zone").is_visible()
    page.set_content(f"<style>{style_of(collection)}</style><body class=card>{back}</body>")
    assert page.inner_text(".mq-answer") == "le derme"
    page.context.close()


# Updates

HEAD = "id: suite\ndeck: Suite\ncards:\n  - id: question\n    question: Où est le derme ?\n"
IMAGE = "    image: {file: coupe.png, alt: Coupe}\n"
OLD_ZONE = f"{IMAGE}    zones: {{left: 10, top: 10, width: 20, height: 20, label: derme}}\n"
CHANGES = {
    "a qa that becomes a zone": ("    answer: au milieu\n", OLD_ZONE, ["answer-turned"]),
    "a zone that becomes a qa": (OLD_ZONE, "    answer: au milieu\n", ["answer-turned"]),
    "a zone that is nudged": (OLD_ZONE, OLD_ZONE.replace("left: 10", "left: 13"), []),
    "a zone with another label": (OLD_ZONE, OLD_ZONE.replace("label: derme", "label: le chorion"), []),
    "a zone more": (OLD_ZONE, OLD_ZONE + "    why: Là.\n", []),
    "a zone that is elsewhere": (OLD_ZONE, OLD_ZONE.replace("left: 10", "left: 75"), ["answer-turned"]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_update_keeps_the_card_and_its_history(change: str, collection: Any, tmp_path: Path) -> None:
    before, after, said = CHANGES[change]
    package, old = release(tmp_path, HEAD + before, None, THEN)
    import_package(collection, package, tmp_path)
    answer(collection)
    history = collection.db.all("select id, nid, ord, type, queue, due, ivl, reps from cards")
    package, new = release(tmp_path, HEAD + after, old, NOW)
    assert [found.code for found in locks.check(old, new)] == said
    log = import_package(collection, package, tmp_path)
    assert len(log.updated) == 1
    assert [*log.new, *log.conflicting] == []
    assert collection.db.all("select id, nid, ord, type, queue, due, ivl, reps from cards") == history
    assert collection.db.scalar("select reps from cards") == 1
    (side,) = rendered(collection)
    assert ('class="mq-zone"' in side.back) == ("zones" in after)
    assert not [name for name in collection.models.all_names() if name.endswith("+")]
    problems, is_sound = collection.fix_integrity()
    assert is_sound or "last review time" in problems, problems


def answer(collection: Any) -> None:
    """Answer the only card once, so that it has a history."""
    (card_id,) = collection.find_cards("")
    card = collection.get_card(card_id)
    card.start_timer()
    states = collection._backend.get_scheduling_states(card_id)
    collection.sched.answer_card(collection.sched.build_answer(card=card, states=states, rating=3))


def release(folder: Path, text: str, old: locks.Lock | None, now: int) -> tuple[bytes, locks.Lock]:
    decks = folder / "decks"
    decks.mkdir(exist_ok=True)
    (decks / "a.yaml").write_text(text, encoding="utf-8")
    (decks / "coupe.png").write_bytes(PNG)
    content, settled = publish(decks, old, now)
    return content, settled
