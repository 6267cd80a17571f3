"""What is YAML and not what was meant: told by the nodes that were read and the lines that they were read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mesoquiz.reading.mistakes.blocks import blocks, outdented
from mesoquiz.reading.mistakes.cards.outline import outline
from mesoquiz.reading.mistakes.cards.wrapping import by_id, inside, outdented_keys, wrapped
from mesoquiz.reading.mistakes.entries import bulleted, glued
from mesoquiz.reading.mistakes.flows import braces, listed, paired, spaced
from mesoquiz.reading.mistakes.inside.entries import all_lists
from mesoquiz.reading.mistakes.layout import ALIGN, MISSING_DASH
from mesoquiz.reading.mistakes.lines.leads import lettered
from mesoquiz.reading.mistakes.lines.longtexts import COLON
from mesoquiz.reading.mistakes.marks import KEY_SPACE, in_capitals
from mesoquiz.reading.mistakes.rewrite import Rewrite, indentation, is_key, key_column, quote, shifted
from mesoquiz.reading.mistakes.texts.colons import labelled, reasoned, with_own_key
from mesoquiz.reading.nodes import Mapping, Node, Scalar, Sequence

_NAMES = frozenset(
    ("name", "nom", "texte", "label", "option", "value", "valeur", "choice", "choix", "titre", "reponse", "réponse")
)
"""What authors call the text of an entry: no beginning of a sentence."""
_TOP = frozenset(("deck", "cards", "id", "lang", "title", "sections", "sources"))
"""Keys of files; all others are of what is in their lists."""
_HEADED = re.compile(r":[ ]+[|>]$")
_LONGEST = 2_000
"""Characters of a line on which a slip is looked for."""
_ODD = " \t\u00a0\u202f\u200b" + "".join(map(chr, range(0x2000, 0x200B)))


def slips(root: Node, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield what may have been meant, line by line. Nobody has tried it."""
    yield from outline(work, words)
    yield from all_lists(work, words)
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if type(node) is Mapping:
            stack += [value for _, value in reversed(node.pairs)]
        elif type(node) is Sequence:
            stack += reversed(node.items)
        # Each of the many nodes of a line would look through all of it.
        if node.start.line >= len(work) or len(work[node.start.line]) <= _LONGEST:
            yield from _of_node(node, work, words)


