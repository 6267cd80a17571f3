"""A question of more than 400 characters that tells of no patient.

What is not needed for the answer costs time and measures reading. A case needs its findings; anything else is said in
a line or two.

Source: Haladyna, Downing and Rodriguez 2002, rules 13 and 16, “window dressing”; NBME item-writing guide 2020.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: >-
      La peau, organe fascinant que les anatomistes étudient depuis l'Antiquité et que les peintres de la
      Renaissance ont su représenter avec un soin admirable, recouvre tout le corps, le protège du froid, de la
      chaleur et des coups, et renseigne l'observateur attentif sur bien des troubles internes ; elle se compose
      de plusieurs couches, dont chacune a son rôle, et l'on y trouve de nombreuses cellules. Dans ce contexte
      riche, quelle cellule synthétise le collagène ?
    answer: le fibroblaste
Better (fr):
    question: Quelle cellule de la peau synthétise le collagène ?
    answer: le fibroblaste
Bad (en):
    question: >-
      The skin, a fascinating organ that anatomists have studied since antiquity and that the painters of the
      Renaissance knew how to show with admirable care, covers the whole body, protects it from cold, from heat
      and from blows, and tells an attentive observer about many internal disorders; it has several layers, each
      of which has a part of its own, and many kinds of cells are found in them, of which several are of interest.
      In this rich context, which cell makes collagen?
    answer: the fibroblast
Better (en):
    question: Which cell of the skin makes collagen?
    answer: the fibroblast
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D311", "this question has {number} characters and tells of no patient", "keep what the answer needs", Severity.INFO
)
DEFAULT = True
MOST = 400


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each long question that is no case."""
    for card in cards:
        asked = card.options or card.answers
        if asked and len(card.stem) > MOST and not card.lexicon.find("patient", card.folded):
            yield card.hit(card.raw, number=len(card.stem))
