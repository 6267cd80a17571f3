"""Pools on cards, rendered by the real Anki, in Chromium: which options are shown, on which side, on which day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import run
from rendering import Sides, import_package, rendered, write_decks

import mesoquiz

SHOW = """side => {
    document.body.innerHTML = side;
    for (const old of document.body.querySelectorAll("script")) {
        const fresh = document.createElement("script");
        fresh.textContent = old.textContent;
        old.replaceWith(fresh);
    }
    return [...document.querySelectorAll(".mq-option")].map(option => option.textContent.trim());
}"""
"""A side as Anki's reviewer puts it into its page; the options on it."""
LISTS, QAS = 150, 30


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sides]:
    """Lists of which five of twelve options are shown, from two to four of them right, and folded questions."""
    from anki.collection import Collection

    folder = tmp_path_factory.mktemp("pools")
    right, wrong = ([f"{word} {number}" for number in range(6)] for word in ("juste", "faux"))
    lists: list[dict[str, Any]] = [
        {
            "id": f"liste{number}",
            "question": "Lesquels ?",
            "answers": [{"text": text, "why": f"raison : {text}"} for text in right],
            "distractors": wrong,
            "draw": {"count": 5, "least": 2, "most": 4},
        }
        for number in range(LISTS)
    ]
    qas = [
        {"id": f"q{number}", "question": "Lequel ?", "answer": "juste", "distractors": wrong, "draw": 4}
        for number in range(QAS)
    ]
    bank = mesoquiz.load(write_decks(folder / "decks", [*lists, *qas], lang="fr"))
    assert not bank.errors, mesoquiz.format_report(bank)
    (package,) = mesoquiz.export("apkg", bank)
    collection = Collection(str(folder / "collection.anki2"))
    import_package(collection, package.content, folder)
    css = collection.models.by_name("Mesoquiz")["css"]
    style = f"<style>{css}</style>"
    found = {one.id: one._replace(front=style + one.front, back=style + one.back) for one in rendered(collection)}
    collection.close()
    return found


class Client:
    """A reviewer that keeps its page (Anki on the desktop) or loads it anew (AnkiDroid), with storage or without."""

    def __init__(self, browser: Any, *, reloads: bool = False, storage: bool = True) -> None:
        self.context = browser.new_context()
        self.page = self.context.new_page()
        self.reloads = reloads
        if not storage:
            self.page.add_init_script(
                "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('refused'); } });"
            )
        self.page.route(
            "**/*",
            lambda route: route.fulfill(body="<!doctype html><body class=card></body>", content_type="text/html"),
        )
        self.page.clock.set_fixed_time("2026-03-02T12:00:00")
        self.page.goto("http://card.invalid/")

    def show(self, side: str) -> list[str]:
        if self.reloads:
            self.page.goto("http://card.invalid/")
        options: list[str] = self.page.evaluate(SHOW, side)
        return options

    def at(self, time: str) -> None:
        self.page.clock.set_fixed_time(time)


OTHERS = [pytest.param(client, marks=pytest.mark.thorough) for client in ((True, True), (False, False))]


@pytest.fixture(params=[(False, True), *OTHERS, (True, False)], ids=str)
def any_client(request: pytest.FixtureRequest, browser: Any) -> Iterator[Client]:
    """All clients: those that keep their page or not, with storage or without."""
    reloads, storage = request.param
    client = Client(browser, reloads=reloads, storage=storage)
    yield client
    client.context.close()


@pytest.fixture
def client(browser: Any) -> Iterator[Client]:
    client = Client(browser)
    yield client
    client.context.close()


def lists(cards: dict[str, Sides]) -> list[Sides]:
    return [sides for id, sides in cards.items() if id.startswith("liste")]


def test_both_sides_show_one_draw(cards: dict[str, Sides], any_client: Client) -> None:
    for sides in [*lists(cards)[:15], cards["q1"], cards["q2"]]:
        front = any_client.show(sides.front)
        assert any_client.show(sides.back) == front
        assert len(set(front)) == len(front) == (4 if sides.id.startswith("q") else 5)
        right = [text for text in front if text.startswith("juste")]
        assert any_client.page.locator(".mq-key .mq-option").all_inner_texts() == right
        assert any_client.page.locator(".mq-option:visible").count() == len(front)
        assert any_client.page.locator(".mq-option-why:visible").count() == (len(right) if len(front) == 5 else 0)


