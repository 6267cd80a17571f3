"""The remedies of diagnostics -> mended files, as far as reading them again shows that nothing else changed."""

from __future__ import annotations

import codecs
import difflib
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import lru_cache
from itertools import dropwhile
from pathlib import Path
from typing import Any

from mesoquiz.decks.files import COLLECTION_FILE
from mesoquiz.decks.loader import DeckFile
from mesoquiz.diagnostics.diagnostic import Fix, Severity, Span
from mesoquiz.notes.bank import Collection
from mesoquiz.notes.naming import implied_id
from mesoquiz.notes.note import Note
from mesoquiz.reading.encoding import decode_text, lines_of
from mesoquiz.reading.file import read_bytes
from mesoquiz.reading.findings import FAILED, Problems
from mesoquiz.reading.mistakes.lists import MARKS
from mesoquiz.reading.mistakes.texts.hypertext import without_html
from mesoquiz.reading.mistakes.texts.unseen import without_unseen
from mesoquiz.reading.parser import SYNTAX
from mesoquiz.reading.workingcopy import card_lines

Form = tuple[type, str]
"""What a file holds, and what messages call it."""
Read = Callable[[bytes], tuple[Any, Problems]]
DECK: Form = (DeckFile, "a deck")
COLLECTION: Form = (Collection, "a collection")

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WORD = re.compile(r"\w+")
_ID = re.compile(r"^(?:\s*(?:-\s+)+|\s+)id[ ]*:[ ]*[\"']?(?P<id>[\w.-]+)")
_ANY_ID = re.compile(r"\bid[\"']?[ ]*:[ ]*[\"']?(?P<id>[\w.-]+)")
_BULLET = re.compile(rf"^[ ]*(?:{MARKS})[ \t\u00a0]+(?:- )?")
"""A number before an entry of a list is no word of it."""
_DASHED_ID = re.compile(r"^\s*(?:-\s+)+id[ ]*:")
_DASHED_KEY = re.compile(
    r"^\s*-\s+(?!(?:id|text|doc|title|tag|question|statement|term|cloze|hypothesis):)[^\W\d]\w*:(?: |$)"
)
MOST_ROUNDS = 20
"""Times that a file is read and mended: each shows faults that the ones before had hidden."""


def mended(data: bytes, path: str, form: Form | None = None) -> tuple[bytes, int]:
    """A file of the form that its name says, mended as far as it can be, and the number of lines that were changed.

    What is not mended keeps its bytes, with encoding, byte order mark and line ends.
    """
    kind, thing = form or (COLLECTION if Path(path).name == COLLECTION_FILE else DECK)

    @lru_cache(maxsize=2)  # what a round has made, the next begins with
    def read(data: bytes) -> tuple[Any, Problems]:
        return read_bytes(data, path, kind, thing)[:2]

    made, harmful = data, set[Fix]()
    for _ in range(MOST_ROUNDS):
        made, fixes, refused = _mended_once(made, read, harmful)
        if not fixes and not harmful:
            break
        # What does harm is left out until nothing else can be mended: then it may do none.
        harmful = harmful.union(refused) if fixes else set()
    return made, changed_lines(data, made)


def changed_lines(before: bytes, after: bytes) -> int:
    """How many lines differ: of those that became more, or fewer, the larger number."""
    old, new = before.splitlines(), after.splitlines()
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    blocks = difflib.SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last]).get_opcodes()
    return sum(max(end - begin, to - since) for what, begin, end, since, to in blocks if what != "equal")


