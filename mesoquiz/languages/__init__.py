"""The languages that decks can have: the program's words in each, one file for each, and its name in `LANGUAGES`."""

from __future__ import annotations

from mesoquiz.languages.english import ENGLISH
from mesoquiz.languages.french import FRENCH

LANGUAGES = {"fr": FRENCH, "en": ENGLISH}
"""Language code (as in `lang:` of a deck) to labels."""
