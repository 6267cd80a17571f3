"""Located nodes -> frozen dataclasses, driven by their type hints. All problems at once, each with its place.

Why not pydantic, cattrs or msgspec: they want plain data, and plain data has lost the places, the duplicate keys and
the author's characters; reading nodes directly is also faster than building that data first. A decoder is compiled
once for each type: a tree of closures `(node, problems) -> value`, where the value is `FAILED` if it was refused.
"""

from __future__ import annotations

import types
import typing
from dataclasses import fields
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.diagnostics.wording import enumerate_words
from mesoquiz.limits import MAX_ODD
from mesoquiz.reading.findings import FAILED, Problems, describe
from mesoquiz.reading.keys import Authored, Key
from mesoquiz.reading.mistakes.cards.astext import as_text, by_lines
from mesoquiz.reading.mistakes.cards.braces import as_one, in_braces, with_keys
from mesoquiz.reading.mistakes.cards.oddkeys import Owner, odd_key
from mesoquiz.reading.mistakes.entries import look
from mesoquiz.reading.mistakes.inside.pairs import are_pairs, first_no_list, written_as_parts
from mesoquiz.reading.mistakes.words import rows_of_numbers
from mesoquiz.reading.nodes import Mapping, Node, Sequence, at_dash
from mesoquiz.reading.places import Where
from mesoquiz.reading.scalars import (
    ENTRY,
    TEXT,
    Decoder,
    Thing,
    boolean_decoder,
    choice_decoder,
    is_null,
    number_decoder,
    refuse_empty,
    text_decoder,
    whole_decoder,
)
from mesoquiz.reading.shapes import (
    PAIRS,
    Entry,
    as_keys,
    is_sentence,
    what_lacks,
    written_as_list,
)
from mesoquiz.reading.variants import OneOf, is_required, key_hints, signature

MISSING_KEY = Rule("missing-key", "{thing} lacks `{key}`", "{how}")
EMPTY_CARD = Rule("empty-card", "this {thing} is empty", "write its keys, or remove the `-`")
LIST = Rule("expected-list", "{thing} takes a list, not {what}", "{how}")
MAPPING = Rule("expected-mapping", "{thing} is made of keys and values, not of {what}", "{how}")
PARTS = Rule("expected-pairs", "{thing} takes a list of lists", "{how}")


def decode(hint: Any, node: Node, problems: Problems, thing: str) -> Any:
    """Decode `node` into a value of the type `hint`; `thing` names it in messages.

    Returns the value, or `FAILED` when something in it was refused; what was refused is in `problems`.
    """
    return _compile(hint, Key(""), Thing(thing))(node, problems)


@cache
def _compile(hint: Any, key: Key, thing: Thing) -> Decoder:
    """The decoder of a type hint."""
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *extras = get_args(hint)
        marker = next((extra for extra in extras if isinstance(extra, OneOf)), None)
        told = next((extra for extra in extras if isinstance(extra, Key)), key)
        return _one_of(marker) if marker else _compile(inner, told, thing)
    if origin in (types.UnionType, typing.Union):
        # The only union is `X | None`, and `None` is what an absent key gives: it is never written.
        return _compile(next(arg for arg in get_args(hint) if arg is not types.NoneType), key, thing)
    if origin is tuple:
        return _list(get_args(hint)[0], key, thing)
    if origin is Literal:
        return choice_decoder({str(value): value for value in get_args(hint)}, thing, several=key.single)
    if hint is bool:
        return boolean_decoder(thing)
    if hint is int:
        return whole_decoder(thing, several=key.single)
    if hint is float:
        return number_decoder(thing)
    return text_decoder(key, thing) if hint is str else _Fields(hint, key, thing)