def _alike(old: list[bytes], new: list[bytes]) -> int:
    """How many lines are the same from the first on."""
    pairs = zip(old, new, strict=False)
    return next((number for number, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def identified(data: bytes, path: str, taken: set[str]) -> tuple[bytes, int]:
    """A sound deck whose cards all have an id, and how many of them got theirs now; one with an error stays as it is.

    It is the one that a card implies, by which Anki knows it already, unless another has it: `taken` are the ids of
    the collection that are written, to which these are added. All other bytes stay.
    """
    value, before = read_bytes(data, path, *DECK)[:2]
    unnamed = [note for note in _cards(value, before) if not note.id] if not before.errors else []
    chosen = {note.at: _free(implied_id(note), taken) for note in unnamed}
    fixes = [*_with_ids(chosen, before.lines)]
    if not fixes:
        return data, 0
    made = _replaced(data, fixes)
    again, after = read_bytes(made, path, *DECK)[:2]
    meant = [note if note.id else replace(note, id=chosen[note.at]) for note in _cards(value, before)]
    is_same = [*_cards(again, after)] == meant and len(after.found) == len(before.found)
    return (made, len(chosen)) if is_same else (data, 0)


def ids_in(data: bytes, path: str) -> set[str]:
    """Every id that a deck writes, of faulty cards, too."""
    lines = lines_of(decode_text(data, path)[0])
    return {match["id"] for line in lines for match in _ANY_ID.finditer(line)}


def _free(id: str, taken: set[str]) -> str:
    """The id, or the first of `id-2`, `id-3` and so on that nobody has; it is then taken."""
    found = next(one for one in (id, *map(f"{id}-{{}}".format, range(2, len(taken) + 3))) if one not in taken)
    taken.add(found)
    return found


def _with_ids(chosen: Mapping[Span, str], lines: list[str]) -> Iterator[Fix]:
    """Yield the lines on which cards begin, with their ids as first keys."""
    texts: dict[int, str] = {}
    for at, id in sorted(chosen.items(), reverse=True):
        line, column = texts.get(at.line, lines[at.line - 1]), at.column - 1
        head, rest = line[:column], line[column:]
        above = head.strip() or next((one.strip() for one in reversed(lines[: at.line - 1]) if one.strip()), "")
        key = f'"id": "{id}"' if rest.startswith('"') else f"id: {id}"
        if above.endswith("{"):
            key += ", " if head.strip() else f",\n{head}"
        elif not head.strip(" -"):
            key += f"\n{' ' * column}"
        else:
            continue
        texts[at.line] = f"{head}{key}{rest}"
    yield from (Fix(number, text) for number, text in texts.items())


def _mended_once(data: bytes, read: Read, harmful: Set[Fix]) -> tuple[bytes, list[Fix], list[Fix]]:
    """All that can be mended at once; where that does harm, one remedy after another. Also those that do harm."""
    value, before = read(data)
    known = _apart(one.fix for one in before.found if one.fix and _is_harmless(one.fix, before.lines))
    fixes = [fix for fix in known if fix not in harmful]
    whole = _replaced(data, fixes) if fixes else data
    if not fixes or _is_better(value, before, whole, read, fixes):
        return whole, fixes, []
    done: list[Fix] = []
    for fix in fixes if len(fixes) > 1 else ():
        tried = _replaced(data, [*done, fix])
        if _is_better(value, before, tried, read, [*done, fix]):
            done.append(fix)
    return _replaced(data, done), done, [fix for fix in fixes if fix not in done]


def _is_harmless(fix: Fix, lines: list[str]) -> bool:
    """Whether a remedy loses no word, keeps the dash of each card, and makes no entry of a key that was none."""
    old, new = [lines[number - 1] for number in fix.lines if number <= len(lines)], fix.text.split("\n")
    words = [
        Counter(
            _WORD.findall(without_html(without_unseen("\n".join(_BULLET.sub("", text) for text in texts))).casefold())
        )
        for texts in (old, new)
    ]
    cards, keys = (
        [sum(map(bool, map(look.match, texts))) for texts in (old, new)] for look in (_DASHED_ID, _DASHED_KEY)
    )
    return words[0] <= words[1] and cards[0] <= cards[1] and keys[0] >= keys[1]


def _apart(fixes: Iterable[Fix]) -> Iterator[Fix]:
    """The remedies of which no two are of one line."""
    taken: set[int] = set()
    for fix in fixes:
        if taken.isdisjoint(fix.lines):
            taken.update(fix.lines)
            yield fix


def _is_better(value: Any, before: Problems, data: bytes, read: Read, fixes: list[Fix]) -> bool:
    """Whether the lines that were written have no fault, and every card that was sound is what it was.

    Of a card with such a line, that it is still there: what it says was not what its author wrote.
    """
    again, after = read(data)
    if (again is FAILED and value is not FAILED) or len(after.errors) > len(before.errors):
        return False
    if any(one.code == SYNTAX.code for one in after.found) and all(one.code != SYNTAX.code for one in before.found):
        # What could be read can be read no more.
        return False
    written = _written(fixes)
    if any(one.span.line in written and one.severity is Severity.ERROR and one.fix for one in after.found):
        return False
    cards = dropwhile(lambda line: not line.lstrip().startswith("cards"), before.lines)
    ids = {match["id"] for match in map(_ID.match, cards) if match}
    if not after.errors and type(again) is DeckFile and not ids <= {note.id for note in again.cards}:
        # A card has become a part of another one's text.
        return False
    known: dict[str, list[Note]] = defaultdict(list)
    for note in _cards(again, after):
        known[note.id].append(note)
    starts = card_lines(before.lines)
    touched = {bisect_right(starts, line - 1) for fix in fixes for line in fix.lines}
    return all(
        _is_there(note, known) if bisect_right(starts, note.at.line - 1) in touched else note in known[note.id]
        for note in _cards(value, before)
    )


def _is_there(note: Note, known: Mapping[str, list[Note]]) -> bool:
    """Whether a card is still among the `known` ones, by its id; one without, by its question."""
    if note.id:
        return bool(known.get(note.id))
    return any(implied_id(one) == implied_id(note) for several in known.values() for one in several)


def _written(fixes: list[Fix]) -> set[int]:
    """The lines of the mended file that remedies wrote."""
    lines: set[int] = set()
    moved = 0
    for fix in sorted(fixes, key=lambda fix: fix.line):
        number = fix.text.count("\n") + 1
        lines.update(range(fix.line + moved, fix.line + moved + number))
        moved += number - len(fix.lines)
    return lines


def _cards(value: Any, problems: Problems) -> list[Note]:
    """The cards of a deck that are sound, also where the deck is not."""
    if value is FAILED:
        value = next((one for one in problems.spoiled if isinstance(one, DeckFile)), None)
    cards = getattr(value, "cards", ())
    return [note for note in cards if isinstance(note, Note)] if type(cards) is tuple else []


def _replaced(data: bytes, fixes: Iterable[Fix]) -> bytes:
    """The file with some lines replaced; its encoding, byte order mark and line ends stay."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    lines = re.split("(\r\n|\r|\n)", data[len(mark) :].decode(encoding))
    for fix in sorted(fixes, key=lambda fix: fix.line, reverse=True):
        first, last = 2 * (fix.line - 1), 2 * (fix.lines[-1] - 1)
        texts = fix.text.split("\n")
        ends = lines[first + 1 : last : 2]
        # A line that is new ends as the one before it.
        usual = (lines[first + 1 : first + 2] or lines[first - 1 : first] or ["\n"])[0]
        ends += [usual] * (len(texts) - 1 - len(ends))
        parts = [part for text, end in zip(texts, [*ends[: len(texts) - 1], ""], strict=True) for part in (text, end)]
        lines[first : last + 1] = parts[:-1]
    return mark + "".join(lines).encode(encoding)
