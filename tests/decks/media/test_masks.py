"""Masks on pictures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from authors import complaints, load, package, packed_media, paper, shown, sound
from pictures import png
from rendering import import_package, rendered

MASKS = [(10, 5, 30, 12.5), (0, 40, 100, 60), (33.3333, 0, 0.5, 99.99), (99, 99, 1, 1)]


def occlusion(*masks: tuple[float, ...]) -> dict[str, Any]:
    sides = ("left", "top", "width", "height")
    listed = [
        {**dict(zip(sides, mask, strict=True)), "label": f"couche **{number}**"} for number, mask in enumerate(masks, 1)
    ]
    return {"image": {"file": "peau.png", "alt": "Coupe"}, "masks": listed, "why": "De haut en bas."}


def occluded(collection: Any) -> Any:
    (note_id,) = collection.find_notes("")
    return collection._backend.get_image_occlusion_note(note_id=note_id)


def test_anki_reads_the_masks(collection: Any, tmp_path: Path) -> None:
    bank = sound(occlusion(*MASKS), peau__png=png())
    import_package(collection, package(bank), tmp_path)
    answer = occluded(collection)
    assert answer.WhichOneof("value") == "note", answer.error
    note = answer.note
    assert note.image_data == png()
    assert note.image_file_name == next(iter(packed_media(package(bank))))
    assert note.header.replace("\u202f", " ") == "Que cache ce masque ?"
    found = []
    for place, masks in enumerate(sorted(note.occlusions, key=lambda masks: masks.ordinal), 1):
        assert masks.ordinal == place
        (shape,) = masks.shapes
        assert shape.shape == "rect"
        properties = {prop.name: float(prop.value) for prop in shape.properties}
        found.append(tuple(properties[side] * 100 for side in ("left", "top", "width", "height")))
    assert found == [pytest.approx(mask, abs=0.01) for mask in MASKS]


def test_each_mask_is_a_card(collection: Any, tmp_path: Path) -> None:
    import_package(collection, package(sound(occlusion(*MASKS), peau__png=png())), tmp_path)
    assert collection.db.list("SELECT ord FROM cards ORDER BY ord") == [0, 1, 2, 3]
    assert not collection.get_empty_cards().notes
    for number, side in enumerate(rendered(collection), 1):
        active = re.findall(r'<div class="cloze" data-ordinal="(\d+)"', side.front)
        hidden = re.findall(r'<div class="cloze-inactive" data-ordinal="(\d+)"', side.front)
        assert active == [str(number)]
        assert sorted([*active, *hidden]) == ["1", "2", "3", "4"]
        assert "couche" not in side.front
        assert f"<strong>{number}</strong>" in side.back
        assert "De haut en bas." in side.back
    problems, is_sound = collection.fix_integrity()
    assert is_sound, problems


def test_a_mask_at_the_edge_counts_as_inside(decks: Path) -> None:
    """Percents are decimal, computers binary: 33.3 + 66.7 is a hair above 100."""
    masks = [(33.3, 0.1, 66.7, 99.9), (0.1, 0.2, 99.9, 99.8), (14.3, 14.6, 85.7, 85.4)]
    bank = load(occlusion(*masks), peau__png=png())
    assert (complaints(bank), bank.errors) == ([], 0)


def test_a_mask_that_begins_outside_is_said_to(decks: Path) -> None:
    bank = load(occlusion((-1, 5, 30, 12)), peau__png=png())
    assert [message for code, message in complaints(bank) if code == "mask-outside" and "-1 %" in message]


def test_the_picture_of_a_faulty_card_is_not_called_unused(decks: Path) -> None:
    """The advice to delete it would be wrong: the card uses it once it is mended."""
    bank = load({**shown("peau.png"), "difficulty": 9}, peau__png=png())
    assert [code for code, _ in complaints(bank) if code == "media-unused"] == []
    assert bank.errors == 1


def test_a_mask_too_small_to_store_is_refused(decks: Path) -> None:
    bank = load(occlusion((10, 10, 0.001, 5)), peau__png=png())
    assert "mask-empty" in [code for code, _ in complaints(bank)]


def test_masks_on_paper_stand_where_they_hide(browser: Any, decks: Path) -> None:
    bank = sound(occlusion((10, 20, 30, 40)), peau__png=png(side=200))
    page = browser.new_page()
    script = """() => {
        const edge = element => element.getBoundingClientRect();
        const image = edge(document.images[0]);
        const mask = edge(document.querySelector(".masked rect"));
        return [(mask.x - image.x) / image.width, (mask.y - image.y) / image.height,
                mask.width / image.width, mask.height / image.height];
    }"""
    try:
        page.set_content(paper(bank)["quiz-A.html"], wait_until="load")
        assert page.evaluate(script) == pytest.approx([0.1, 0.2, 0.3, 0.4], abs=0.01)
        assert "couche" not in page.inner_text("body")
        page.set_content(paper(bank)["explained-A.html"], wait_until="load")
        assert "couche 1" in page.inner_text("body")
    finally:
        page.close()
