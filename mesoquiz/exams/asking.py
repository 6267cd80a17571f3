"""The ways in which a section asks, and the interactions that are asked so."""

from __future__ import annotations

from typing import Literal

from mesoquiz.notes.interactions import Arrange, Choose, Fill, Interaction, Label, Pair, Point, Recall

Ask = Literal[
    "any", "choice", "single", "several", "open", "gaps", "order", "match", "picture", "zone", "concordance", "case"
]

_ASKED: dict[type, Ask] = {Fill: "gaps", Arrange: "order", Pair: "match", Label: "picture", Point: "zone"}


def is_asked(ask: Ask, interaction: Interaction) -> bool:
    """Whether an interaction is what `ask:` asks for."""
    match interaction:
        case Choose(panel=panel) if panel:
            return ask in ("any", "concordance")
        case Choose(single=single):
            return ask in ("any", "choice", "single" if single else "several")
        case Recall(reverse=reverse):
            return ask in ("any", "open") and not reverse
        case _:
            return ask in ("any", _ASKED[type(interaction)])
