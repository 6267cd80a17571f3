"""Turning a card, as Anki does it: the question stays in view, no word is cut, keys tick, and both sides agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pictures import blank_png
from rendering import Sides, import_package, rendered, style, write_decks

import mesoquiz
from mesoquiz.notes.bank import Bank

SCREENS = {"phone": (375, 600), "Anki's default window": (668, 440)}
ANKI = "body { margin: 20px; overflow-wrap: break-word; } img { max-width: 100%; max-height: 95vh; }"
SHOW = """side => {
    const qa = document.querySelector("#qa");
    qa.innerHTML = side;
    for (const old of qa.querySelectorAll("script")) {
        const fresh = document.createElement("script");
        fresh.textContent = old.textContent;
        old.replaceWith(fresh);
    }
    // As Anki's reviewer does on the back, and nothing on the front.
    scrollTo(0, 0);
    document.getElementById("answer")?.scrollIntoView();
}"""
BOXES = """() => {
    const box = selector => {
        const all = [...document.querySelectorAll(selector)].filter(e => e.getClientRects().length);
        return all.length ? [all[0].getBoundingClientRect().top, all[0].getBoundingClientRect().bottom] : null;
    };
    return [box(".mq-question"), box(".mq-choices, .mq-answer, .mq-typed, .cloze")];
}"""
CUT = r"""() => {
    const cut = [], range = document.createRange();
    const walker = document.createTreeWalker(document.querySelector("#qa"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const isSeen = node.parentNode.getClientRects().length;
        if (!isSeen || node.parentNode.closest("script, code, pre, .mq-about")) continue;
        for (const word of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map(rect => Math.round(rect.bottom / 8)));
            if (lines.size > 1) cut.push(word[0]);
        }
    }
    return cut;
}"""
"""The words of which a part is on another line."""


class Reviewer:
    """Anki's reviewer, which keeps its page and scrolls to the answer."""

    def __init__(self, browser: Any, css: str, *, size: tuple[int, int] = (668, 440), storage: bool = True) -> None:
        self.page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        if not storage:
            refuse = "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('refused'); } });"
            self.page.add_init_script(refuse)
        self.css = css
        self.page.route("**/*", lambda route: route.fulfill(body=self.blank, content_type="text/html; charset=utf-8"))
        self.reload()

    @property
    def blank(self) -> str:
        return f"<!DOCTYPE html><style>{ANKI}{self.css}</style><body class='card isLin'><div id=qa></div></body>"

    def reload(self) -> None:
        self.page.goto("http://card.invalid/")

    def show(self, side: str) -> Any:
        self.page.evaluate(SHOW, side)
        return self.page

    def options(self, side: str) -> list[str]:
        return [text.strip() for text in self.show(side).locator(".mq-option").all_text_contents()]


def study(collection: Any, folder: Path, bank: Bank) -> tuple[list[Sides], str]:
    assert not bank.errors, mesoquiz.format_report(bank)
    package = next(mesoquiz.export("apkg", bank))
    import_package(collection, package.content, folder)
    return rendered(collection), style(collection)


@pytest.fixture(scope="module")
def all_sides(shipped: Bank, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Sides], str]]:
    from anki.collection import Collection

    folder = tmp_path_factory.mktemp("shipped")
    made = Collection(str(folder / "collection.anki2"))
    yield study(made, folder, shipped)
    made.close()


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS)
def test_on_turning_a_card_its_question_stays_in_view(
    all_sides: tuple[list[Sides], str], browser: Any, size: tuple[int, int], shipped: Bank
) -> None:
    sides, css = all_sides
    reviewer = Reviewer(browser, css, size=size)
    lost = []
    for side in sides:
        reviewer.show(side.front)
        question, answer = reviewer.show(side.back).evaluate(BOXES)
        is_seen = question[0] >= -1 and min(question[1], question[0] + size[1] / 2) <= size[1]
        if not (is_seen and answer and 0 <= answer[0] < size[1] - 20):
            lost.append((side.id, question, answer))
    reviewer.page.close()
    assert len(sides) >= sum(not note.retired for note in shipped.notes)
    assert lost == []


