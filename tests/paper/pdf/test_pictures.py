"""Pictures on papers that Typst sets are never wider than the room that they are in."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from pictures import blank_png
from rendering import Card, write_decks

import mesoquiz

WIDE = "![large](wide.png)"
LIST = f"- un\n  - deux {WIDE}\n- trois {WIDE}"
TABLE = f"| a | b | c |\n| --- | --- | --- |\n| {'mot ' * 9} | {WIDE} | {'mot ' * 9} |"
CARDS: dict[str, tuple[Card, int]] = {
    "a list in a list": ({"context": LIST, "question": "Lisez.", "answer": "x"}, 2),
    "a cell": ({"context": TABLE, "question": "Lisez.", "answer": "x"}, 1),
    "two to match": ({"question": "Associez.", "pairs": [[WIDE, "un"], ["deux", WIDE]]}, 2),
    "an order": ({"question": "Ordonnez.", "sequence": [WIDE, "deux"]}, 1),
}


def pictures(content: bytes) -> list[tuple[float, float]]:
    """The left and right edge of each picture, in points from the left of the paper."""
    document = pypdfium2.PdfDocument(content)
    try:
        found = [thing for page in document for thing in page.get_objects(filter=[3])]
        return [(bounds[0], bounds[2]) for bounds in (thing.get_bounds() for thing in found)]
    finally:
        document.close()


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("kind", CARDS)
def test_a_picture_stays_in_its_room(kind: str, columns: int, tmp_path: Path) -> None:
    card, count = CARDS[kind]
    (tmp_path / "wide.png").write_bytes(blank_png(2000, 300))
    bank = mesoquiz.load(write_decks(tmp_path, [{"id": "a", **card}]))
    plan = f"title: Essai\nseed: x\ncolumns: {columns}\nsections: [{{count: 1}}]\n"
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    (pdf,) = mesoquiz.export("pdf", mesoquiz.assemble(bank, blueprint=tmp_path / "plan.yaml"), roles=("quiz",))
    found = pictures(pdf.content)
    assert len(found) == count
    edge = 547.2 if columns == 1 else 286
    # The cell beside it is on the right of a picture in a cell.
    most = edge - 60 if kind == "a cell" else edge
    assert max(right for _, right in found) < most + 0.5
    if kind == "two to match" and columns == 1:
        assert min(right for _, right in found) < 300, "the left one ends before its box"
