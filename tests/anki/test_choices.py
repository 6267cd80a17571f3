"""The choices on cards, as students meet them: HTML rendered by the real Anki, in Chromium, on different clients.

Three kinds of client are played: one that keeps the page and swaps the HTML at the flip (Anki on the desktop), one that
loads the page anew (AnkiDroid), and both with storage refused or without JavaScript.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import mesoquiz
from mesoquiz.anki import lockfile
from mesoquiz.anki import package as packages

HOSTILE = ['"guillemets"', "apostrophe d'or", "accent ` grave", "${x}", r"\(a < b\)", "</script>", "a & b"]


def deck(count: int) -> str:
    cards = "".join(
        f"  - id: q{number}\n    question: Question {number} ?\n    answer: bon\n"
        "    distractors: [faux, mauvais, inexact, {text: aucune de ces réponses, pin: last}]\n"
        "    anki: {choices: shown}\n"
        for number in range(count)
    )
    return f"id: choix\ndeck: Choix\ncards:\n{cards}"


def sides(collection: Any, tmp_path: Path, text: str) -> dict[str, tuple[str, str]]:
    """Front and back of every card, by note id, as the real Anki renders them."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    path = tmp_path / "deck.yaml"
    path.write_text(text, encoding="utf-8")
    bank = mesoquiz.load(path)
    assert not bank.diagnostics, mesoquiz.format_report(bank)
    (package,) = mesoquiz.export("apkg", bank)
    (tmp_path / package.name).write_bytes(package.content)
    request = ImportAnkiPackageRequest(package_path=str(tmp_path / package.name), options=ImportAnkiPackageOptions())
    collection.import_anki_package(request)
    rendered = {}
    for id in collection.find_cards(""):
        card = collection.get_card(id)
        css = card.note_type()["css"]
        output = card.render_output()
        rendered[card.note()["Id"]] = tuple(
            f"<style>{css}</style><div id=qa>{side}</div>" for side in (output.question_text, output.answer_text)
        )
    return rendered


SHOW = """sides => sides.map(side => {
    document.body.innerHTML = side;
    // Scripts inside innerHTML do not run by themselves; Anki's reviewer runs them anew, as here.
    for (const old of document.body.querySelectorAll("script")) {
        const fresh = document.createElement("script");
        fresh.textContent = old.textContent;
        old.replaceWith(fresh);
    }
    return [...document.querySelectorAll(".mq-option")].map(option => option.innerText.trim());
})"""
"""Each of the sides, in turn, and the order of its options."""


class Client:
    """A reviewer: `front` and `back` show a side and return the order of the options."""

    def __init__(self, browser: Any, *, reloads: bool, script: bool = True, storage: bool = True) -> None:
        self.context = browser.new_context(java_script_enabled=script)
        self.page = self.context.new_page()
        self.reloads = reloads
        self.script = script
        if not storage:
            self.page.add_init_script(
                "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('refused'); } });"
            )
        self.page.route(
            "**/*",
            lambda route: route.fulfill(body="<!doctype html><body class=card></body>", content_type="text/html"),
        )
        self.page.goto("http://card.invalid/")

    def show(self, side: str) -> list[str]:
        (order,) = self.show_all([side])
        return order

    def show_all(self, sides: list[str]) -> list[list[str]]:
        """Show sides one after the other; the orders of their options."""
        if self.script and not self.reloads:
            found: list[list[str]] = self.page.evaluate(SHOW, sides)
            return found
        orders = []
        for side in sides:
            if not self.script:
                self.page.set_content(f"<body class=card>{side}</body>")
                orders.append([text.strip() for text in self.page.locator(".mq-option").all_inner_texts()])
            else:
                self.page.goto("http://card.invalid/")
                orders += self.page.evaluate(SHOW, [side])
        return orders

    def close(self) -> None:
        self.context.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    from anki.collection import Collection

    folder = tmp_path_factory.mktemp("many")
    collection = Collection(str(folder / "collection.anki2"))
    rendered = sides(collection, folder, deck(200))
    collection.close()
    return rendered


