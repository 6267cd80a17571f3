"""Values that were meant to be keys in braces: a picture, a citation, the entries of a list, the place of a mask."""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from typing import Any, get_args

from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.lists import as_list
from mesoquiz.reading.mistakes.rewrite import quote
from mesoquiz.reading.nodes import Mapping, Node, Scalar, Sequence
from mesoquiz.reading.variants import key_hints

OF_MASKS = {
    "right": "write `width:`, which is the right edge minus `left`",
    "bottom": "write `height:`, which is the bottom edge minus `top`",
}
"""Keys that authors give to masks, folded -> what to write."""
_SHOWN = 60
"""Characters of a text that a hint shows."""
_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg)$", re.IGNORECASE)
_GIFT = re.compile(r"([=~])([^=~]{1,200})")
_NAMES = frozenset(("text", "texte", "value", "valeur", "file", "fichier", "name", "nom"))
"""What authors call a text inside its own key."""
_KEYS = frozenset(("id", "question", "statement", "answer", "answers", "definition"))
"""Keys of cards."""
_TRUTHS = frozenset(("true", "false", "oui", "non", "vrai", "faux", "yes", "no"))
_WHOLE = frozenset(("source", "image", "draw"))
"""Keys of cards whose values have keys of their own that no other value has."""
_MOST = 4
"""Entries that a hint shows."""
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,4})?")
_CITED = re.compile(r"(?P<doc>[A-Za-z0-9][\w.-]{0,99})[ \u00a0\u202f]?[:,;(–][ ]*(?P<said>\S.*)")
_PAGE = re.compile(
    r"(?:pp?\.?|pages?|chap(?:itre|ter)?\.?|§|n°|vol\.?|\(?\d)[ \u00a0\u202f]?[\dIVX]|\d{1,4}$", re.IGNORECASE
)
_WORD = re.compile(r"\w[\w.-]{0,99}")
_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,99}", re.ASCII)


def as_one(node: Node) -> str:
    """What to write in place of `[manuel, "ouvre l'œil"]`, where a list of citations may be."""
    texts = [one.text for one in node.items if type(one) is Scalar] if type(node) is Sequence else []
    if len(texts) < 2 or type(node) is not Sequence or len(node.items) > len(texts):
        return ""
    quoted = f"{{doc: {texts[0]}, quote: {quote(shorten(texts[1].strip(), _SHOWN))}}}"
    if len(texts) == 2 and _WORD.fullmatch(texts[0]) and " " in texts[1].strip():
        return f"write `{quoted}`"
    if not all(map(_WORD.fullmatch, texts)):
        return ""
    several = ", ".join(f"{{doc: {text}}}" for text in texts[:_MOST])
    return f"write `[{several}]`" + (f", or `{quoted}`" if len(texts) == 2 else "")


def as_citation(text: str) -> str:
    """What to write in place of `manuel, p. 12` and `manuel: ouvre l'œil`; of any other text, what its parts are."""
    if match := _CITED.fullmatch(text):
        said = match["said"].strip(" \"'“”«»()\u00a0\u202f")
        if _PAGE.match(said):
            return (
                f"write `{{doc: {match['doc']}}}`: a page has no place there, `quote:` finds the passage by its words"
            )
        return f"write `{{doc: {match['doc']}, quote: {quote(shorten(said, _SHOWN))}}}`"
    if " " not in text:
        return ""
    return "write `{doc: …, quote: …}`, where `doc` is the `id` that collection.yaml gives the source"


def in_braces(node: Node, kind: Any) -> str:
    """What to write in place of `[peau.png, Coupe]`, or `{peau.png, Coupe}`: the keys are missing."""
    names = list(key_hints(kind))
    texts = _texts(node)
    is_unnamed = names[:1] == ["left"] and len(texts) == 4 and all(map(_NUMBER.fullmatch, texts))
    if (len(texts) != len(names) and not is_unnamed) or len(names) < 2:
        return ""
    if names[:1] == ["file"] and _FILE.search(texts[1]):
        return "write one file: a card has one picture"
    if names[:1] not in (["file"], ["left"]):
        return ""
    said = (_plain(text) for text in texts)
    return f"write `{{{', '.join(f'{name}: {text}' for name, text in zip(names, said, strict=False))}}}`"


