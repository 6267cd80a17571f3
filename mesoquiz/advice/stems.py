"""What several rules ask of a question."""

from __future__ import annotations

from mesoquiz.advice.cards import Card


def negative_word(card: Card) -> str:
    """The words by which a question asks for what is not so, folded; `""` for one that does not.

    Only its last sentence counts: a patient who does not smoke makes no negative question. Neither does “why is … not”.
    """
    lexicon = card.lexicon
    found = lexicon.find("negative", card.lead)
    if found or lexicon.find("asks_cause", card.lead):
        return found
    return lexicon.find("negated", card.lead)