LONG = "Une femme de 34 ans consulte pour des douleurs lombaires qui durent depuis trois mois. " * 12


def test_a_long_context_gives_way_to_the_question(collection: Any, browser: Any, tmp_path: Path) -> None:
    card = {"id": "a", "context": LONG, "question": "Que faire ?", "answer": LONG, "why": LONG}
    (side,), css = study(collection, tmp_path, mesoquiz.load(write_decks(tmp_path / "decks", [card])))
    reviewer = Reviewer(browser, css)
    page = reviewer.show(side.front)
    weights = "all => all.map(e => getComputedStyle(e).fontWeight)"
    assert page.locator(".mq-context, .mq-question").evaluate_all(weights) == ["400", "600"]
    question, answer = reviewer.show(side.back).evaluate(BOXES)
    assert 0 <= question[0] < 40, "at the top"
    assert question[1] <= answer[0] < 200, "the answer begins below it"
    page.close()


@pytest.mark.parametrize(
    "width", [320, *(pytest.param(width, marks=pytest.mark.thorough) for width in (375, 412, 668, 1100))]
)
def test_no_word_is_cut(all_sides: tuple[list[Sides], str], browser: Any, width: int) -> None:
    sides, css = all_sides
    reviewer = Reviewer(browser, css, size=(width, 600))
    cut = {}
    for side in sides:
        for name, html in (("front", side.front), ("back", side.back)):
            page = reviewer.show(html)
            page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
            if found := page.evaluate(CUT):
                cut[side.id, name] = found
    reviewer.page.close()
    assert cut == {}


ANKIS = "abdefimorstuvy"
"""Letters that Anki 26.9 takes on the desktop before a card sees them: shortcuts of its window and of its reviewer."""
CHOICES = [
    {"id": "one", "question": "Qui ?", "answer": "Pistor", "distractors": ["Dalloz", "Ravily", "Bicheron"]},
    {"id": "some", "question": "Quoi ?", "answers": ["un", "deux"], "distractors": ["trois", "quatre"]},
    {"id": "list", "question": "Lesquels ?", "answers": ["aqueuse", "adipeuse"]},
    {"id": "typed", "question": "Où ?", "answer": "derme", "accept": ["derme"]},
]


@pytest.fixture
def choices(collection: Any, tmp_path: Path) -> tuple[dict[str, Sides], str]:
    sides, css = study(collection, tmp_path, mesoquiz.load(write_decks(tmp_path / "decks", CHOICES)))
    return {side.id: side for side in sides}, css


def test_letters_tick_open_and_leave_ankis_keys_alone(choices: tuple[dict[str, Sides], str], browser: Any) -> None:
    sides, css = choices
    reviewer = Reviewer(browser, css)
    page = reviewer.show(sides["some"].front)
    shown = page.locator(".mq-choices label").evaluate_all(
        "all => all.map(e => getComputedStyle(e, '::after').content)"
    )
    assert shown == ['"G"', '"H"', '"J"', '"K"']
    page.evaluate("window.left = []; addEventListener('keydown', e => e.defaultPrevented || window.left.push(e.key))")
    for key in ("h", "k", "H", " ", "Enter", "1", "2", "3", "4", *ANKIS, "Control+g", "z"):
        page.keyboard.press(key)
    checked = page.locator(".mq-choices input").evaluate_all("all => all.map(e => e.checked)")
    assert checked == [False, False, False, True], "H ticks and takes back, K ticks"
    left = page.evaluate("window.left.filter(key => key !== 'Control')")
    assert left == [" ", "Enter", "1", "2", "3", "4", *ANKIS, "g", "z"], "what has no option is Anki's"
    reviewer.show(sides["some"].back)
    page.keyboard.press("g")
    assert page.locator(".mq-choices input").evaluate_all("all => all.map(e => e.checked)") == checked
    page = reviewer.show(sides["list"].front)
    page.keyboard.press("h")
    assert page.locator("details[open]").all_inner_texts() == ["adipeuse"]
    page = reviewer.show(sides["typed"].front.replace("[[type:nc:Typed]]", "<input id=typeans>"))
    page.locator("#typeans").focus()
    page.keyboard.type("ghj")
    assert page.locator("#typeans").input_value() == "ghj", "where one types, letters are letters"
    page.close()


