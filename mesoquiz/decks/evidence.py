"""Bank + the texts of its sources -> which card rests on which passage, and which passages no card cites. Pure.

A passage is a line of a document: the texts have one paragraph on each. A quote is found whatever its white space,
apostrophes, quotation marks, case and accents, which printers and keyboards spell in many ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mesoquiz.decks.phrases import LIKE, Document, Search, tokens
from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.limits import MAX_FOUND, MAX_SOUGHT
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.note import Citation, Note

NOT_FOUND = Rule("quote-not-found", "`{doc}` does not have this phrase", "the nearest is `{nearest}`, on line {line}")
NOWHERE_NEAR = Rule("quote-unlike", "`{doc}` has neither this phrase nor one like it", "quote another passage")
NOT_SOUGHT = Rule(
    "quote-missing",
    "`{doc}` does not have this phrase",
    "correct the other quotes first: with so many missing, similar phrases were not searched for",
)
UNCHECKED = Rule(
    "quote-unchecked",
    "this phrase was not searched for in `{doc}`",
    "check fewer decks at once: so many quotes made of common words take too long",
)
NO_TEXT = Rule("no-document", "there is no text of `{doc}`: {why}", "{how}")
NO_EVIDENCE = Rule(
    "no-evidence", "the card `{id}` has no evidence", "write `source: {{doc: …, quote: …}}`", Severity.WARNING
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of a document, numbered from 1, and the ids of the cards that cite it."""

    line: int
    text: str
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The passages of a document, cited or not."""

    doc: str
    title: str
    passages: tuple[Passage, ...]

    @property
    def uncited(self) -> tuple[Passage, ...]:
        """The passages that no card cites."""
        return tuple(passage for passage in self.passages if not passage.cards)


def examine(bank: Bank, texts: Mapping[str, str]) -> tuple[list[Diagnostic], list[Coverage]]:
    """Look every quote of the bank up in `texts`, which are source id -> text.

    Returns what is wrong, and the coverage of each document. A source that no card cites needs no text.
    """
    documents = {doc: Document(text) for doc, text in texts.items()}
    search = Search()
    cards: dict[tuple[str, int], list[str]] = {}
    found: list[Diagnostic] = []
    elsewhere = {source.id for source in bank.collection.sources if source.is_elsewhere}
    told: Counter[tuple[str, Severity]] = Counter()
    for one in (one for note in bank.active for one in _of_note(note, documents, cards, search, elsewhere)):
        told[one.span.path, one.severity] += 1
        if told[one.span.path, one.severity] <= MAX_FOUND:
            found.append(one)
    coverage = [
        Coverage(
            doc=source.id,
            title=source.title,
            passages=tuple(
                Passage(line, text, tuple(dict.fromkeys(cards.get((source.id, line), ()))))
                for line, text, _ in documents[source.id].lines
            ),
        )
        for source in bank.collection.sources
        if source.id in documents
    ]
    return found, coverage


def _of_note(
    note: Note,
    documents: Mapping[str, Document],
    cards: dict[tuple[str, int], list[str]],
    search: Search,
    elsewhere: set[str],
) -> Iterator[Diagnostic]:
    quoted = [citation for citation in note.source if citation.quote]
    if not quoted and not any(citation.doc in elsewhere for citation in note.source):
        yield NO_EVIDENCE.at(note.at, id=note.id)
    for citation in quoted:
        if citation.doc not in documents:
            continue
        wanted = [token.word for token in tokens(citation.quote)]
        lines = search.holding(wanted, documents[citation.doc])
        for number in lines:
            cards.setdefault((citation.doc, number), []).append(note.id)
        if not lines:
            yield _not_found(citation, wanted, documents[citation.doc], search)


def _not_found(citation: Citation, wanted: list[str], document: Document, search: Search) -> Diagnostic:
    at = citation.quote_at
    if search.is_cut:
        return UNCHECKED.at(at, doc=citation.doc)
    likeness, start, place = search.nearest(wanted[:MAX_SOUGHT], document)
    if likeness < LIKE:
        return (NOT_SOUGHT if search.is_over else NOWHERE_NEAR).at(at, doc=citation.doc)
    line, text, have = document.lines[place]
    last = min(start + len(wanted), len(have)) - 1
    near = shorten(text[have[start].start : have[last].end], 90)
    return NOT_FOUND.at(at, doc=citation.doc, nearest=near, line=line)