@pytest.mark.parametrize(
    "reloads", [pytest.param(False, marks=pytest.mark.thorough), True], ids=["page kept", "page reloaded"]
)
def test_both_sides_show_one_order_and_the_pinned_option_stays_last(
    many: dict[str, tuple[str, str]], browser: Any, reloads: bool
) -> None:
    client = Client(browser, reloads=reloads)
    orders = set()
    agreed = 0
    # A page takes long to load; what it depends on is the same for each card.
    shown = list(many.values())[: 40 if reloads else 200]
    seen = client.show_all([side for both in shown for side in both])
    for order, again in zip(seen[::2], seen[1::2], strict=True):
        agreed += order == again
        assert order[-1] == "aucune de ces réponses"
        orders.add(tuple(order))
    client.close()
    assert agreed == len(shown)
    assert len(orders) == 24 or reloads, "all orders of the four free options occur"


def test_the_order_changes_from_day_to_day(many: dict[str, tuple[str, str]], browser: Any) -> None:
    client = Client(browser, reloads=False)
    client.page.clock.set_fixed_time("2026-03-02T12:00:00")
    fronts = [front for front, _ in many.values()]
    monday = client.show_all(fronts)
    client.page.clock.set_fixed_time("2026-03-03T03:59:00")
    night = client.show_all(fronts)
    client.page.clock.set_fixed_time("2026-03-03T12:00:00")
    tuesday = client.show_all(fronts)
    client.close()
    assert monday == night, "Anki's day begins at four in the morning"
    assert sum(a != b for a, b in zip(monday, tuesday, strict=True)) > 170


@pytest.mark.parametrize(
    ("storage", "reloads", "shown"),
    [(True, False, True), (True, True, True), (False, False, True), (False, True, False)],
)
def test_what_was_ticked_is_shown_where_it_can_be(
    many: dict[str, tuple[str, str]], browser: Any, storage: bool, reloads: bool, shown: bool
) -> None:
    front, back = many["q1"]
    client = Client(browser, reloads=reloads, storage=storage)
    order = client.show(front)
    client.page.get_by_text("mauvais", exact=True).click()
    assert client.page.locator("input:checked").count() == 1
    assert client.show(back) == order
    ticked = client.page.locator(".mq-ticked .mq-option").all_inner_texts()
    assert ticked == (["mauvais"] if shown else [])
    assert client.page.locator(".mq-key .mq-option").all_inner_texts() == ["bon"]
    other = client.show(many["q2"][1])
    assert client.page.locator(".mq-ticked").count() == 0, "another card shows no ticks of this one"
    assert other
    client.close()


def test_without_a_script_the_card_reads_well(many: dict[str, tuple[str, str]], browser: Any) -> None:
    client = Client(browser, reloads=True, script=False)
    first = set()
    for front, back in list(many.values())[:40]:
        order = client.show(front)
        assert client.page.locator(".mq-option-why:visible").count() == 0
        assert order == client.show(back)
        assert client.page.locator(".mq-key .mq-option").all_inner_texts() == ["bon"]
        assert client.page.locator(".mq-key label").evaluate("e => getComputedStyle(e, '::after').content") == '"✓"'
        first.add(order[0])
    client.close()
    assert len(first) > 2, "the right answer is not always first"


def test_keys_and_taps_tick_and_do_not_turn_the_card(many: dict[str, tuple[str, str]], browser: Any) -> None:
    client = Client(browser, reloads=True)
    client.show(many["q1"][0])
    client.page.evaluate(
        """() => {
            window.turned = 0;
            document.addEventListener("click", () => window.turned++);
            document.addEventListener("touchend", () => window.turned++);
            for (const kind of ["keydown", "keypress", "keyup"]) {
                document.addEventListener(kind, event => { window.turned += event.key === " "; });
            }
        }"""
    )
    client.page.keyboard.press("Tab")
    client.page.keyboard.press(" ")
    assert client.page.locator("input:checked").count() == 1
    client.page.get_by_text("mauvais", exact=True).click()
    assert client.page.locator("li:has(input:checked) .mq-option").all_inner_texts() == ["mauvais"]
    assert client.page.evaluate("window.turned") == 0
    client.page.get_by_text("Question 1").click()
    assert client.page.evaluate("window.turned") == 1, "a tap elsewhere turns it as ever"
    assert client.page.locator(".mq-choices label.tappable").count() == 5
    client.close()


