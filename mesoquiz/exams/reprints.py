"""A manifest + the cards of today -> the quiz that was printed, what has changed since, or why it cannot be printed.

A manifest is a file that anybody may have changed: nothing in it is believed that does not fit the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar, get_args, get_type_hints

from mesoquiz.diagnostics.diagnostic import NOWHERE, Span
from mesoquiz.diagnostics.wording import are, count_of, have, shorten, some_of
from mesoquiz.exams.identity import MAX_NAMED, changed_by_hand
from mesoquiz.exams.manifest import DAMAGED, UNDO, Unusable, exam_id, interactions, parse
from mesoquiz.exams.marking.steps import check_steps
from mesoquiz.exams.marking.table import check_table
from mesoquiz.exams.printed import differences, fingerprint, record, restored
from mesoquiz.exams.quiz import Form, Item, Layout, Quiz, Section
from mesoquiz.exams.scoring import Scoring
from mesoquiz.languages import LANGUAGES
from mesoquiz.limits import MAX_DURATION, MAX_FORMS, MAX_LISTED, MAX_POINTS, MAX_TEXT
from mesoquiz.notes.bank import Bank, Source
from mesoquiz.notes.interactions import Choose, Interaction, name_of
from mesoquiz.notes.note import Note
from mesoquiz.notes.ordering import letter, option_names, printed_order
from mesoquiz.notes.pools import narrowed

T = TypeVar("T")
GONE = ("it is gone",)


def changes(text: str, bank: Bank) -> dict[str, tuple[str, ...]]:
    """The cards of a manifest that say something else now -> what differs, in words. Raises `Unusable`."""
    made = parse(text)
    try:
        return dict(_changed(made, bank))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise Unusable(DAMAGED) from error


def restore(text: str, bank: Bank, *, current: bool = False) -> Quiz:
    """The quiz of a manifest as it was printed; with `current`, with what its cards in `bank` say now.

    The letters stay. Raises `Unusable`, also where a card has changed and the manifest does not keep what it said.
    """
    made = parse(text)
    try:
        if made["collection"] != bank.collection.id:
            other = str(made["collection"])[:100]
            raise Unusable(f"its cards are those of the collection `{other}`, not of `{bank.collection.id}`")
        notes, bank = _cards(made, bank, current=current)
        if len(made["forms"]) > MAX_FORMS or len(made["fields"]) > MAX_LISTED:
            raise ValueError("forms or fields")
        forms = tuple(_restored(place, form, notes, made["lang"]) for place, form in enumerate(made["forms"]))
        _agree(forms)
        quiz = Quiz(
            bank=bank,
            title=_text(made["title"]),
            seed=_text(made["seed"]),
            forms=forms,
            lang=made["lang"],
            course=_text(made["course"]),
            date=_text(made["date"]),
            duration=_whole(made["duration"], MAX_DURATION),
            instructions=_text(made["instructions"]),
            fields=tuple(map(_text, made["fields"])),
            scoring=_scoring(made["scoring"]),
            layout=_value(Layout, made["layout"]),
        )
        _vouch(made, exam_id(quiz))
        return quiz
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, Unusable):
            raise
        raise Unusable(DAMAGED) from error


def _vouch(made: Mapping[str, Any], id: str) -> None:
    """Raise `Unusable` where the points, the scoring or the letters are not those of the exam that was printed."""
    if made.get("exam", id) != id:
        raise Unusable(f"it was changed by hand: {changed_by_hand(made)}; {UNDO}")


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise TypeError
    return value


def _number(value: Any, most: float) -> float:
    """A number from 0 to `most`; `true` is none, and neither is a text."""
    if type(value) not in (int, float) or not 0 <= value <= most:
        raise ValueError("number")
    return float(value)


def _whole(value: Any, most: int) -> int:
    """A whole number from 0 to `most`, by whatever program the file was written: some write 90.0."""
    number = _number(value, most)
    if not number.is_integer():
        raise ValueError("whole number")
    return int(number)


def _value(kind: type[T], made: Mapping[str, Any]) -> T:
    """A small value whose words are checked: a file may hold anything."""
    hints = get_type_hints(kind)
    for name, value in made.items():
        words = get_args(hints[name])
        if not any(_is_one(value, word) for word in words):
            raise ValueError(name)
    return kind(**made)


def _is_one(value: Any, word: Any) -> bool:
    """Whether a value is of this type, or is this word: `true` is not 1, though they are equal."""
    return type(value) is word if isinstance(word, type) else type(value) is type(word) and bool(value == word)


def _scoring(made: Mapping[str, Any]) -> Scoring:
    table, steps = made.get("table", []), made.get("steps", [])
    plain = _value(Scoring, {name: value for name, value in made.items() if name not in ("table", "steps")})
    if plain.penalty is not None:
        _number(plain.penalty, 1)
    scoring = replace(
        plain,
        table=tuple(tuple(_number(mark, 1) for mark in row) for row in table),
        steps=tuple(_number(step, 1) for step in steps),
    )
    found = (*check_table(scoring.table, scoring.rule, _nowhere), *check_steps(scoring.steps, _nowhere))
    if found:
        raise ValueError("scoring")
    return scoring


def _nowhere(*steps: object) -> Span:  # noqa: ARG001 (a manifest is read without places)
    return NOWHERE


def _cards(made: Mapping[str, Any], bank: Bank, *, current: bool) -> tuple[dict[str, Note], Bank]:
    """The cards of a manifest, with the bank that has what they need: those of today, or as they were printed.

    Raises `Unusable` where neither can be had.
    """
    notes = {note.id: note for note in bank.notes}
    changed = dict(_changed(made, bank))
    told = {id: words for id, words in changed.items() if current or id not in made.get("texts", {})}
    gone = [id for id, words in told.items() if words == GONE]
    if gone:
        raise Unusable(
            f"{count_of(len(gone), 'card')} of it {are(len(gone))} gone: {some_of(map(shorten, gone), MAX_NAMED)}"
        )
    if told and not current:
        cards, named = count_of(len(told), "card"), some_of(map(shorten, told), MAX_NAMED)
        raise Unusable(f"{cards} {have(len(told))} changed since it was printed: {named}")
    if current:
        return notes, bank
    asked = interactions(made)
    for id in changed:
        said = made["texts"][id]
        if fingerprint(said) != made["cards"][id]:
            raise ValueError("texts")
        notes[id] = restored(id, asked[id], said)
    return notes, _with_sources(_without_media(bank, (made["texts"][id] for id in changed)), made)


def _changed(made: Mapping[str, Any], bank: Bank) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the ids of the cards that say something else than was printed, each with what differs, in words."""
    notes, texts = {note.id: note for note in bank.notes}, made.get("texts", {})
    for id, name in interactions(made).items():
        found = _asked(notes[id], name, made["lang"]) if id in notes else []
        says = [record(notes[id], interaction, bank) for interaction in found]
        if id not in notes:
            yield id, GONE
        elif made["cards"][id] not in map(fingerprint, says):
            is_told = id in texts and says
            yield id, tuple(differences(texts[id], says[0])) if is_told else ("how it is asked",)