def test_one_answer_is_asked_for_before_its_options_are_seen(
    choices: tuple[dict[str, Sides], str], browser: Any
) -> None:
    sides, css = choices
    reviewer = Reviewer(browser, css)
    page = reviewer.show(sides["one"].front)
    assert page.locator("summary").inner_text() == "Répondez de mémoire, puis voyez les propositions"
    assert page.locator(".mq-option:visible").count() == 0
    page.keyboard.press("h")
    assert (page.locator(".mq-option:visible").count(), page.locator("input:checked").count()) == (4, 0)
    page.keyboard.press("h")
    assert page.locator("input:checked").count() == 1
    page = reviewer.show(sides["one"].back)
    assert page.locator("summary:visible").count() == 0
    assert page.locator(".mq-option:visible").count() == 4
    assert page.locator(".mq-answer:visible").count() == 0, "the answer is marked among the options"
    page = reviewer.show(sides["some"].front)
    assert page.locator(".mq-option:visible").count() == 4, "of several answers nobody knows when all are recalled"
    page.close()


@pytest.mark.parametrize(
    ("collection_says", "card_says", "folded"),
    [("shown", None, 0), (None, "shown", 0), ("folded", None, 2), ("folded", "shown", 0), ("shown", "folded", 2)],
)
def test_collection_and_card_say_what_is_folded(
    tmp_path: Path, collection_says: str | None, card_says: str | None, folded: int
) -> None:
    from mesoquiz.anki import package as packages

    judged = {"id": "judged", "statement": "Oui ?", "answer": "true"}
    cards = [card | ({"anki": {"choices": card_says}} if card_says else {}) for card in (*CHOICES, judged)]
    head = {"anki": {"choices": collection_says}} if collection_says else {}
    bank = mesoquiz.load(write_decks(tmp_path / "decks", cards, **head))
    assert not bank.errors, mesoquiz.format_report(bank)
    assert sum("mq-fold" in "".join(row.fields) for row in packages.render(bank).rows) == folded


def test_the_folded_options_open_without_a_script(choices: tuple[dict[str, Sides], str], browser: Any) -> None:
    sides, css = choices
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(f"<style>{css}</style><body class=card>{sides['one'].front}</body>")
    page.locator("summary").click()
    assert page.locator(".mq-option:visible").count() == 4
    page.set_content(f"<style>{css}</style><body class=card>{sides['one'].back}</body>")
    assert "Pistor" in page.locator("body").inner_text()
    context.close()


def test_what_was_ticked_is_counted(choices: tuple[dict[str, Sides], str], browser: Any) -> None:
    sides, css = choices
    reviewer = Reviewer(browser, css)
    reviewer.show(sides["some"].front)
    assert reviewer.show(sides["some"].back).locator(".mq-score").count() == 0, "nothing was ticked"
    for ticked, told in (
        (["un"], "1 bonne réponse sur 2"),
        (["un", "deux"], "2 bonnes réponses sur 2"),
        (["un", "trois", "quatre"], "1 bonne réponse sur 2, 2 erreurs"),
    ):
        page = reviewer.show(sides["some"].front)
        for text in ticked:
            page.get_by_text(text, exact=True).click()
        assert reviewer.show(sides["some"].back).locator(".mq-score").inner_text() == told
    page.close()


