"""The languages that decks can have: the program's words in each. A new one is a value here, and a name in `LANGUAGES`.

French has its no-break spaces written in.
"""

from __future__ import annotations

from mesoquiz.languages.english import ENGLISH
from mesoquiz.languages.french import FRENCH

LANGUAGES = {"fr": FRENCH, "en": ENGLISH}
"""Language code (as in `lang:` of a deck) to labels."""