def _of_node(node: Node, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    if type(node) is Mapping:
        yield from _of_mapping(node, work, words)
        yield from by_id(node, work)
        yield from inside(node, work, words)
        if 0 < node.start.line < node.end.line and all(key.text not in words for key, _ in node.pairs):
            # Each line of a text has a colon.
            yield from blocks(node.start.line - 1, work, words, is_list=True)
    elif type(node) is Sequence:
        yield from labelled(node.items, work)
        yield from lettered(node.items, work)
        yield from _sentences(node, work, words)
        yield from listed(node, work, words)
        yield from paired(node, work, words)
        yield from wrapped(node, work, words)
        yield from outdented(node, work)
    elif type(node) is Scalar and not node.plain:
        yield from _in_text(node, work, words)
    elif type(node) is Scalar:
        yield from bulleted(node, work)
        if node.end.line > node.start.line:
            yield from blocks(node.start.line, work, words, is_list=True)
        yield from glued(node, work, words)


def _of_mapping(node: Mapping, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    for key, _ in node.pairs:
        line = work[key.start.line] if key.plain and key.start.line < len(work) else ""
        bare = key.text.strip(_ODD)
        if bare != key.text and bare in words and line.startswith(key.text, key.start.column):
            end = key.start.column + len(key.text)
            text = f"{line[: key.start.column]}{bare}{line[end:].lstrip(_ODD)}"
            what = {"what": "no-break space", "key": bare}
            yield Rewrite(key.start.line, text, KEY_SPACE, key.start.column + len(bare), end, what)
    yield from in_capitals(node, work, words)
    if len(node.pairs) == 1:
        yield from _sentence(*node.pairs[0], work, words)
    yield from _at_the_edge(node, work, words)
    yield from outdented_keys(node, work)
    if node.start.line == node.end.line:
        yield from spaced(node.start.line, work[node.start.line], words)
    if node.start.line == node.end.line and any(_is_cut(*pair, words) for pair in node.pairs):
        line = work[node.start.line]
        head, value = line[: node.start.column], line[node.start.column : node.end.column]
        if value[:1] == "{":
            for rewrite in braces(node.start.line, head, value, words):
                yield replace(rewrite, text=rewrite.text + line[node.end.column :])


def _sentence(key: Scalar, value: Node, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """`- cause 1: infection`, which was read as a key."""
    if (
        type(value) is not Scalar
        or key.text in words
        or key.text in _NAMES
        or not key.text
        or key.start.line != value.end.line
    ):
        return
    line = work[key.start.line]
    start, end = key.start.column, value.end.column
    text = line[start:end].rstrip()
    at = key.end.column
    found = Rewrite(key.start.line, line[:start] + quote(text) + line[start + len(text) :], COLON, at, at + 1)
    other = with_own_key(key.text, value.text) or reasoned(key.text, value.text)
    if other and line[:start].strip() == "-":
        found = replace(found, rule=other[0], values=other[1], is_sure=False)
    yield found


def _is_cut(key: Scalar, value: Node, words: frozenset[str]) -> bool:
    """Whether this is what follows a comma in a text: a key that nobody has, without a value."""
    return key.text not in words and type(value) is Scalar and not value.text


def _sentences(node: Sequence, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """`[cause 1: infection, cause 2: tumeur]`, where a line has one remedy."""
    found = [
        one
        for item in node.items
        if type(item) is Mapping and len(item.pairs) == 1
        for one in _sentence(*item.pairs[0], work, words)
    ]
    if len(found) > 1 and len({one.line for one in found}) == 1:
        text = work[found[0].line]
        for item in reversed(node.items):
            if type(item) is Mapping and len(item.pairs) == 1:
                start, end = item.pairs[0][0].start.column, item.pairs[0][1].end.column
                said = text[start:end].rstrip()
                text = text[:start] + quote(said) + text[start + len(said) :]
        yield replace(found[0], text=text)


def _at_the_edge(node: Mapping, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """A card below the list of cards that is neither indented nor has a dash, or the keys of the last card."""
    lists = [place for place, (_, value) in enumerate(node.pairs) if type(value) is Sequence and value.items]
    if not lists or node.start.column or lists[0] + 1 >= len(node.pairs):
        return
    cards = node.pairs[lists[0]][1]
    first = cards.items[0] if type(cards) is Sequence else None
    key = node.pairs[lists[0] + 1][0]
    if type(first) is not Mapping or not first.pairs or key.text not in words:
        return
    dash, column = cards.start.column, first.pairs[0][0].start.column
    last = len(work) - 1
    while last > key.start.line and not work[last].strip():
        last -= 1
    texts = [" " * column + line if line.strip() else line for line in work[key.start.line : last + 1]]
    is_card = key.text == first.pairs[0][0].text and lists[0] + 2 < len(node.pairs)
    if not is_card and key.text in _TOP:
        return
    rule, values = ALIGN, {"what": "the keys of the card"}
    if is_card:
        texts[0] = " " * dash + "- " + work[key.start.line]
        rule, values = MISSING_DASH, {"key": key.text}
    yield Rewrite(key.start.line, "\n".join(texts), rule, 0, len(key.text), values, last=last)


def _in_text(node: Scalar, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Keys at the end of a block, which are read as lines of its text."""
    first, last = node.start.line, min(node.end.line, len(work)) - 1
    if last <= first or not _HEADED.search(work[first][: node.start.column + 1]):
        return
    column = key_column(work[first])
    number = last
    while number > first + 1 and (is_key(work[number], words) or not work[number].strip()):
        number -= 1
    number += 1
    while number <= last and not work[number].strip():
        number += 1
    if number <= last:
        texts = shifted(work[number : last + 1], column - indentation(work[number]))
        place = indentation(work[number]), indentation(work[number]) + 1
        yield Rewrite(number, "\n".join(texts), ALIGN, *place, {"what": "the keys of the card"}, last=last)
