"""What a file says -> something else: other values, keys and entries in a file that is well-formed."""

from __future__ import annotations

import copy
import json
import random
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import monsters
import yaml

MAX_DEPTH = 60
"""Deeper trees are not loaded: libyaml would end the process."""
EXACT = frozenset(
    (
        *(
            "id",
            "doc",
            "type",
            "pin",
            "lang",
            "typography",
            "retired",
            "reverse",
            "difficulty",
            "tags",
            "must",
            "never",
        ),
        *("left", "top", "width", "height", "file", "image", "sound", "version", "paper", "columns", "print", "ask"),
        *(
            "each",
            "forms",
            "count",
            "points",
            "options",
            "least",
            "most",
            "duration",
            "rule",
            "penalty",
            "tag",
            "order",
        ),
        *("kinds", "require", "exclude", "decks", "exclude_used"),
    )
)
"""Keys whose values are numbers, names, or words of a small choice."""


def changed_tree(text: str, other: str, chance: random.Random) -> str:
    """Values, keys and entries that are others, in a file that is well-formed."""
    tree, spare = loaded(text), loaded(other)
    for _ in range(chance.choice((1, 1, 2, 4))):
        spots = list(spots_in(tree))
        if not spots:
            return text
        _change_spot(spots, list(spots_in(spare)), chance)
    return _dumped(tree, chance)


def changed_texts(text: str, chance: random.Random) -> str:
    """Odd texts inside the texts of a file, and cards that occur twice under two ids: what is sound mostly stays so."""
    tree = loaded(text)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        spots = [(holder, key) for holder, key in spots_in(tree) if key not in EXACT]
        texts = [(holder, key) for holder, key in spots if isinstance(holder[key], str)]
        cards = [(holder, key) for holder, key in spots if isinstance(holder[key], dict) and "id" in holder[key]]
        if cards and chance.random() < 0.2:
            _double(*chance.choice(cards), chance)
        elif texts:
            holder, key = chance.choice(texts)
            at = chance.randrange(len(holder[key]) + 1)
            holder[key] = holder[key][:at] + _legible(chance) + holder[key][at:]
    return _dumped(tree, chance)


def _legible(chance: random.Random) -> str:
    """An odd text, mostly one whose characters a deck may hold."""
    text = monsters.text(chance)
    return "".join(char for char in text if char == "\n" or unicodedata.category(char)[0] != "C")[:29_000]


def loaded(text: str) -> Any:
    """What a text says, all scalars being texts; `None` for what is no YAML."""
    depth = 0
    try:
        for event in yaml.parse(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return None
        # Without aliases: a value that holds itself has no end.
        return copy.deepcopy(yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def spots_in(value: Any, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    """The places in a tree: a list or a mapping, and an index or a key in it."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    for key in keys[:200] if depth < MAX_DEPTH else ():
        yield value, key
        yield from spots_in(value[key], depth + 1)


def _change_spot(spots: list[tuple[Any, Any]], others: list[tuple[Any, Any]], chance: random.Random) -> None:
    holder, key = chance.choice(spots)
    here = holder[key]
    match chance.randrange(12):
        case 0 | 1 | 2:
            holder[key] = monsters.value(chance)
        case 3 | 4:
            at = chance.randrange(len(here) + 1) if isinstance(here, str) else 0
            holder[key] = here[:at] + monsters.text(chance) + here[at:] if isinstance(here, str) else [here]
        case 5:
            del holder[key]
        case 6:
            _rename(holder, key, chance)
        case 7 | 8:
            _double(holder, key, chance)
        case 9:
            holder[key] = chance.choice(([here], {"text": here}, {chance.choice(monsters.keys()): here}, [here, here]))
        case 10:
            _swap(holder, key, *chance.choice(spots))
        case _:
            inner, name = chance.choice(others or spots)
            holder[key] = copy.deepcopy(inner[name])


def _rename(holder: Any, key: Any, chance: random.Random) -> None:
    """Give a value another key; in a mapping without that key, this adds a key that belongs elsewhere."""
    if isinstance(holder, dict):
        value = holder[key] if chance.random() < 0.3 else holder.pop(key)
        holder[misspelt(str(key), chance)] = value


def _double(holder: Any, key: Any, chance: random.Random) -> None:
    """Put an entry in again, once or many times; a card mostly with an id of its own."""
    here = holder[key]
    made = [copy.deepcopy(here) for _ in range(chance.choice((1, 1, 3, 30)))]
    if isinstance(here, dict) and isinstance(here.get("id"), str) and chance.random() < 0.9:
        for one in made:
            one["id"] += f"-{chance.randrange(10**6)}"
    if isinstance(holder, list) and len(holder) < 500:
        holder[key:key] = made
    elif isinstance(holder, dict):
        holder[chance.choice(monsters.keys())] = made[0]


def _swap(holder: Any, key: Any, other: Any, name: Any) -> None:
    """Let two values change places; a copy, so that none comes to hold itself."""
    one, two = copy.deepcopy(holder[key]), copy.deepcopy(other[name])
    other[name] = one
    if not isinstance(holder, list) or key < len(holder):
        holder[key] = two


def misspelt(word: str, chance: random.Random) -> str:
    """A key that is misspelt, or another."""
    at = chance.randrange(len(word)) if word else 0
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at : at + 1] * 2 + word[at + 1 :],
            word[: at + 1][::-1] + word[at + 1 :],
            word.upper(),
            word + chance.choice((" ", "s", "\u200b", ":", ".", "é", "\u202e")),
            chance.choice(monsters.keys()),
            chance.choice(monsters.keys()),
            monsters.text(chance)[:2000],
        )
    )


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes what occurs twice twice, without anchors."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


def _dumped(tree: Any, chance: random.Random) -> str:
    """A tree as YAML in one of its styles, or as JSON, which is YAML, and can hold half a character."""
    if chance.random() < 0.15 or _has_surrogate(tree):
        return json.dumps(tree, ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, 1)))
    return str(
        yaml.dump(
            tree,
            Dumper=_Dumper,
            sort_keys=False,
            allow_unicode=chance.random() < 0.9,
            default_flow_style=chance.choice((False, False, False, None, True)),
            default_style=chance.choice((None, None, None, '"', "'", "|")),
            width=chance.choice((40, 80, 10_000)),
        )
    )


def _has_surrogate(tree: Any) -> bool:
    return re.search("[\ud800-\udfff]", json.dumps(tree, ensure_ascii=False)) is not None


def changed_data(text: str, chance: random.Random) -> str:
    """JSON in which values and keys are others; a text that is no JSON stays as it is."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return text
    # Mostly what is at the top: whatever is changed below it is no longer what was printed.
    is_shallow = isinstance(tree, dict) and chance.random() < 0.5
    for _ in range(chance.choice((1, 1, 2, 4))):
        spots = [(tree, key) for key in tree] if is_shallow else list(spots_in(tree))
        if spots:
            _change_spot(spots, [], chance)
    return json.dumps(tree, ensure_ascii=chance.random() < 0.5, indent=1)