def test_the_number_of_right_ones_keeps_its_bounds_and_tells_nothing(cards: dict[str, Sides], client: Client) -> None:
    shown = [client.show(sides.front) for sides in lists(cards)]
    numbers = Counter(sum(text.startswith("juste") for text in texts) for texts in shown)
    assert set(numbers) == {2, 3, 4}
    assert min(numbers.values()) > LISTS / 5
    options = Counter(text for texts in shown for text in texts)
    assert len(options) == 12
    assert min(options.values()) > LISTS / 5
    places = Counter(place for texts in shown for place, text in enumerate(texts) if text.startswith("juste"))
    assert min(places.values()) > LISTS / 3


def test_another_day_shows_others(cards: dict[str, Sides], client: Client) -> None:
    def day(time: str) -> list[set[str]]:
        client.at(time)
        return [set(client.show(sides.front)) for sides in lists(cards)]

    monday = day("2026-03-02T12:00:00")
    assert day("2026-03-02T20:00:00") == monday, "one draw a day, however often the card is seen"
    assert day("2026-03-03T03:59:00") == monday, "Anki's day begins at four in the morning"
    tuesday = day("2026-03-03T04:01:00")
    assert sum(one != other for one, other in zip(monday, tuesday, strict=True)) > 0.9 * LISTS


@pytest.mark.parametrize("reloads", [False, True])
def test_a_card_that_is_turned_in_the_night_keeps_its_draw(
    cards: dict[str, Sides], browser: Any, reloads: bool
) -> None:
    client = Client(browser, reloads=reloads)
    for sides in lists(cards)[:10]:
        client.at("2026-03-03T03:59:59")
        front = client.show(sides.front)
        client.at("2026-03-03T04:00:01")
        assert client.show(sides.back) == front
    client.context.close()


def test_without_a_script_all_options_are_there_and_the_right_ones_told(cards: dict[str, Sides], browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sides = lists(cards)[0]
    for side in (sides.front, sides.back):
        page.set_content(f"<body class=card>{side}</body>")
        assert page.locator(".mq-option:visible").count() == 12
    assert sorted(page.locator(".mq-key .mq-option").all_inner_texts()) == [f"juste {number}" for number in range(6)]
    assert page.locator(".mq-option-why:visible").count() == 6
    context.close()


def test_the_back_counts_the_options_that_were_shown(cards: dict[str, Sides], client: Client) -> None:
    for sides in lists(cards)[:10]:
        front = client.show(sides.front)
        right = [text for text in front if text.startswith("juste")]
        client.page.get_by_text(right[0], exact=True).click()
        client.show(sides.back)
        assert client.page.locator(".mq-ticked .mq-option").all_inner_texts() == [right[0]]
        assert client.page.locator(".mq-missed .mq-option").all_inner_texts() == right[1:]
        score = re.sub(r"\s", " ", client.page.locator(".mq-score").inner_text())
        assert score == f"1 bonne réponse sur {len(right)}"


def test_keys_tick_the_options_in_their_order(cards: dict[str, Sides], client: Client) -> None:
    front = client.show(lists(cards)[3].front)
    letters = client.page.locator(".mq-choices label").evaluate_all("all => all.map(e => e.dataset.key)")
    assert letters == list("GHJKL")
    client.page.keyboard.press("l")
    assert client.page.locator("li:has(input:checked) .mq-option").all_inner_texts() == [front[4]]


def test_a_folded_question_shows_what_was_drawn_when_it_is_opened(cards: dict[str, Sides], client: Client) -> None:
    sides = cards["q5"]
    client.show(sides.front)
    assert client.page.locator(".mq-option:visible").count() == 0
    client.page.locator(".mq-fold > summary").click()
    seen = client.page.locator(".mq-option:visible").all_inner_texts()
    assert len(seen) == 4
    assert "juste" in seen
    client.show(sides.back)
    assert client.page.locator(".mq-option:visible").all_inner_texts() == seen


def test_what_an_update_does_to_a_pool_is_told(tmp_path: Path) -> None:
    card = {"id": "a", "question": "Lesquels ?", "answers": ["un", "deux", "trois"], "distractors": ["x", "y", "z"]}
    write_decks(tmp_path / "old", [card])
    write_decks(tmp_path / "new", [card | {"draw": 4}])
    lines = run("diff", str(tmp_path / "old"), str(tmp_path / "new")).stdout
    assert "draw + 4 options at a time, 1 to 3 of them right" in lines
