"""Every side of every card reads as its author wrote it."""

from __future__ import annotations

from typing import Any

from rendering import as_read, bare, rendered, sources
from students import DECKS, WRITTEN, answers_of, expected_by_card, read_sides


def test_every_side_reads_as_it_was_written(studied: Any, page: Any) -> None:
    expected = expected_by_card(WRITTEN, sources(DECKS), as_read)
    found = read_sides(page, studied)
    assert found.keys() == expected.keys()
    for place, sides in found.items():
        for shown, wanted in zip(sides, expected[place], strict=True):
            assert sorted(map(bare, shown)) == sorted(map(bare, wanted)), place


def test_no_side_shows_markup(studied: Any, page: Any) -> None:
    marks = ("{{", "}}", "{unknown", "**", "`", "](", "[sound:", "[anki:", "[latex]", "&lt;", "&amp;", "&#", "</")
    for place, sides in read_sides(page, studied).items():
        for shown in sides:
            assert shown, place
            assert not [mark for mark in marks if mark in "\n".join(shown)], place


def test_each_back_marks_the_answer(studied: Any, page: Any) -> None:
    """The answer stands where the student looks for it: in a marked option, below the line, or in place of the gap."""
    script = """backs => backs.map(html => {
        document.body.innerHTML = html;
        document.querySelectorAll(".mq-fold").forEach(fold => { fold.open = true; });
        const marked = `.mq-key .mq-option, .mq-answer:not(.mq-labels) li, .mq-answer tr, .mq-answer:not(:has(li, tr)),
            .cloze`;
        // Beside marked options the answer is kept for searches, and hidden by the style.
        document.querySelectorAll(":is(.mq-choices, .mq-fold) ~ .mq-answer").forEach(element => element.remove());
        return [...document.querySelectorAll(marked)].map(element => element.innerText);
    })"""
    cards = {card["id"]: card for _, card in WRITTEN}
    sides = rendered(studied)
    page.set_content("<body></body>")
    for side, marked in zip(sides, page.evaluate(script, [side.back for side in sides]), strict=True):
        assert sorted(map(bare, marked)) == sorted(map(bare, answers_of(cards[side.id], side.ordinal))), side.id
