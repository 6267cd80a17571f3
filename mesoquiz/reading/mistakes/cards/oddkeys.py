"""Keys that a mapping cannot have, or has already -> what to write in their place."""

from __future__ import annotations

from typing import Any, NamedTuple

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.diagnostics.wording import fold, shorten
from mesoquiz.reading.findings import Problems
from mesoquiz.reading.mistakes.cards.braces import as_inner
from mesoquiz.reading.mistakes.cards.choices import lettered, without_answer
from mesoquiz.reading.mistakes.cards.keyless import ASKED, asked_in
from mesoquiz.reading.mistakes.cards.repeated import as_one_list, how_to_keep
from mesoquiz.reading.mistakes.cards.values import of_each
from mesoquiz.reading.nodes import Mapping, Scalar, span
from mesoquiz.reading.shapes import how_to_write, keys_of, kinds_in_words, words_for
from mesoquiz.reading.variants import key_hints, signature

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
        _refuse_other(key, node, kind, owners, problems)
        return key.text
    if (once := _once(key, node, owner)) is not None:
        meant, told = once
        problems.keep([one.at(span(key, problems.path), **values) for one, values in told])
        return meant
    meant, how = how_to_write(key, node, kind, hints, problems.lines)
    if not meant and how.startswith("it takes") and (named := _of_others(key, siblings)):
        others = kinds_in_words([other for other, _ in named])
        problems.add(OTHER_KIND, key, key=key.text, kind=keys_of(kind), others=others, it=f"`{named[0][1]}`")
        return key.text
    how = without_answer(key, node) or (of_each(key, node, meant) if meant in signature(kind) else "") or how
    first, how = as_one_list(key, meant, node, hints, how)
    if first is key:
        problems.add(UNKNOWN_KEY, key, key=shorten(key.text), thing=thing, how=how)
    return meant or key.text


def _refuse_other(key: Scalar, node: Mapping, kind: Any, owners: list[Any], problems: Problems) -> None:
    if not _is_of_gaps(key, node, getattr(kind, "gapped", "")):
        others = kinds_in_words(owners)
        problems.add(OTHER_KIND, key, key=key.text, kind=keys_of(kind), others=others, it="it")


def _is_of_gaps(key: Scalar, node: Mapping, gapped: str) -> bool:
    """Whether this is the answer, or a wrong one, of a text with gaps that has none, which is told there."""
    values = {other.text: value for other, value in node.pairs}
    asked = values.get(gapped)
    is_told = type(asked) is Scalar and bool(asked.text.strip()) and "{{" not in asked.text and "}}" not in asked.text
    has_answer = "answer" in values or "answers" in values
    return is_told and has_answer and key.text in ("answer", "answers", "distractors")


def _of_others(key: Scalar, siblings: tuple[Any, ...]) -> list[tuple[Any, str]]:
    """The kinds that have a key which authors call so, and its name."""
    folded = fold(key.text)
    named = ((other, words_for(other)) for other in siblings)
    found = [(other, name) for other, words in named for word, name in words.items() if fold(word) == folded]
    return [(other, name) for other, name in found if name == found[0][1]]


Told = list[tuple[Rule, dict[str, str]]]
"""Rules, and what fills them."""


def _once(key: Scalar, node: Mapping, owner: Owner) -> tuple[str, Told] | None:
    """What a key of several that are one mistake was meant to be, and what to say at the first of them.

    Nothing for any other key.
    """
    asked = asked_in(node) if owner.thing == "a deck" else None
    if asked:
        return key.text, [(ASKED, {"key": key.text})] if key is asked else []
    meant, how = _in_other_words(key, node, owner.kind)
    if not meant:
        told = lettered(key, node)
        told = as_inner(key, node, owner.kind) if told is None else told
        if told is None:
            return None
        meant, how = key.text, told
    return meant, [(UNKNOWN_KEY, {"key": shorten(key.text), "thing": owner.thing, "how": how})] if how else []


def _in_other_words(key: Scalar, node: Mapping, kind: Any) -> tuple[str, str]:
    """The key that one of several in other words was meant to be, and the whole in the words of a deck.

    That is told at the first of them: `{x: 10, y: 5, w: 80, h: 12}`.
    """
    words, names = words_for(kind), key_hints(kind)
    odd = [other for other, _ in node.pairs if other.text not in names]
    is_whole = node.start.line == node.end.line and all(type(value) is Scalar for _, value in node.pairs)
    if len(odd) < 2 or not is_whole or not all(other.text in words for other in odd):
        return "", ""
    meant = {other.text: words.get(other.text, other.text) for other, _ in node.pairs}
    said = [f"{meant[other.text]}: {value.text}" for other, value in node.pairs if type(value) is Scalar]
    how = f"write `{{{', '.join(said)}}}`" if key is odd[0] and len(set(meant.values())) == len(node.pairs) else ""
    return (meant[key.text], how) if how or key is not odd[0] else ("", "")
