"""Located nodes -> frozen dataclasses, driven by their type hints. All problems at once, each with its place.

Why not pydantic, cattrs or msgspec: they want plain data, and plain data has lost the places, the duplicate keys and
the author's characters; reading nodes directly is also faster than building that data first. A decoder is compiled
once for each type: a tree of closures `(node, problems) -> value`, where the value is `FAILED` if it was refused.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from mesoquiz.diagnostics import Rule, Severity
from mesoquiz.keys import Key
from mesoquiz.kinds import OneOf, is_required, key_hints
from mesoquiz.problems import FAILED, Problems, Where, describe
from mesoquiz.source import Mapping, Node, Scalar, Sequence, span
from mesoquiz.suggestions import did_you_mean, enumerate_words, nearest, shorten, slug

UNKNOWN_KEY = Rule("unknown-key", "unknown key `{key}` in {thing}", "{how}")
DUPLICATE_KEY = Rule("duplicate-key", "the key `{key}` stands twice in {thing}", "keep one of the two")
MISSING_KEY = Rule("missing-key", "{thing} lacks `{key}`", "add `{key}:`")
EMPTY = Rule("empty-value", "{thing} is empty", "{how}")
LONG = Rule(
    "text-too-long", "{thing} has {number} characters; a text may have {most}", "shorten it, or make several cards"
)
EMPTY_CARD = Rule("empty-card", "this {thing} is empty", "write its keys, or remove the `-`")
TEXT = Rule("expected-text", "{thing} takes a text, not {what}", "{how}")
LIST = Rule("expected-list", "{thing} takes a list, not {what}", "{how}")
MAPPING = Rule("expected-mapping", "{thing} is made of keys and values, not of {what}", "it takes {known}")
BOOLEAN = Rule("expected-boolean", "{thing} is true or false, not {text}", "write {guess}")
NUMBER = Rule("expected-number", "{thing} is a number, not {text}", "write {guess}")
CHOICE = Rule("expected-choice", "{thing} is {choices}, not {text}", "{guess}")
PATTERN = Rule("malformed", "{thing} cannot be `{text}`: {demand}", "{guess}")

MAX_TEXT = 30_000
"""Ten pages: more on one card is a slip, and Markdown takes long over it."""
MAX_ODD = 20
"""Unknown and repeated keys reported for one mapping; each costs a search for the word that was meant."""

Decoder = Callable[[Node, Problems], Any]

_YES = frozenset(("yes", "oui", "vrai", "on", "y", "o", "1"))
_NO = frozenset(("no", "non", "faux", "off", "n", "0"))
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Thing(NamedTuple):
    """What messages call a value: in words, by its key, and what may be removed if it is not needed."""

    said: str
    name: str = ""
    spare: str = ""


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
        return _choice({str(value): value for value in get_args(hint)}, thing)
    if hint in _SCALARS:
        return _SCALARS[hint](thing)
    return _text(key, thing) if hint is str else _Fields(hint, key, thing)


def _is_null(node: Node) -> bool:
    return type(node) is Scalar and node.text.strip() in _NULLS and (node.plain or not node.text.strip())


def _empty(node: Node, problems: Problems, thing: Thing) -> Any:
    how = "write its value" + (f", or remove {thing.spare}" if thing.spare else "")
    return problems.add(EMPTY, node, thing=thing.said, how=how)


def _text(key: Key, thing: Thing) -> Decoder:
    pattern = re.compile(key.pattern) if key.pattern else None

    def decode_text(node: Node, problems: Problems) -> Any:
        if type(node) is not Scalar:
            return problems.add(TEXT, node, thing=thing.said, what=describe(node), how=_as_text(node, key))
        text = node.text.strip()
        if not text or (node.plain and text in _NULLS):
            return _empty(node, problems, thing)
        if len(text) > MAX_TEXT:
            return problems.add(LONG, node, thing=thing.said, number=f"{len(text):,}", most=f"{MAX_TEXT:,}")
        if pattern and not pattern.fullmatch(text):
            like = slug(text)
            guess = f"write `{like}`, for example" if pattern.fullmatch(like) else ""
            return problems.add(PATTERN, node, thing=thing.said, text=shorten(text), demand=key.demand, guess=guess)
        return text

    return decode_text


def _as_text(node: Node, key: Key) -> str:
    """What to do about keys or a list where a text belongs; mostly a colon that was meant as punctuation."""
    if type(node) is Sequence:
        return f"write `{key.several}:` if there are several" if key.several else "write one text"
    if type(node) is Mapping and len(node.pairs) == 1:
        name, value = node.pairs[0]
        if type(value) is Scalar:
            # Three columns from word to word: the author wrote a space before the colon, as French does.
            colon = " : " if value.start.column - name.end.column > 2 else ": "
            return f'put it in quotes: "{shorten(name.text)}{colon}{shorten(value.text)}"'
    return "put it in quotes"


def _quoted(node: Node) -> str:
    """The text of a scalar in backticks, else what the node is."""
    return f"`{shorten(node.text)}`" if type(node) is Scalar else describe(node)


def _boolean(thing: Thing) -> Decoder:
    def decode_boolean(node: Node, problems: Problems) -> Any:
        if _is_null(node):
            return _empty(node, problems, thing)
        text = node.text.strip() if type(node) is Scalar else ""
        if text in ("true", "True", "TRUE"):
            return True
        if text in ("false", "False", "FALSE"):
            return False
        guess = "`true`" if text.lower() in _YES else "`false`" if text.lower() in _NO else "`true` or `false`"
        return problems.add(BOOLEAN, node, thing=thing.said, text=_quoted(node), guess=guess)

    return decode_boolean


def _number(thing: Thing) -> Decoder:
    def decode_number(node: Node, problems: Problems) -> Any:
        if _is_null(node):
            return _empty(node, problems, thing)
        text = node.text.strip() if type(node) is Scalar else ""
        if not re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?", text):
            comma = re.fullmatch(r"-?\d+,\d+", text)
            guess = f"`{text.replace(',', '.')}`" if comma else "a number such as `12.5`"
            return problems.add(NUMBER, node, thing=thing.said, text=_quoted(node), guess=guess)
        return float(text)

    return decode_number


_SCALARS: dict[Any, Callable[[Thing], Decoder]] = {bool: _boolean, float: _number}


def _choice(values: dict[str, Any], thing: Thing) -> Decoder:
    def decode_choice(node: Node, problems: Problems) -> Any:
        if _is_null(node):
            return _empty(node, problems, thing)
        text = node.text.strip() if type(node) is Scalar else ""
        if text in values:
            return values[text]
        choices = enumerate_words(values)
        guess = did_you_mean(text, values) or f"write {choices}"
        return problems.add(CHOICE, node, thing=thing.said, choices=choices, text=_quoted(node), guess=guess)

    return decode_choice


def _list(item: Any, key: Key, thing: Thing) -> Decoder:
    entry = Thing(f"an entry of `{thing.name}`", "", "the entry") if thing.name else thing
    of_item = _compile(item, Key(""), entry)
    of_single = _compile(item, Key(""), thing)

    def decode_list(node: Node, problems: Problems) -> Any:
        if _is_null(node) or (type(node) is Sequence and not node.items):
            return _empty(node, problems, thing)
        if type(node) is Sequence:
            values = tuple(of_item(one, problems) for one in node.items)
        elif key.single:
            values = (of_single(node, problems),)
        else:
            return problems.add(LIST, node, thing=thing.said, what=describe(node), how=_as_list(node, thing.name))
        sound = tuple(value for value in values if value is not FAILED)
        return sound if key.partial or len(sound) == len(values) else FAILED

    return decode_list


def _as_list(node: Node, name: str) -> str:
    if type(node) is not Scalar:
        return "begin each entry with `- `"
    if name == "":
        return "write a list in brackets"
    return "write a space behind each `-`" if node.text.startswith("-") else f"write `{name}: [{shorten(node.text)}]`"


def _one_of(marker: OneOf) -> Decoder:
    thing = f"a {marker.thing}"

    def decode_one_of(node: Node, problems: Problems) -> Any:
        if _is_null(node):
            return problems.add(EMPTY_CARD, node, thing=marker.thing)
        if type(node) is not Mapping:
            known = "`id`, `question` and `answer`, for example"
            return problems.add(MAPPING, node, thing=thing, what=describe(node), known=known)
        kind = marker.choose(node, problems)
        return FAILED if kind is None else _compile(kind, Key(""), Thing(thing))(node, problems)

    return decode_one_of


class _Fields:
    """The decoder of a frozen dataclass: its fields with a `Key` are the keys.

    A class attribute `shorthand` names the field that a bare text fills, `handle` the key that stands for the whole
    (`id` by default). A field `at` receives the place of that key's value, a field `where` finds all places. A method
    `check(where)` yields what is wrong beyond single keys.
    """

    def __init__(self, kind: type, key: Key, thing: Thing) -> None:
        self.kind, self.key, self.thing = kind, key, thing
        hints = key_hints(kind)
        self.required = [item.name for item in fields(kind) if is_required(item) and item.name in hints]
        self.decoders = {
            name: _compile(hint, Key(""), Thing(f"`{name}`", name, "" if name in self.required else "the key"))
            for name, (hint, _) in hints.items()
        }
        shorthand: str | None = getattr(kind, "shorthand", None)
        self.shorthand = shorthand
        self.bare = _compile(hints[shorthand][0], Key(""), thing) if shorthand else None
        self.handle: str = getattr(kind, "handle", "id")
        self.names = {item.name for item in fields(kind)} & {"at", "where"}
        self.check = getattr(kind, "check", None)

    def __call__(self, node: Node, problems: Problems) -> Any:
        if type(node) is not Mapping:
            return self._bare(node, problems)
        if self.shorthand and _is_sentence(node, self.kind):
            return problems.add(TEXT, node, thing=self.thing.said, what=describe(node), how=_as_text(node, self.key))
        values, odd = self._values(node, problems)
        # A misspelt key is one fault, not a misspelt and a missing one; what a refused key said is not known.
        missing = [] if node.is_broken else [name for name in self.required if name not in values and name not in odd]
        for name in missing:
            problems.add(MISSING_KEY, _handle(node), key=name, thing=self.thing.said)
        if odd or missing or node.is_broken or any(value is FAILED for value in values.values()):
            return FAILED
        where = Where(node, problems.path)
        if "at" in self.names:
            values["at"] = where(self.handle)
        if "where" in self.names:
            values["where"] = where
        return self._checked(self.kind(**values), where, problems)

    def _bare(self, node: Node, problems: Problems) -> Any:
        if self.bare is None or self.shorthand is None:
            known = enumerate_words(self.decoders, "and")
            return problems.add(MAPPING, node, thing=self.thing.said, what=describe(node), known=known)
        if type(node) is Sequence:
            how = _as_text(node, self.key)
            return problems.add(TEXT, node, thing=self.thing.said, what=describe(node), how=how)
        text = self.bare(node, problems)
        return text if text is FAILED else self.kind(**{self.shorthand: text})

    def _values(self, node: Mapping, problems: Problems) -> tuple[dict[str, Any], set[str]]:
        """The decoded values by key, and the keys that unknown and repeated ones were meant to be."""
        values: dict[str, Any] = {}
        odd: set[str] = set()
        reported = 0
        for key, value in node.pairs:
            name = key.text
            if name in self.decoders and name not in values:
                values[name] = self.decoders[name](value, problems)
            elif reported < MAX_ODD and name != "$schema" and not (node.is_broken and not name):
                reported += 1
                odd.add(_odd_key(self.kind, key, node, problems, self.thing.said))
        return values, odd

    def _checked(self, made: Any, where: Where, problems: Problems) -> Any:
        if self.check is None:
            return made
        complaints = list(self.check(made, where))
        problems.found += complaints
        return FAILED if any(complaint.severity is Severity.ERROR for complaint in complaints) else made


def _is_sentence(node: Mapping, kind: type) -> bool:
    """Whether this is `- Attention: risque`: a text whose colon made it a mapping."""
    keys = [key.text for key, _ in node.pairs]
    return len(keys) == 1 and not nearest(keys[0], _words(kind))


def _words(kind: type) -> dict[str, str]:
    """Every word that may be meant for a key of `kind`: the keys and what authors write instead."""
    return {word: name for name, (_, told) in key_hints(kind).items() for word in (*told.also, name)}


def _handle(node: Mapping) -> Node:
    """What to point at when a whole mapping lacks something: its id, else its first key."""
    for key, value in node.pairs:
        if key.text == "id":
            return value
    return node.pairs[0][0] if node.pairs else node


def _odd_key(kind: type, key: Scalar, node: Mapping, problems: Problems, thing: str) -> str:
    """Report a key that is unknown or stands twice; returns the key that was meant, or the key itself."""
    hints = key_hints(kind)
    if key.text in hints:
        first = next(other for other, _ in node.pairs if other.text == key.text)
        found = DUPLICATE_KEY.at(span(key, problems.path), key=key.text, thing=thing)
        problems.found.append(found.beside(span(first, problems.path)))
        return key.text
    words = _words(kind)
    meant = words.get(nearest(key.text, words), "")
    how = f"did you mean `{meant}`?" if meant else f"it takes {enumerate_words(hints, 'and')}"
    problems.add(UNKNOWN_KEY, key, key=shorten(key.text), thing=thing, how=how)
    return meant or key.text