def _list(item: Any, key: Key, thing: Thing) -> Decoder:  # noqa: C901 (one line for each form of a list)
    entry = Thing(f"an entry of `{thing.name}`", "", ENTRY) if thing.name else thing
    of_item = _compile(item, Key(""), entry)
    of_single = _compile(item, Key("", single=True), thing)
    is_text = not isinstance(of_item, _Fields) or bool(of_item.bare)
    if any(isinstance(extra, OneOf) for extra in getattr(item, "__metadata__", ())):
        is_text = False
    is_word = any(isinstance(extra, Key) and extra.pattern for extra in getattr(item, "__metadata__", ()))
    number = item if item in (int, float) else None
    written = Entry(is_text, is_word, of_item.kind if isinstance(of_item, _Fields) else None, number, key.scale)
    is_of_lists = get_origin(item) is tuple

    def decode_list(node: Node, problems: Problems) -> Any:
        if is_null(node) or (type(node) is Sequence and not node.items):
            return refuse_empty(node, problems, thing)
        if is_of_lists and (wrong := first_no_list(node)):
            is_rows = get_args(item)[0] is float
            how = rows_of_numbers(node, thing.name) if is_rows else written_as_parts(node, problems.lines)
            return problems.add(PARTS, wrong, thing=thing.said, how=how)
        if is_text:
            look(node, problems, single=key.single)
        if type(node) is Sequence:
            if is_text and thing.name == "answers" and are_pairs(node):
                return problems.add(TEXT, node.items[0], thing=entry.said, what="a list", how=PAIRS)
            values = tuple([of_item(one, problems) for one in node.items])
        elif key.single:
            values = (of_single(node, problems),)
        else:
            how = written_as_list(node, thing.name, written, problems.lines)
            return problems.add(LIST, node, thing=thing.said, what=describe(node), how=how)
        if FAILED not in values:
            return values
        return tuple(value for value in values if value is not FAILED) if key.partial else FAILED

    return _of_citations(decode_list, thing) if getattr(written.kind, "handle", "") == "doc" else decode_list


def _of_citations(decode_list: Decoder, thing: Thing) -> Decoder:
    def decode(node: Node, problems: Problems) -> Any:
        if how := as_one(node):
            return problems.add(MAPPING, node, thing=thing.said, what=describe(node), how=how)
        return decode_list(node, problems)

    return decode


def _one_of(marker: OneOf) -> Decoder:
    thing = f"a {marker.thing}"
    decoders = {kind: _compile(kind, Key(""), Thing(thing)) for kind in marker.kinds.values()}
    for decoder in decoders.values():
        if isinstance(decoder, _Fields):
            decoder.siblings = tuple(decoders)

    def decode_one_of(node: Node, problems: Problems) -> Any:
        if is_null(node):
            return problems.add(EMPTY_CARD, at_dash(node, problems.lines), thing=marker.thing)
        if type(node) is not Mapping:
            how = "it takes `id`, `question` and `answer`, for example"
            return problems.add(MAPPING, node, thing=thing, what=describe(node), how=how)
        kind = marker.choose(node, problems)
        return FAILED if kind is None else decoders[kind](node, problems)

    return decode_one_of