@pytest.mark.parametrize("reloads", [False, True], ids=["page kept", "page reloaded"])
@pytest.mark.parametrize("storage", [True, False], ids=["storage", "no storage"])
def test_two_views_of_one_day_differ_and_two_sides_agree(
    choices: tuple[dict[str, Sides], str], browser: Any, reloads: bool, storage: bool
) -> None:
    sides, css = choices
    reviewer = Reviewer(browser, css, storage=storage)
    orders = set()
    for _ in range(12):
        front = reviewer.options(sides["one"].front)
        if reloads:
            reviewer.reload()
        assert reviewer.options(sides["one"].back) == front
        if reloads:
            reviewer.reload()
        orders.add(tuple(front))
    assert (len(orders) > 1) == (storage or not reloads), "without any storage, the day alone decides"
    reviewer.page.close()


@pytest.mark.parametrize("stored", ["null", "1", "[]", '{"note": "one"}', "{", '{"salt": 1, "ticked": 2, "count": []}'])
def test_what_others_left_in_the_storage_does_no_harm(
    choices: tuple[dict[str, Sides], str], browser: Any, stored: str
) -> None:
    sides, css = choices
    reviewer = Reviewer(browser, css)
    errors: list[str] = []
    reviewer.page.on("pageerror", lambda error: errors.append(str(error)))
    reviewer.page.evaluate("text => sessionStorage.setItem('mesoquiz', text)", stored)
    back = reviewer.options(sides["one"].back)
    assert sorted(back) == sorted(["Pistor", "Dalloz", "Ravily", "Bicheron"])
    assert reviewer.options(sides["one"].front)
    reviewer.page.close()
    assert errors == []


def test_a_search_with_a_straight_apostrophe_finds_what_is_shown_with_a_curved_one(
    collection: Any, browser: Any, tmp_path: Path
) -> None:
    asked = r"Qu'est-ce que l'hypoderme, `l'ab` et \(f'a\), selon l'« article » ?"
    cards = [
        {"id": "a", "question": asked, "answer": "d'{}".format("eau")},
        {"id": "b", "cloze": "c'est l'{{eau}} 'simple'"},
    ]
    folder = write_decks(tmp_path / "decks", cards, typography="fr")
    sides, css = study(collection, tmp_path, mesoquiz.load(folder))
    for search in ("l'hypoderme", "d'eau"):
        assert len(collection.find_notes(f'"{search}"')) == 1
    reviewer = Reviewer(browser, css)
    page = reviewer.show(sides[0].back)
    shown = page.locator(".mq-question").inner_text()
    assert shown == "Qu’est-ce que l’hypoderme, l'ab et \\(f'a\\), selon l’«\u00a0article\u00a0»\u202f?"
    assert page.locator(".mq-answer").inner_text() == "d’eau"
    assert reviewer.show(sides[1].front).locator(".mq-text").inner_text() == "c’est l’[...] 'simple'"
    page.close()


def test_where_the_typography_is_off_the_apostrophe_is_as_written(
    collection: Any, browser: Any, tmp_path: Path
) -> None:
    folder = write_decks(tmp_path / "decks", [{"id": "a", "question": "L'eau ?", "answer": "oui"}], typography="off")
    (side,), css = study(collection, tmp_path, mesoquiz.load(folder))
    reviewer = Reviewer(browser, css)
    assert reviewer.show(side.front).locator(".mq-question").inner_text() == "L'eau ?"
    reviewer.page.close()