def test_what_was_ticked_stays_on_the_back(many: dict[str, tuple[str, str]], browser: Any) -> None:
    front, back = many["q3"]
    client = Client(browser, reloads=True)
    client.show(front)
    client.page.get_by_text("mauvais", exact=True).click()
    client.show(back)
    assert client.page.locator(".tappable").count() == 0, "a tap turns to the next card as ever"
    boxes = client.page.locator(".mq-choices input")
    assert boxes.evaluate_all("all => all.filter(e => e.disabled).length") == 0, "browsers grey disabled boxes out"
    assert boxes.evaluate_all("all => all.filter(e => e.tabIndex === -1 && e.ariaDisabled === 'true').length") == 5
    client.page.mouse.click(*middle(client.page.get_by_text("inexact", exact=True)))
    boxes.first.evaluate("e => e.click()")
    assert client.page.locator("li:has(:checked) .mq-option").all_inner_texts() == ["mauvais"]
    client.close()


@pytest.fixture
def sides_of(collection: Any, tmp_path: Path) -> Callable[[str], dict[str, tuple[str, str]]]:
    return partial(sides, collection, tmp_path)


def middle(element: Any) -> tuple[float, float]:
    box = element.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_right_answer_that_was_not_ticked_is_told_from_one_that_was(
    collection: Any, tmp_path: Path, browser: Any
) -> None:
    text = "id: p\ndeck: P\ncards: [{id: p, question: Q, answers: [un, deux], distractors: [trois]}]\n"
    front, back = sides(collection, tmp_path, text)["p"]
    client = Client(browser, reloads=True)

    def told() -> dict[str, str]:
        script = "all => all.map(e => [e.innerText.trim(), getComputedStyle(e, '::after').content])"
        return dict(client.page.locator(".mq-choices li").evaluate_all(script))

    client.show(front)
    client.show(back)
    assert set(told().values()) == {"none"}, "nothing was ticked, perhaps nothing is known of it"
    client.show(front)
    client.page.get_by_text("deux", exact=True).click()
    client.show(back)
    assert told() == {"un": '"Bonne réponse, non cochée"', "deux": "none", "trois": "none"}
    client.close()


@pytest.mark.parametrize(
    ("ticked", "said", "missed"),
    [
        ("fr abc", "3 bonnes réponses sur 3", 0),
        ("fr bce", "3 bonnes réponses sur 3", 0),
        ("fr ab", "2 bonnes réponses sur 3", 3),
        ("fr abx", "2 bonnes réponses sur 3, 1 erreur", 3),
        ("fr abcd", "3 réponses demandées, 4 cochées", 0),
        ("fr abcx", "3 réponses demandées, 4 cochées, 1 erreur", 0),
        ("en abc", "3 of 3 right", 0),
        ("en abcdx", "3 answers asked for, 5 ticked, 1 wrong", 0),
    ],
)
def test_as_many_right_ones_as_are_asked_for_will_do(
    sides_of: Any, browser: Any, ticked: str, said: str, missed: int
) -> None:
    lang, options = ticked.split()
    card = "{id: p, question: Q, answers: [a, b, c, d, e], distractors: [x, y], expected: 3}"
    front, back = sides_of(f"id: p\ndeck: P\nlang: {lang}\ncards: [{card}]\n")["p"]
    for reloads in (False, True):
        client = Client(browser, reloads=reloads)
        client.show(front)
        for option in options:
            client.page.get_by_text(option, exact=True).click()
        client.show(back)
        assert client.page.locator(".mq-score").inner_text() == said
        assert client.page.locator(".mq-missed").count() == missed
        assert client.page.locator(".mq-key").count() == 5, "all right ones are shown as such"
        client.close()