def as_plain(name: str, node: Mapping, *, single: bool) -> str:
    """What to write in place of `{text: un}` and `{un, deux}` where a text belongs; `name` is its key."""
    (key, value), texts = node.pairs[0], _texts(node)
    if single and len(texts) > 1:
        return f"write `{name}: {as_list(texts)}`"
    if len(texts) == 1 and (gift := _GIFT.findall(texts[0])) and gift[0][0] == "=":
        right, wrong = ([text.strip() for mark, text in gift if mark == one] for one in "=~")
        others = f" and `distractors: {shorten(as_list(wrong), _SHOWN)}`" if wrong else ""
        return f"write `{name}: {_plain(right[0])}`{others}"
    if len(node.pairs) == 1 and key.text in _NAMES and type(value) is Scalar and value.text:
        said = shorten(value.text, _SHOWN)
        return f"write `{name}: {quote(said) if ': ' in said else said}`, without `{key.text}:`"
    return ""


def beside(key: Scalar, inner: str, node: Mapping, hint: Any) -> str:
    """What to write where `key` belongs into the braces of the key `inner`, whose value is on its line."""
    outer = next((value for other, value in node.pairs if other.text == inner), None)
    own = next((value for other, value in node.pairs if other is key), None)
    if type(own) is not Scalar or outer is None or outer.start.line != outer.end.line:
        return ""
    if type(outer) is Scalar and outer.text:
        said = [(next(iter(_names(hint)), ""), outer)]
    elif type(outer) is Mapping:
        said = [(other.text, value) for other, value in outer.pairs if type(value) is Scalar]
    else:
        return ""
    texts = [
        f"{name}: {value.text if value.plain and ',' not in value.text else quote(value.text)}" for name, value in said
    ]
    if key.text in [name for name, _ in said]:
        return ""
    last = own.text if own.plain and "," not in own.text else quote(own.text)
    return f"write `{inner}: {{{', '.join([*texts, f'{key.text}: {last}'])}}}`"


def as_inner(key: Scalar, node: Mapping, kind: Any) -> str | None:
    """What to write in place of `doc: manuel` on a card without `source:`, with the others of its kind.

    That is told at the first of them: for each other one it is empty. Nothing for any other key.
    """
    hints, present = key_hints(kind), {other.text for other, _ in node.pairs}
    for name, (hint, _) in hints.items():
        names = _names(hint)
        if name in present or name not in _WHOLE or key.text not in names:
            continue
        said = {other.text: value.text for other, value in node.pairs if other.text in names and type(value) is Scalar}
        if next(iter(said), "") != key.text:
            return ""
        if names[0] not in said and not any(" " in text.strip() for text in said.values()):
            return None
        first = {names[0]: "…"} if names[0] not in said else {}
        return f"write `{name}: {{{', '.join(f'{one}: {_plain(text)}' for one, text in {**first, **said}.items())}}}`"
    return None


def _names(hint: Any) -> list[str]:
    """The keys of the keys and values that a type hint takes."""
    if isinstance(hint, type) and is_dataclass(hint):
        return list(key_hints(hint))
    return next((names for inner in get_args(hint) if (names := _names(inner))), [])


def with_keys(node: Mapping, kind: Any) -> str:
    """What to write in place of `{D301: trop strict}`, where an entry is a code and a reason."""
    names = list(key_hints(kind))
    key, value = node.pairs[0]
    if names != ["code", "why"] or len(node.pairs) > 1 or type(value) is not Scalar or not value.text:
        return ""
    return f"write `[{{code: {_plain(key.text)}, why: {_plain(value.text)}}}]`"


def _texts(node: Node) -> list[str]:
    """The texts of a list, or the keys of a mapping without values; none where there is anything else."""
    if type(node) is Sequence:
        texts = [one.text for one in node.items if type(one) is Scalar]
        return texts if len(texts) == len(node.items) else []
    if type(node) is Mapping:
        texts = [key.text for key, value in node.pairs if type(value) is Scalar and not value.text]
        return texts if len(texts) == len(node.pairs) else []
    return []


