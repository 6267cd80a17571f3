"""A value or a key that does not fit -> what its author meant, and what to write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from mesoquiz.diagnostics.wording import enumerate_words, fold, nearest, shorten
from mesoquiz.limits import MAX_ODD
from mesoquiz.reading.mistakes.cards.advice import ADVICE, CITED, ELSEWHERE, OF_COLLECTIONS, OF_DECKS, OF_EXAMS
from mesoquiz.reading.mistakes.cards.braces import (
    OF_MASKS,
    as_cards,
    as_citation,
    as_deck,
    as_entries,
    as_entry,
    beside,
    with_dashes,
)
from mesoquiz.reading.mistakes.cards.values import how_unknown, of_anki, of_card, of_option, of_value
from mesoquiz.reading.mistakes.lists import as_list, entries_of
from mesoquiz.reading.mistakes.words import as_step, in_steps, meant_numbers, off_scale
from mesoquiz.reading.nodes import Mapping, Node, Scalar, Sequence
from mesoquiz.reading.scalars import is_null
from mesoquiz.reading.variants import key_hints, signature, words_of

PAIRS = "write `pairs:` in place of `answers:`"
_ADVICE = {
    "why": ADVICE,
    "site": ELSEWHERE,
    "quote": CITED,
    "cards": OF_DECKS,
    "sections": OF_EXAMS,
    "tag_root": OF_COLLECTIONS,
}
"""A key of cards, sources, citations, decks -> what to write in place of others."""
MAX_ENTRIES = 8
_AROUND = " \t\u00a0\u202f\u200b:\"'“”«»‘’*_`"
"""What authors put around a key."""
_DEFINED = re.compile(r"(?P<word>[^=:→–]{1,80}?)(?:\s(?:=|:|→|->|–|-)|:)\s+(?P<definition>\S.{0,300})")
_LABEL = re.compile(r"\d+|[A-Ha-h]")


class Entry(NamedTuple):
    """What an entry of a list is: a text, one without a space, a whole or another number, or the keys of a `kind`."""

    is_text: bool
    is_word: bool
    kind: Any
    number: type | None = None
    scale: tuple[int, ...] = ()


def written_as_list(node: Node, name: str, entry: Entry, lines: list[str]) -> str:
    """What to write in place of a value that is no list; `lines` are those of the file."""
    is_text, is_word, _, number, scale = entry
    if wrong := off_scale(node, scale):
        return f"write a number for each step, {in_steps(scale)} ({wrong}), such as `{name}: [0, 1, 3, 6, 2]`"
    numbers = meant_numbers(node, scale, is_whole=number is int) if number else []
    if numbers and scale and len(numbers) != len(scale):
        return f"write a number for each step, {in_steps(scale)}, such as `{name}: [0, 1, 3, 6, 2]`"
    if numbers:
        return f"write `{name}: [{', '.join(numbers)}]`"
    if type(node) is Scalar and is_text:
        entries = [word for word in re.split(r"[\s,;#|/]+", node.text) if word] if is_word else _in_lines(node, lines)
        if name == "answers" and len(entries) == 1 and node.start.line == node.end.line:
            return f"write `answer:` in place of `answers:` if there is one; if there are several, `{name}: [a, b]`"
        return f"write `{name}: {as_list(entries)}`" if name else "write a list in brackets"
    if type(node) is Scalar and entry.kind and (one := as_entry(node.text.strip(), entry.kind)):
        return one.replace("write `", f"write `{name}: [", 1).removesuffix("`") + "]`"
    return _of_mapping(node, name, entry) if type(node) is Mapping and node.pairs else "begin each entry with `- `"


def _of_mapping(node: Mapping, name: str, entry: Entry) -> str:
    """The same of keys and values."""
    is_text, kind = entry.is_text, entry.kind
    if is_text and name and (entries := _in_braces(node)):
        return f"write `{name}: {as_list(entries)}`"
    if how := as_entries(node, kind) if kind else as_cards(node) if name == "cards" else "":
        return how
    if node.start.line == node.end.line:
        return "put it in brackets: `[{…}]`"
    key, value = node.pairs[0]
    if kind and all(key.text in key_hints(kind) for key, _ in node.pairs):
        first = f"{key.text}: {value.text}" if type(value) is Scalar else f"{key.text}:"
        return f"begin each entry with `- `, here `- {shorten(first)}`"
    said = [(key.text, value.text) for key, value in node.pairs[:MAX_ENTRIES] if type(value) is Scalar]
    if is_text and name and len(said) == len(node.pairs):
        # `1: un`, or a text with a colon
        texts = [value if _LABEL.fullmatch(key) else f"{key}: {value}" for key, value in said]
        return f"write `{name}: {as_list(texts)}`"
    handle = kind.handle if kind else "id"
    first = f"{handle}: {key.text}" if type(value) is Mapping else f"{key.text}:" if key.text == handle else ""
    return "begin each entry with `- `" + (f", here `- {first}`" if first else "")


def _in_braces(node: Mapping) -> list[str]:
    """The entries of `{un, deux}` and of `{1: un, 2: deux}`; none for keys and values that say more."""
    pairs = [(key.text, value.text) for key, value in node.pairs if type(value) is Scalar]
    if all(is_null(value) for _, value in node.pairs):
        return [key for key, _ in pairs]
    is_numbered = len(pairs) == len(node.pairs) and all(as_step(key) is not None for key, _ in pairs)
    return [value for _, value in pairs[:MAX_ENTRIES]] if is_numbered else []


def _in_lines(node: Scalar, lines: list[str]) -> list[str]:
    """The entries of a text: its lines, where it has several."""
    texts = node.text.splitlines()
    if node.plain and node.end.line > node.start.line and node.end.line < len(lines):
        first = lines[node.start.line][node.start.column :]
        texts = [first, *lines[node.start.line + 1 : node.end.line + 1]]
    texts = [text.strip(" \t-•,;") for text in texts if text.strip()]
    return texts if len(texts) > 1 else entries_of(node.text)


def is_sentence(node: Mapping, kind: type) -> bool:
    """Whether this is `- Attention: risque`: a text whose colon made it a mapping, without a key that it could have."""
    words = words_for(kind)
    return bool(node.pairs) and not any(nearest(key.text, words) for key, _ in node.pairs[:MAX_ODD])


def words_for(kind: type) -> dict[str, str]:
    """Every word that may be meant for a key of `kind`: the keys and what authors write instead."""
    return {word: name for name, (_, told) in key_hints(kind).items() for word in (*told.also, name)}


def handle_of(node: Mapping) -> Node:
    """What to point at when a whole mapping lacks something: its id, else its first key."""
    for key, value in node.pairs:
        if key.text == "id":
            return value
    return node.pairs[0][0] if node.pairs else node


def what_lacks(node: Mapping, name: str) -> tuple[Node, str]:
    """Where to say that a mapping lacks the key `name`, and what to do: a term may have its definition in it."""
    key, said = next(((key, value) for key, value in node.pairs if key.text != "id"), (None, None))
    both = _DEFINED.fullmatch(said.text.strip()) if name == "definition" and type(said) is Scalar else None
    if both and key and said:
        word, definition = (shorten(as_list([both[part]])[1:-1]) for part in ("word", "definition"))
        return said, f"write `{key.text}: {word}`, and below it `definition: {definition}`"
    return handle_of(node), f"add `{name}:`"


def keys_of(kind: Any) -> str:
    """The keys by which a kind is known, in words."""
    return enumerate_words(sorted(signature(kind)), "and")


def kinds_in_words(kinds: list[type]) -> str:
    """Several kinds, each by its keys."""
    return " or ".join(sorted({keys_of(kind) for kind in kinds}))


def how_to_write(key: Scalar, node: Mapping, kind: Any, hints: Iterable[str], lines: list[str]) -> tuple[str, str]:
    """The key that was meant by an unknown one, if that can be told, and what to do about it."""
    words, hints = words_for(kind), list(hints)
    bare = key.text.strip(_AROUND)
    if bare != key.text and bare in words:
        return words[bare], f"write `{words[bare]}:`, with nothing between the name and its colon or around it"
    folded = fold(key.text)
    known = next((name for word, name in words.items() if fold(word) == folded), "")
    if in_anki := of_anki(key, node, hints):
        return "anki", in_anki
    if not known and (elsewhere := _of_others(key, node, kind, hints)):
        return elsewhere
    first, _, rest = key.text.partition(" ")
    if not known and first in hints and rest:
        is_empty = any(other is key and type(value) is Scalar and not value.text for other, value in node.pairs)
        return first, f"write `{first}: {shorten(rest)}`" if is_empty else f"write `{first}:`"
    # Of two letters, any word is near.
    meant = known or (words.get(nearest(key.text, words), "") if len(key.text) > 2 else "")
    if not meant and (told := of_value(key, node, kind, hints)):
        return told
    return meant, f"did you mean `{meant}`?" if meant else how_unknown(key, hints, lines)


def _of_others(key: Scalar, node: Mapping, kind: Any, hints: list[str]) -> tuple[str, str] | None:
    """The key that was meant by one of other programs or of another level of the files, and what to do about it."""
    folded = fold(key.text)
    advice = next((told for name, told in _ADVICE.items() if name in hints), {})
    if "width" in hints and folded in OF_MASKS:
        return OF_MASKS[folded].split("`")[1].rstrip(":"), OF_MASKS[folded]
    is_there = advice is OF_EXAMS and any(other.text == "sections" for other, _ in node.pairs)
    if folded in advice and not is_there:
        return "sections" if advice is OF_EXAMS else "", advice[folded]
    if how := of_card(key, node, hints):
        return "", how
    inner = next((name for name, (hint, _) in key_hints(kind).items() if key.text in words_of(hint)), "")
    if not inner:
        return None
    hint = key_hints(kind)[inner][0]
    return "", of_option(key, node) or beside(key, inner, node, hint) or f"write it below `{inner}:`"


def as_keys(node: Node, kind: Any) -> str:
    """What to write in place of a text where keys belong, if it is what the most important of them says."""
    if "cards" in key_hints(kind) and (how := as_deck(node)):
        return how
    if type(node) is Scalar and len(key_hints(kind)) == 1:
        return f"write `{{{next(iter(key_hints(kind)))}: {shorten(node.text)}}}`"
    if kind.handle not in key_hints(kind) or kind.handle in ("id", "title"):
        return as_entry(node.text.strip(), kind) if type(node) is Scalar else with_dashes(node, kind)
    takes_several = key_hints(kind)[kind.handle][1].single
    if takes_several and type(node) is Sequence and node.items and all(type(one) is Scalar for one in node.items):
        return f"write `{{{kind.handle}: {as_list([one.text for one in node.items if type(one) is Scalar])}}}`"
    if type(node) is not Scalar:
        return ""
    text = node.text.strip()
    if "://" in text and kind.handle == "doc":
        return (
            "write `{doc: …, quote: …}`, where `doc` is the `id` that collection.yaml gives the source with this `url`"
        )
    if kind.handle == "doc" and (cited := as_citation(text)):
        return cited
    is_name = re.fullmatch(r"[\w.-]{1,100}", text) is not None
    others = "".join(f", {name}: …" for name in list(key_hints(kind))[1:2])
    return f"write `{{{kind.handle}: {text}}}`" if is_name else f"write `{{{kind.handle}: …{others}}}`"