def test_signs_that_scripts_stumble_over_survive(collection: Any, tmp_path: Path, browser: Any) -> None:
    options = "".join(f"      - '{text.replace(chr(39), chr(39) * 2)}'\n" for text in HOSTILE)
    head = "id: h\ndeck: H\ncards:\n  - id: h\n    question: Q\n    answer: bon\n    anki: {choices: shown}\n"
    text = f"{head}    distractors:\n{options}"
    front, back = sides(collection, tmp_path, text)["h"]
    client = Client(browser, reloads=True)
    errors: list[str] = []
    client.page.on("pageerror", lambda error: errors.append(str(error)))
    seen = [text.replace("’", "'") for text in client.show(front)]
    assert sorted(seen) == sorted([*HOSTILE, "bon"])
    assert client.show(front) == client.show(back)
    client.close()
    assert not errors


def test_no_field_stands_inside_a_script() -> None:
    for note_type in ("card-front.html", "card-back.html", "occlusion-front.html", "occlusion-back.html"):
        template = packages.template(note_type)
        scripts = re.findall(r"<script>.*?</script>", template, re.DOTALL)
        assert scripts
        assert not any("{{" in script or "}}" in script for script in scripts)


def test_true_and_false_keep_their_order(collection: Any, tmp_path: Path, browser: Any) -> None:
    text = "id: v\ndeck: V\ncards:\n" + "".join(
        f"  - {{id: v{number}, statement: Énoncé, answer: {'true' if number % 2 else 'false'}}}\n"
        for number in range(8)
    )
    client = Client(browser, reloads=True)
    for front, back in sides(collection, tmp_path, text).values():
        assert client.show(front) == ["Vrai", "Faux"]
        client.page.get_by_text("Vrai").click()
        assert client.show(back) == ["Vrai", "Faux"]
        assert client.page.locator(".mq-ticked .mq-option").all_inner_texts() == ["Vrai"]
        assert client.page.locator("li:has(:checked) .mq-option").all_inner_texts() == ["Vrai"]
    client.close()


def test_parts_of_a_list_open_one_by_one(collection: Any, tmp_path: Path, browser: Any) -> None:
    text = "id: l\ndeck: L\ncards: [{id: l, question: Types ?, answers: [aqueuse, adipeuse, fibreuse]}]\n"
    front, back = sides(collection, tmp_path, text)["l"]
    client = Client(browser, reloads=True)
    client.show(front)
    visible = client.page.locator(".mq-parts details").evaluate_all("all => all.map(e => e.open)")
    assert visible == [False] * 3
    marked = client.page.locator(".mq-parts li").evaluate_all("all => all.map(e => getComputedStyle(e).listStyleType)")
    # That there is something to open is seen, and told to those who listen.
    summary = client.page.locator(".mq-parts summary").nth(1)
    assert summary.evaluate("e => getComputedStyle(e, '::before').content") == '"…"'
    tree = client.context.new_cdp_session(client.page).send("Accessibility.getFullAXTree")["nodes"]
    names = [node["name"]["value"] for node in tree if node.get("role", {}).get("value") == "DisclosureTriangle"]
    assert names == [f"Montrer la réponse {number} sur 3" for number in (1, 2, 3)]
    summary.click()
    assert client.page.locator(".mq-parts details[open]").inner_text().strip() == "adipeuse"
    client.show(back)
    answers = client.page.locator(".mq-answer li:visible")
    assert answers.all_inner_texts() == ["aqueuse", "adipeuse", "fibreuse"]
    assert answers.evaluate_all("all => all.map(e => getComputedStyle(e).listStyleType)") == marked == ["disc"] * 3
    assert client.page.locator(".mq-parts:visible").count() == 0
    client.close()


def test_the_lock_does_not_depend_on_the_script() -> None:
    """Reordering is the client's business: what is published is the same on each day."""
    bank = mesoquiz.load(Path(__file__).parents[2] / "decks")
    assert lockfile.dump(packages.render(bank).lock()) == lockfile.dump(packages.render(bank).lock())
