"""Options are not of the kind that the question asks for, or of three kinds: a virus, a treatment, a sign.

Whoever is asked for a virus strikes out the parasite without knowing anything, and among a figure, a drug and a sign
one is chosen by what the question sounds like. Let all options be of one kind. A risk factor may be an age, an
infection or a drug: where one is asked for, three kinds are no hit.

Source: Haladyna, Downing and Rodriguez 2002, rules 23 and 29, homogeneous and plausible options; NBME item-writing
guide 2020.

Measured: no hit in 3,104 real questions, nor in 3,407 in English.

Bad (fr):
    question: Quel virus provoque la varicelle ?
    answer: le virus varicelle-zona
    distractors: [Plasmodium vivax, Candida albicans]
Better (fr):
    question: Quel virus provoque la varicelle ?
    answer: le virus varicelle-zona
    distractors: [le cytomégalovirus, le virus d'Epstein-Barr]
Bad (en):
    question: Which nerve is compressed in the carpal tunnel?
    answer: the median nerve
    distractors: [the radial artery, the flexor tendon]
Better (en):
    question: Which nerve is compressed in the carpal tunnel?
    answer: the median nerve
    distractors: [the ulnar nerve, the radial nerve]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S118", "`{what}` is of another kind than `{other}`", "let all options be of one kind", Severity.INFO)
DEFAULT = True
MANY = 3
"""Families that are too many for one question."""
GENERA = "germ"
"""The family of kinds that the first of two words names: `Plasmodium vivax`."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice with a wrong option of a known kind that is not asked for, or with options of three kinds."""
    for card in cards:
        if not card.single or card.negative:
            continue
        known = [(option, kind) for option in card.options if (kind := _kind(card, option.text))]
        asked = _asked(card) if known else None
        found = [option for option, kind in known if kind != asked and not option.right] if asked else []
        many = len({family for _, (family, _) in known}) >= MANY
        if not found and many and not card.lexicon.find("asks_factor", card.lead):
            found = [known[-1][0]]
        if found:
            other = next(option for option in card.options if option is not found[0])
            yield card.hit(found[0].raw, what=found[0].text, other=other.text)


def _kind(card: Card, text: str) -> tuple[str, str] | None:
    """The family and the kind of what an option names, if it is known: by its head, or by the genus of a germ."""
    head = words(card.lexicon.find("head", " ".join(card.lexicon.without_article(text))))
    first = card.lexicon.heads.get(head[0]) if head else None
    return first if first and (len(head) == 1 or first[0] == GENERA) else card.lexicon.heads.get("".join(head[-1:]))


def _asked(card: Card) -> tuple[str, str] | None:
    """The kind that is asked for: what follows “which”, or “which of these”."""
    phrase = card.lexicon.find("asks_kind", card.lead)
    return card.lexicon.heads.get(words(phrase)[-1]) if phrase else None
