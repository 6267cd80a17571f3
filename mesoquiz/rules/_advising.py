"""Bank -> what the rules on content say of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from mesoquiz.advice.cards import Card, Hit, cards_of
from mesoquiz.advice.control import Control, matches
from mesoquiz.diagnostics.diagnostic import Diagnostic, Related, Rule, Severity, Span
from mesoquiz.limits import MAX_CARD_LINES, MAX_FOUND
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.note import Ignored, Note
from mesoquiz.progress import OnProgress
from mesoquiz.reading.places import locate
from mesoquiz.rules import rules

UNUSED = Rule("unused-ignore", "there is nothing on this card for `{code}` to ignore", "remove it", Severity.WARNING)
NO_RULE = Rule("unknown-rule", "there is no rule `{code}`", "{how}", Severity.WARNING)

Lines = Callable[[str], list[str]]
"""The lines of a file by its path; none for what lies in no file."""
SAID_BY = {"D302": "D301"}
"""Rules that say nothing of a card of which another one speaks: its remedy makes theirs needless."""
STEP = 50
"""Cards that a rule looks at between two calls of the one who follows it."""
PIECES = (1_000, 40, 20)
"""Characters of a text by which it is found in its file, where it may be folded to several lines."""


def control_of(bank: Bank) -> Control:
    """What collection.yaml says of the rules."""
    told = bank.collection
    return Control(select=told.select or None, ignore=told.ignore, extend_select=told.extend_select)


class _Looked(list[Card]):
    """Cards that tell when rules look at them: what takes long can be followed, and given up."""

    def __init__(self, cards: list[Card], tell: OnProgress, rules: int) -> None:
        super().__init__(cards)
        self.tell, self.rules, self.begun = tell, rules, 0

    def __iter__(self) -> Iterator[Card]:
        # Some rules look at all cards twice.
        self.begun = min(self.begun + 1, self.rules)
        for place, card in enumerate(super().__iter__()):
            if place % STEP == 0:
                self.tell(self.begun - 1, self.rules)
            yield card


def advise(bank: Bank, control: Control, lines: Lines, tell: OnProgress | None = None) -> list[Diagnostic]:
    """What the rules that are on say, in the order of the files, with the ignores that ignore nothing.

    `tell` is called again and again with about the number of rules that are done, and that of all.
    """
    told = [
        NO_RULE.at(locate(bank.collection.at, name, lines(bank.collection.at.path)), code=name, how=_meant(name))
        for name in control_of(bank).unknown(rules())
    ]
    found: list[Diagnostic] = []
    taken = [code for code, rule in rules().items() if control.takes(code, rule.DEFAULT)]
    cards = _Looked(cards_of(bank), tell, len(taken)) if tell else cards_of(bank)
    ends = _ends(bank)
    used: set[tuple[str, str]] = set()
    told_of: set[tuple[str, str]] = set()
    for code in taken:
        # Of each rule as many as are told in all: none is silent because another speaks of every card.
        most = len(found) + MAX_FOUND
        for hit in rules()[code].check(cards):
            id = hit.card.note.id
            ignored = next((one.code for one in hit.card.note.ignore if matches(one.code, code)), None)
            if ignored is not None:
                used.add((id, ignored))
            elif (id, SAID_BY.get(code, "")) not in told_of and not _is_meant(hit.card.note, code):
                told_of.add((id, code))
                found += [_diagnostic(rules()[code].RULE, hit, lines, ends)] if len(found) < most else []
    for card in cards:
        idle = (one for one in card.note.ignore if (card.note.id, one.code) not in used)
        places = ((one, _locate(card, one.code, lines, ends)) for one in idle)
        told += [unused for one, place in places if (unused := _unused(one, taken, place))]
    kept = sorted(found, key=lambda one: one.span)[:MAX_FOUND]
    return sorted(told + kept, key=lambda one: one.span)


def _is_meant(note: Note, code: str) -> bool:
    """Whether a card ignores what is no rule and was meant to be this one, which is told."""
    return any(code in _meant(one.code) for one in note.ignore)


def _meant(name: str) -> str:
    """What to do about what is no rule: `D 301` and `d-301` are one."""
    code = re.sub(r"[^A-Z0-9]", "", name.upper()[:20])
    codes = name.upper().split()[:20]
    if len(codes) > 1 and all(one in rules() for one in codes):
        return f"write `[{', '.join(codes)}]`"
    # `D3O1`: a letter that looks like a digit.
    alike = code[:1] + code[1:].translate(str.maketrans("OIL", "011"))
    meant = next((one for one in (code, alike) if one in rules()), "")
    return f"write `{meant}`" if meant else "`mesoquiz explain` lists them"


def _unused(ignored: Ignored, taken: list[str], span: Span) -> Diagnostic | None:
    """What is wrong with an ignore that ignored nothing; nothing if its rule is off."""
    if not any(matches(ignored.code, code) for code in rules()):
        return NO_RULE.at(span, code=ignored.code, how=_meant(ignored.code))
    return UNUSED.at(span, code=ignored.code) if any(matches(ignored.code, code) for code in taken) else None


def _diagnostic(rule: Rule, hit: Hit, lines: Lines, ends: dict[int, int]) -> Diagnostic:
    made = rule.at(_locate(hit.card, hit.place, lines, ends), **hit.values)
    if not hit.card.note.at.path:
        made = replace(made, message=f"{made.message} (card `{hit.card.note.id}`)")
    return replace(made, related=(Related(_place_of(hit.first), "the other"),)) if hit.first else made


def _place_of(card: Card) -> Span:
    """The id of a card; of one that was made in Python, the name of its deck."""
    return card.note.at if card.note.at.path else card.note.at._replace(path=card.deck.path or card.deck.name)


def _ends(bank: Bank) -> dict[int, int]:
    """The line at which each note ends: where the next one of its file has its id."""
    pairs = [pair for deck in bank.decks for pair in zip(deck.notes, deck.notes[1:], strict=False)]
    return {id(note): max(note.at.line, next.at.line) for note, next in pairs}


def _locate(card: Card, text: str, lines: Lines, ends: dict[int, int]) -> Span:
    """Where a card writes `text`: the first place after its id where it is no part of a word, else the id."""
    at = _place_of(card)
    source = lines(at.path) if text else []
    last = min(ends.get(id(card.note), at.line + MAX_CARD_LINES), at.line + MAX_CARD_LINES)
    begin = text.strip().partition("\n")[0].rstrip()
    for size in PIECES:
        piece = begin[:size].strip()
        for number, line in enumerate(source[at.line - 1 : last], at.line):
            column = _find(line, piece, at.end_column - 1 if number == at.line else 0, whole=piece == begin)
            if column >= 0:
                return Span(at.path, number, column + 1, number, column + 1 + len(piece))
    return at


def _find(line: str, piece: str, start: int, *, whole: bool) -> int:
    """Where a line has `piece` not in the middle of a word, nor at the beginning of one if it is `whole`; else -1."""
    place = line.find(piece, start) if piece else -1
    while place >= 0:
        after = line[place + len(piece) : place + len(piece) + 1]
        if not line[place - 1 : place].isalnum() and not (whole and after.isalnum()):
            return place
        place = line.find(piece, place + 1)
    return -1