def as_entries(node: Mapping, kind: Any) -> str:
    """What to write in place of `manuel: Manuel d'anatomie`, where a list of keys in braces belongs.

    The key is what the handle of an entry says, the value its title, or its number.
    """
    names, handle = key_hints(kind), getattr(kind, "handle", "")
    if inner := _with_inner(node, names):
        return inner
    said = [(key.text, value.text.strip()) for key, value in node.pairs[:_MOST] if type(value) is Scalar]
    if handle not in names or len(said) < min(len(node.pairs), _MOST) or any(key in names for key, _ in said):
        return ""
    other = "count" if "count" in names else "title"
    if other not in names or not all(value.isdecimal() if other == "count" else value for _, value in said):
        return ""
    entries = [f"{{{handle}: {_plain(key)}, {other}: {_plain(value)}}}" for key, value in said]
    if node.start.line == node.end.line and len(node.pairs) <= _MOST:
        return f"write `[{', '.join(entries)}]`"
    more = "\n…" if len(node.pairs) > _MOST else ""
    return "write each as keys in braces:" + "".join(f"\n- {entry}" for entry in entries) + more


def as_cards(node: Mapping) -> str:
    """What to write in place of `cards:` with words and their meanings as keys and values."""
    said = [(key.text, value.text) for key, value in node.pairs[:_MOST] if type(value) is Scalar and value.text]
    if len(said) < min(len(node.pairs), _MOST):
        return ""
    term, definition = said[0]
    return f"make a card of each: `- term: {_plain(term)}`, and below it `definition: {_plain(definition)}`"


def as_deck(node: Node) -> str:
    """What to write above cards that are all that a file has, or in place of a text."""
    if type(node) is Scalar:
        return "begin with `deck: …` and `cards:`; each card is `- question: …`, and below it `answer: …`"
    cards = node.items if type(node) is Sequence else []
    if cards and all(type(one) is Mapping and _KEYS & {key.text for key, _ in one.pairs} for one in cards):
        return "write `deck: …` and `cards:` on two lines above them"
    return ""


def _with_inner(node: Mapping, names: Any) -> str:
    """The same where some entries have keys of their own: `abrege: Abrégé` and `manuel: {title: Manuel}`."""
    several = {type(value) for _, value in node.pairs} == {Scalar, Mapping}
    if not several or "title" not in names or any(key.text in names for key, _ in node.pairs):
        return ""
    entries = []
    for key, value in node.pairs[:_MOST]:
        inner = value.pairs if type(value) is Mapping else [(Scalar("title", True, key.start, key.end), value)]
        said = [f"{name.text}: {_plain(one.text)}" for name, one in inner if type(one) is Scalar]
        entries.append(f"\n- {{{', '.join([f'id: {_plain(key.text)}', *said])}}}")
    return "write each as keys in braces:" + "".join(entries) + ("\n…" if len(node.pairs) > _MOST else "")


def as_entry(text: str, kind: Any) -> str:
    """What to write in place of `Manuel d'anatomie`, where an entry has an id and a title, or a title and a count."""
    names = list(key_hints(kind))
    if "sources" in names or "sections" in names or "title" not in names:
        return ""
    if getattr(kind, "handle", "") == "title":
        return f"write `{{title: {_plain(text)}, count: …}}`" if "count" in names else ""
    is_id = _ID.fullmatch(text) is not None
    return f"write `{{id: {text}, title: …}}`" if is_id else f"write `{{id: …, title: {_plain(text)}}}`"


def with_dashes(node: Node, kind: Any) -> str:
    """What to do about `- id: essai` and `- title: Cours`, each of which is a key of one thing."""
    names = key_hints(kind)
    if type(node) is not Sequence or not node.items:
        return ""
    keys = [key.text for one in node.items if type(one) is Mapping for key, _ in one.pairs]
    is_one = len(set(keys)) == len(keys) >= len(node.items) and all(key in names for key in keys)
    return (
        f"leave out the `- ` before `{keys[0]}:`" + (" and the others" if len(node.items) > 1 else "") * is_one
        if is_one
        else ""
    )


def _plain(text: str) -> str:
    """A text as it is written in braces."""
    return as_list([shorten(text, _SHOWN)])[1:-1]
