"""Words that were divided at the end of a line, `hyper- tension`, and what only looks so: `pré- et postopératoire`."""

from __future__ import annotations

import re

_DIVIDED = re.compile(r"(?P<first>[a-zà-ÿ]{2,30})-(?:[ ]|\n[ ]{0,200})(?P<rest>[a-zà-ÿ]{2,30})(?![\w-])")
_JOINING = frozenset(("et", "ou", "and", "or", "à", "to", "puis", "voire", "mais", "en", "but", "ni", "nor", "vs"))
"""What goes on after a part of a word: `pré- et postopératoire`."""
_PREFIX_NAMES = """
hypo hyper pré pre post sous sus supra infra anti péri peri endo épi epi para intra extra inter multi pluri poly micro
macro iso auto hétéro homo mono bi tri uni néo pseudo semi demi mi non ex vice mal bien
"""
_PREFIXES = frozenset(_PREFIX_NAMES.split())
"""What may be named with its hyphen: `le préfixe hypo- veut dire`."""
_SAYING = frozenset(
    ("veut", "vient", "signifie", "indique", "désigne", "est", "sert", "marque", "exprime", "means", "is", "comes")
)


def divided_word(seen: str) -> re.Match[str] | None:
    """The first word of a text that was divided, with its `first` part and the `rest`."""
    return next(filter(_is_divided, _DIVIDED.finditer(seen)), None) if "-" in seen else None


def _is_divided(match: re.Match[str]) -> bool:
    before = match.string[: match.start()].rstrip(' «“"')
    is_named = match["first"] in _PREFIXES and (match["rest"] in _SAYING or before.endswith(("préfixe", "prefix")))
    return match["rest"] not in _JOINING and not is_named