class _Fields:
    """The decoder of a frozen dataclass; `Authored` says what it may have."""

    def __init__(self, kind: type, key: Key, thing: Thing) -> None:
        self.kind: type[Authored] = kind
        self.key, self.thing = key, thing
        hints = key_hints(kind)
        self.required = [item.name for item in fields(kind) if is_required(item) and item.name in hints]
        self.decoders = {
            name: _compile(hint, Key(""), Thing(f"`{name}`", name, "" if name in self.required else "the key"))
            for name, (hint, _) in hints.items()
        }
        self.truths = {name for name, (hint, _) in hints.items() if get_args(hint)[:1] == (bool,)}
        self.telling = {name for name in self.required if name in signature(kind)}
        self.siblings: tuple[Any, ...] = ()
        """The other kinds that a mapping could be."""
        bare = self.kind.shorthand
        self.bare = _compile(hints[bare][0], Key(""), thing) if bare else None
        self.is_text = bool(bare) and get_args(hints[bare][0])[0] is str
        names = {item.name for item in fields(kind)}
        self.keeps_all = "where" in names
        self.marked = {name: name.removesuffix("_at") for name in names - {*hints} if name.endswith("_at")}
        if "at" in names:
            self.marked["at"] = self.kind.handle
        self.has_check = self.kind.check is not Authored.check

    def __call__(self, node: Node, problems: Problems) -> Any:
        if type(node) is not Mapping:
            return self._bare(node, problems)
        if self.is_text and is_sentence(node, self.kind):
            return self._refuse(node, problems)
        values, odd = self._values(node, problems)
        # A misspelt key is one fault, not a misspelt and a missing one; what a refused key said is not known.
        missing = [] if node.is_broken else [name for name in self.required if name not in values and name not in odd]
        for name in missing:
            place, how = what_lacks(node, name)
            problems.add(MISSING_KEY, place, key=name, thing=self.thing.said, how=how)
        where = Where(node, problems.path, problems.lines)
        values.update({name: where(key) for name, key in self.marked.items()})
        if "at" in values:
            values["at"] = where.whole(self.kind.handle)
        values.update(dict.fromkeys(self.truths & odd, FAILED))
        if odd or missing or node.is_broken or FAILED in values.values():
            self._check_rest(values, where, problems)
            return FAILED
        if self.keeps_all:
            values["where"] = where.kept()
        made = self.kind(**values)
        if self.has_check and problems.keep(made.check(where)):
            problems.spoiled.append(made)
            return FAILED
        return made

    def _check_rest(self, values: dict[str, Any], where: Where, problems: Problems) -> None:
        """Check what can be told of a value that was refused: one fault does not hide another."""
        sound = {name: value for name, value in values.items() if value is not FAILED}
        made = self.kind(**{**dict.fromkeys(self.required, FAILED), **sound})
        # Whoever looks at it then must know what was refused from what was not written.
        problems.spoiled.append(self.kind(**{**dict.fromkeys(self.required, FAILED), **values}))
        # What follows from a wrong `shuffle` is no fault of its own.
        is_known = self.truths.isdisjoint(values.keys() - sound.keys())
        if is_known and self.has_check and self.telling and self.telling <= sound.keys():
            problems.keep(made.check(where))

    def _bare(self, node: Node, problems: Problems) -> Any:
        if self.bare is None:
            told = in_braces(node, self.kind) or as_keys(node, self.kind)
            how = told or "it takes " + enumerate_words(self.decoders, "and")
            return problems.add(MAPPING, node, thing=self.thing.said, what=describe(node), how=how)
        if self.is_text and type(node) is Sequence:
            return self._refuse(node, problems)
        if (bare := self.bare(node, problems)) is FAILED:
            return FAILED
        made, where = self.kind(**{self.kind.shorthand: bare}), Where(node, problems.path, problems.lines)
        return FAILED if self.has_check and problems.keep(made.check(where)) else made

    def _refuse(self, node: Node, problems: Problems) -> Any:
        is_entry = self.thing.spare == ENTRY
        keyed = with_keys(node, self.kind) if type(node) is Mapping and node.pairs else ""
        how = keyed or by_lines(node, self.key, problems) or in_braces(node, self.kind)
        how = how or as_text(node, self.key, is_entry=is_entry, name=self.thing.name)
        return problems.add(TEXT, node, thing=self.thing.said, what=describe(node), how=how)

    def _values(self, node: Mapping, problems: Problems) -> tuple[dict[str, Any], set[str]]:
        """The decoded values by key, and the keys that unknown and repeated ones were meant to be."""
        values: dict[str, Any] = {}
        odd, reported = set[str](), 0
        for key, value in node.pairs:
            if (name := key.text) in self.decoders and name not in values:
                values[name] = self.decoders[name](value, problems)
            elif reported < MAX_ODD and name != "$schema" and not (node.is_broken and not name):
                reported += 1
                odd.add(odd_key(Owner(self.kind, self.thing.said, self.siblings), key, node, problems))
        return values, odd
