"""Keys that a mapping cannot have, or has already -> what to write in their place."""

from __future__ import annotations

from typing import Any, NamedTuple

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.diagnostics.wording import fold, shorten
from mesoquiz.reading.findings import Problems
from mesoquiz.reading.mistakes.cards.choices import lettered, without_answer
from mesoquiz.reading.mistakes.cards.keyless import ASKED, asked_in
from mesoquiz.reading.mistakes.cards.repeated import as_one_list, how_to_keep
from mesoquiz.reading.nodes import Mapping, Scalar, span
from mesoquiz.reading.shapes import how_to_write, keys_of, kinds_in_words, words_for
from mesoquiz.reading.variants import key_hints

OTHER_KIND = Rule(
    "key-of-another-kind", "`{key}` does not belong to a card with {kind}", "remove it; cards with {others} have {it}"
)
UNKNOWN_KEY = Rule("unknown-key", "unknown key `{key}` in {thing}", "{how}")
DUPLICATE_KEY = Rule("duplicate-key", "the key `{key}` is used twice in {thing}", "{how}")


class Owner(NamedTuple):
    """What a mapping is made to: its kind, what messages call it, and the other kinds that it could be."""

    kind: Any
    thing: str
    siblings: tuple[Any, ...]


def odd_key(owner: Owner, key: Scalar, node: Mapping, problems: Problems) -> str:
    """Report a key that is unknown or used twice; returns the key that was meant, or the key itself."""
    kind, thing, siblings = owner
    hints = key_hints(kind)
    if key.text in hints:
        if how := how_to_keep(key, node, hints):
            first = next(other for other, _ in node.pairs if other.text == key.text)
            found = DUPLICATE_KEY.at(span(key, problems.path), key=key.text, thing=thing, how=how)
            problems.keep([found.beside(span(first, problems.path))])
        return key.text
    owners = [other for other in siblings if key.text in key_hints(other)]
    single = key.text.removesuffix("s")
    if owners and single != key.text and single in hints and all(other.text != single for other, _ in node.pairs):
        problems.add(UNKNOWN_KEY, key, key=key.text, thing=f"a card with {keys_of(kind)}", how=f"write `{single}:`")
        return single
    if owners:
        problems.add(OTHER_KIND, key, key=key.text, kind=keys_of(kind), others=kinds_in_words(owners), it="it")
        return key.text
    if (told := _once(key, node, thing)) is not None:
        problems.keep([one.at(span(key, problems.path), **values) for one, values in told])
        return key.text
    meant, how = how_to_write(key, node, kind, hints, problems.lines)
    if not meant and how.startswith("it takes") and (named := _of_others(key, siblings)):
        others = kinds_in_words([other for other, _ in named])
        problems.add(OTHER_KIND, key, key=key.text, kind=keys_of(kind), others=others, it=f"`{named[0][1]}`")
        return key.text
    how = without_answer(key, node) or how
    first, how = as_one_list(key, meant, node, hints, how)
    if first is key:
        problems.add(UNKNOWN_KEY, key, key=shorten(key.text), thing=thing, how=how)
    return meant or key.text


def _of_others(key: Scalar, siblings: tuple[Any, ...]) -> list[tuple[Any, str]]:
    """The kinds that have a key which authors call so, and its name."""
    folded = fold(key.text)
    named = ((other, words_for(other)) for other in siblings)
    found = [(other, name) for other, words in named for word, name in words.items() if fold(word) == folded]
    return [(other, name) for other, name in found if name == found[0][1]]


def _once(key: Scalar, node: Mapping, thing: str) -> list[tuple[Rule, dict[str, str]]] | None:
    """What to say of a key of several that are one mistake, at the first of them; nothing for any other key."""
    asked = asked_in(node) if thing == "a deck" else None
    if asked:
        return [(ASKED, {"key": key.text})] if key is asked else []
    how = lettered(key, node)
    if how is None:
        return None
    return [(UNKNOWN_KEY, {"key": shorten(key.text), "thing": thing, "how": how})] if how else []