def _without_media(bank: Bank, printed: Iterable[Mapping[str, Any]]) -> Bank:
    """The bank without pictures that are other ones by now: their descriptions are printed."""
    wanted = {path: name for said in printed for path, name in said.get("media", {}).items()}
    kept = {path: file for path, file in bank.media.items() if wanted.get(path, file.name) == file.name}
    return replace(bank, media=kept)


def _with_sources(bank: Bank, made: Mapping[str, Any]) -> Bank:
    """The bank with sources that were cited and are no longer there."""
    known = {source.id for source in bank.collection.sources}
    lost = tuple(
        Source(**{name: _text(value) for name, value in entry.items()})
        for entry in made.get("sources", [])[:MAX_LISTED]
        if entry["id"] not in known
    )
    return replace(bank, collection=replace(bank.collection, sources=(*bank.collection.sources, *lost)))


def _asked(note: Note, name: str, lang: str) -> list[Interaction]:
    return [interaction for interaction in note.asks(LANGUAGES[lang]) if name_of(interaction) == name]


def _agree(forms: tuple[Form, ...]) -> None:
    """Raise ValueError unless the forms ask the same things for the same points."""
    asked = [
        sorted((item.note.id, name_of(item.whole), item.points, len(item.order)) for item in form.items)
        for form in forms
    ]
    if not asked or not asked[0] or any(items != asked[0] for items in asked):
        raise ValueError("forms")


def _restored(place: int, form: Mapping[str, Any], notes: Mapping[str, Note], lang: str) -> Form:
    numbers = [entry["number"] for section in form["sections"] for entry in section["items"]]
    ids = [entry["id"] for section in form["sections"] for entry in section["items"]]
    if not all(section["items"] for section in form["sections"]):
        raise ValueError("section")
    # The name goes into the names of files.
    if form["form"] != letter(place) or numbers != list(range(1, len(numbers) + 1)) or len({*ids}) != len(ids):
        raise ValueError("form")
    sections = tuple(
        Section(
            items=tuple(_restored_item(entry, notes[entry["id"]], lang) for entry in section["items"]),
            title=_text(section["title"]),
            instructions=_text(section["instructions"]),
            locked=section.get("locked") is True,
        )
        for section in form["sections"]
    )
    return Form(name=letter(place), sections=sections)


def _restored_item(entry: Mapping[str, Any], note: Note, lang: str) -> Item:
    interaction = _asked(note, entry["interaction"], lang)[0]
    item = Item(note=note, interaction=interaction, points=_number(entry["points"], MAX_POINTS))
    if isinstance(interaction, Choose):
        item = _with_options(item, interaction, entry)
        listed = len(entry["options"])
    else:
        item = replace(item, order=tuple(_whole(index, MAX_LISTED) for index in entry.get("order", ())))
        listed = len(printed_order(interaction))
    is_whole = sorted(item.order) == list(range(listed))
    if not is_whole or item.key != entry.get("key", ""):
        raise ValueError("item")
    return item


def _with_options(item: Item, whole: Choose, entry: Mapping[str, Any]) -> Item:
    """The item with the options that were printed. Raises LookupError, ValueError where they are not those of it."""
    names, is_drawn = option_names(whole), "drawn_from" in entry
    number = len(entry["options"]) if is_drawn else len(names)
    # By their letters: a program that rewrites the file may put them in another order.
    printed = tuple(names.index(entry["options"][letter(place)]) for place in range(number))
    if not is_drawn:
        return replace(item, order=printed)
    shown = tuple(sorted(printed))
    asked = narrowed(whole, shown)
    if _whole(entry["drawn_from"], MAX_LISTED) < number or not asked.keys or len(asked.keys) == number == 1:
        raise ValueError("options")
    return replace(item, interaction=asked, order=tuple(map(shown.index, printed)), pool=whole, drawn=shown)
