"""How wide a text is at most, whatever sans-serif font a browser has: a page is made where its font is not known.

The figures are the wider of DejaVu Sans (the widest of the usual fonts: Arial, Helvetica and Noto are up to 15 %
narrower) and Liberation Sans, as Chromium measures them, rounded up to a twentieth of an em. A test measures again.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_CLASSES = {
    0.0: "\u00ad",
    0.25: "′",
    0.3: "'IijlÌÍÎÏìíîïĨĩĪīĬĭĮįİıĵĺļłΙΪ",
    0.35: " ,./:;\\|\u00a0¦·ŀίι‘’",
    0.4: "()-[]ftľţťŧſ″‹›",
    0.45: "!r¡²³¹ŕŗř",
    0.5: '"*J`¨ª°´¸ºĴ',
    0.55: "cszçćĉċčśŝşšźżžέεζ“”„∂",
    0.6: "?L_kvxy§¯ýÿĳķĸĹĻĽĿŁŷΓΰγκλνξςυχ–†‡•",
    0.65: "$0123456789FTabdeghnopqu{}¢£¤¥«µ¶»¿ßàáâãäåèéêëðñòóôõöøùúûüþāăąďđēĕėęěĝğġģĥńņňŋōŏőŢŤŦũūŭůűųΞΣΤήβδηθμορστ€√",
    0.7: "ABEKPSVXYZÀÁÂÃÄÅÈÉÊËÝÞĀĂĄĒĔĖĘĚħĶŚŜŞŠŶŸŹŻŽΑΒΔΕΖΚΛΡΥΧΫάαπφ∆",
    0.75: "CNRUÇÑÙÚÛÜĆĈĊČĲŃŅŇŊŔŖŘŨŪŬŮŰŲΝψ∑",
    0.8: "&DGHOQÐÒÓÔÕÖØĎĐĜĞĠĢĤŌŎŐΗΘΟΠΦΩ",
    0.85: "#+<=>^w~¬±×÷ŉŵΨω↑↓⇒⇔−∞≈≠≤≥",
    0.9: "MΜ○",
    0.95: "Ħ□",
    1.0: "%Wm©®¼½¾ÆæŴ—…™←→↔",
    1.05: "@œ",
    1.1: "Œ",
    1.4: "‰",
}
"""Width in em -> the characters that are at most so wide."""
_WIDTHS = {character: width for width, characters in _CLASSES.items() for character in characters}

BOLD = 1.27
"""How much wider bold characters are at most."""
CODE = 0.62
"""Characters of fixed width: DejaVu Sans Mono 0.602, Courier 0.6."""
_UNKNOWN = 1.1
_EAST_ASIAN = 1.4
"""Emoji are wider than the square of Chinese characters."""


@cache
def width_of(character: str) -> float:
    """The width of one character in em, at most."""
    if character in _WIDTHS:
        return _WIDTHS[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if category == "Zs":
        return 0.35 if character in "\u2009\u200a\u202f" else 1.0
    if unicodedata.east_asian_width(character) in "WF" or category == "So":
        return _EAST_ASIAN
    # A ligature or a number in one character is as wide as its parts.
    parts = unicodedata.normalize("NFKD", character)
    return max(_UNKNOWN, sum(map(width_of, parts)) if parts != character else 0.0)