def test_the_back_says_which_card_it_is_and_where_to_report_an_error(
    collection: Any, browser: Any, tmp_path: Path
) -> None:
    card = {
        "id": "a.b",
        "question": "Q ?",
        "answer": "oui",
        "source": {"doc": "un"},
        "tags": ["mesoquiz::version::0.2"],
    }
    other = {"id": "c", "question": "Q ?", "answer": "oui"}
    head = {
        "report": "mailto:x@exemple.org?subject=Carte%20{id}%20({version})",
        "sources": [{"id": "un", "title": "Titre", "url": "https://exemple.org/a?b&c"}],
    }
    sides, css = study(collection, tmp_path, mesoquiz.load(write_decks(tmp_path / "decks", [card, other], **head)))
    reviewer = Reviewer(browser, css)
    page = reviewer.show(sides[0].front)
    assert page.locator(".mq-about").count() == 0
    page = reviewer.show(sides[0].back)
    assert re.sub(r"\s+", " ", page.locator(".mq-about").inner_text()) == "a.b version 0.2 Signaler une erreur"
    assert page.locator(".mq-about").evaluate("e => getComputedStyle(e).userSelect") == "text"
    link = page.locator(".mq-report")
    assert link.get_attribute("href") == "mailto:x@exemple.org?subject=Carte%20a.b%20(0.2)"
    assert page.locator("cite a").get_attribute("href") == "https://exemple.org/a?b&c"
    page = reviewer.show(sides[1].back)
    assert page.locator(".mq-report").get_attribute("href") == "mailto:x@exemple.org?subject=Carte%20c%20()"
    page.close()


def test_what_no_document_says_has_a_label_of_its_own(collection: Any, browser: Any, tmp_path: Path) -> None:
    cards = [
        {"id": "a", "question": "Q ?", "answer": "oui", "why": "Selon le texte.", "beyond": "En anatomie, non."},
        {"id": "b", "question": "Q ?", "answer": "oui", "beyond": "En anatomie, non."},
    ]
    sides, css = study(collection, tmp_path, mesoquiz.load(write_decks(tmp_path / "decks", cards)))
    reviewer = Reviewer(browser, css)
    label = "(e) => getComputedStyle(e, '::before').content"
    for side, why in zip(sides, ('"Explication"', "none"), strict=True):
        page = reviewer.show(side.back)
        assert page.locator(".mq-why").evaluate(label) == why
        assert page.locator(".mq-beyond").evaluate(label) == '"Hors des documents"'
        assert page.locator(".mq-beyond").inner_text() == "En anatomie, non."
    page.close()


def test_what_is_indispensable_and_what_is_unacceptable_is_told_on_the_back(
    collection: Any, browser: Any, tmp_path: Path
) -> None:
    card = {"id": "a", "question": "Q ?", "answers": [{"text": "un", "must": True}, "deux"]}
    card["distractors"] = [{"text": "trois", "never": True}, "quatre"]
    (side,), css = study(collection, tmp_path, mesoquiz.load(write_decks(tmp_path / "decks", [card])))
    reviewer = Reviewer(browser, css)
    assert reviewer.show(side.front).locator(".mq-flag:visible").count() == 0
    told = reviewer.show(side.back).locator(".mq-choices li").all_inner_texts()
    assert {text.replace("\n", " ").strip() for text in told} == {
        "un indispensable",
        "deux",
        "trois inacceptable",
        "quatre",
    }
    reviewer.page.close()


@pytest.mark.parametrize(("hide", "others"), [({}, "0"), ({"hide": "one"}, "0"), ({"hide": "all"}, "1")])
def test_an_occlusion_hides_one_part_or_all(collection: Any, tmp_path: Path, hide: dict[str, str], others: str) -> None:
    masks = [{"left": 10, "top": top, "width": 30, "height": 12, "label": f"couche {top}"} for top in (5, 40)]
    folder = write_decks(tmp_path / "decks", [{"id": "a", "image": "peau.png", "masks": masks, **hide}])
    (folder / "peau.png").write_bytes(blank_png(60, 40))
    (package,) = mesoquiz.export("apkg", mesoquiz.load(folder))
    import_package(collection, package.content, tmp_path)
    sides = rendered(collection)
    (note,) = collection.find_notes("")
    shapes = collection.get_image_occlusion_note(note).note.occlusions
    assert len(shapes) == len(sides) == 2
    assert [sides[0].front.lower().count('data-occludeinactive="1"')] == [2 * int(others)]
    # Anki hides the button where there is nothing to show.
    assert all('id="toggle"' in side.back and 'id="toggle"' not in side.front for side in sides)
