"""The parts of a face as plain data, their texts as blocks of runs: for what sets type itself, and for measuring."""

from __future__ import annotations

from typing import Any

from mesoquiz.flashcards.faces import BLANK, Entries, Gapped, Part, Picture, Rows, Text
from mesoquiz.markup import blocks
from mesoquiz.markup.renderer import Markup
from mesoquiz.notes.interactions import Rectangle


def as_data(part: Part, markup: Markup) -> dict[str, Any]:
    """A part as plain data."""
    match part:
        case Text(role=role, text=text, label=label):
            made = blocks.blocks(markup, text)
            shown = _bold(made) if role == "asked" else made
            return {"kind": "text", "role": role, "label": label, "blocks": shown}
        case Gapped(fill=fill, filled=filled):
            shown = [_with_blanks(block, filled) for block in blocks.fill(markup, fill.parts)]
            return {"kind": "text", "role": "answer" if filled else "prompt", "label": "", "blocks": shown}
        case Entries(entries=entries):
            return {"kind": "entries", "entries": [_entry(entry, markup) for entry in entries]}
        case Rows(rows=rows):
            return {"kind": "rows", "rows": [[_entry(entry, markup) for entry in row] for row in rows]}
        case Picture(file=file, alt=alt, masks=masks, zones=zones):
            return {"kind": "picture", "path": file, "alt": alt, "masks": _places(masks), "zones": _places(zones)}


def _places(parts: tuple[Rectangle, ...]) -> list[dict[str, float]]:
    return [{name: getattr(part, name) for name in ("left", "top", "width", "height")} for part in parts]


def _entry(entry: tuple[str, str], markup: Markup) -> dict[str, Any]:
    mark, text = entry
    return {"mark": mark, "blocks": blocks.blocks(markup, text)}


def _with_blanks(value: Any, filled: bool) -> Any:
    """Blocks whose gaps are runs like others: an underlined blank and its hint, or the answer."""
    if isinstance(value, list):
        return [made for one in value for made in (_gap(one, filled) if _is_gap(one) else [_with_blanks(one, filled)])]
    if isinstance(value, dict):
        return {key: _with_blanks(inner, filled) for key, inner in value.items()}
    return value


def _bold(value: Any) -> Any:
    """Blocks whose runs are bold; tables are not."""
    if isinstance(value, list):
        return [_bold(one) for one in value]
    if not isinstance(value, dict) or value.get("kind") == "table":
        return value
    if "marks" in value:
        return value | {"marks": [*value["marks"], "strong"]}
    return {key: _bold(inner) for key, inner in value.items()}


def _is_gap(value: Any) -> bool:
    return isinstance(value, dict) and value.get("kind") == "gap"


def _gap(run: dict[str, Any], filled: bool) -> list[dict[str, Any]]:
    marks = run["marks"]
    if filled:
        return [one | {"marks": [*marks, *one["marks"], "filled"]} for one in run["runs"]]
    shown = [{"kind": "text", "text": BLANK, "marks": [*marks, "blank"]}]
    if not run["hint"]:
        return shown
    around = [{"kind": "text", "text": character, "marks": marks} for character in ("\u00a0(", ")")]
    return [*shown, around[0], *(one | {"marks": [*marks, *one["marks"]]} for one in run["hint"]), around[1]]
