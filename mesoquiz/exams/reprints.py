"""A manifest + the cards of today -> the quiz that was printed, what has changed since, or why it cannot be printed.

A manifest is a file that anybody may have changed: nothing in it is believed that does not fit the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from mesoquiz.diagnostics.wording import are, count_of, have, shorten, some_of
from mesoquiz.exams.cases import in_order, other_cases
from mesoquiz.exams.identity import MAX_NAMED, changed_by_hand
from mesoquiz.exams.manifest import DAMAGED, UNDO, Unusable, exam_id, interactions, parse
from mesoquiz.exams.printed import differences, fingerprint, record, restored
from mesoquiz.exams.quiz import Form, Item, Layout, Quiz, Section
from mesoquiz.exams.values import a_number, a_scoring, a_text, a_value, a_whole_number
from mesoquiz.languages import LANGUAGES
from mesoquiz.limits import MAX_DURATION, MAX_FORMS, MAX_LISTED, MAX_POINTS
from mesoquiz.notes.bank import Bank, Collection, Source
from mesoquiz.notes.interactions import Choose, Interaction, name_of
from mesoquiz.notes.note import Note
from mesoquiz.notes.ordering import letter, option_names, printed_order
from mesoquiz.notes.pools import narrowed

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

    The letters stay, and the steps of a case come in the order of the decks. Raises `Unusable`, also where a card has
    changed and the manifest does not keep what it said.
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
            title=a_text(made["title"]),
            seed=a_text(made["seed"]),
            forms=forms,
            lang=made["lang"],
            course=a_text(made["course"]),
            date=a_text(made["date"]),
            duration=a_whole_number(made["duration"], MAX_DURATION),
            instructions=a_text(made["instructions"]),
            fields=tuple(map(a_text, made["fields"])),
            scoring=a_scoring(made["scoring"]),
            layout=a_value(Layout, made["layout"]),
        )
        _vouch(made, exam_id(quiz))
        return replace(quiz, forms=tuple(in_order(form, bank) for form in forms)) if current else quiz
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, Unusable):
            raise
        raise Unusable(DAMAGED) from error


def lost_pictures(text: str, quiz: Quiz) -> list[str]:
    """The pictures of a manifest for which the quiz made of it has only their descriptions. Raises `Unusable`."""
    try:
        texts = parse(text).get("texts", {})
        return sorted({str(path) for said in texts.values() for path in said.get("media", {})} - {*quiz.bank.media})
    except (TypeError, AttributeError) as error:
        raise Unusable(DAMAGED) from error


def _vouch(made: Mapping[str, Any], id: str) -> None:
    """Raise `Unusable` where the points, the scoring or the letters are not those of the exam that was printed."""
    if made.get("exam", id) != id:
        raise Unusable(f"it was changed by hand: {changed_by_hand(made)}; {UNDO}")


def _cards(made: Mapping[str, Any], bank: Bank, *, current: bool) -> tuple[dict[str, Note], Bank]:
    """The cards of a manifest, with the bank that has what they need: those of today, or as they were printed.

    Raises `Unusable` where neither can be had.
    """
    notes = {note.id: note for note in bank.notes}
    changed = dict(_changed(made, bank))
    if current:
        _refuse_others(made, notes, changed, bank)
        return notes, bank
    told = {id: words for id, words in changed.items() if id not in made.get("texts", {})}
    gone = [id for id, words in told.items() if words == GONE]
    if gone:
        raise Unusable(_are_gone(gone))
    if told:
        cards, named = count_of(len(told), "card"), some_of(map(shorten, told), MAX_NAMED)
        raise Unusable(f"{cards} {have(len(told))} changed since it was printed: {named}")
    asked = interactions(made)
    for id in changed:
        said = made["texts"][id]
        if fingerprint(said) != made["cards"][id]:
            raise ValueError("texts")
        notes[id] = restored(id, asked[id], said)
    kept = _without_media(bank, (made["texts"][id] for id in changed))
    return notes, replace(kept, collection=_as_then(kept.collection, made))


def _are_gone(ids: list[str]) -> str:
    return f"{count_of(len(ids), 'card')} of it {are(len(ids))} gone: {some_of(map(shorten, ids), MAX_NAMED)}"


def _refuse_others(made: Mapping[str, Any], notes: Mapping[str, Note], changed: Iterable[str], bank: Bank) -> None:
    """Raise `Unusable` where the cards of today cannot take the places of those that were printed."""
    entries = [entry for form in made["forms"] for section in form["sections"] for entry in section["items"]]
    gone = [id for id in changed if id not in notes]
    others = {entry["id"]: 0 for entry in entries if entry["id"] in changed and not _fits(entry, notes, made["lang"])}
    cases = other_cases(made, bank)
    said = [_are_gone(gone)] if gone else []
    if others:
        said.append(f"the options or the right letters are others now of {some_of(map(shorten, others), MAX_NAMED)}")
    if cases:
        said.append(f"the steps are others now of the case {some_of(map(shorten, cases), MAX_NAMED)}")
    if said:
        raise Unusable("; ".join(said) + ("; without --current it is printed as it was" if made.get("texts") else ""))


def _fits(entry: Mapping[str, Any], notes: Mapping[str, Note], lang: str) -> bool:
    """Whether a card of today can be asked with the letters that were printed; also of one that is gone."""
    try:
        return entry["id"] not in notes or bool(_restored_item(entry, notes[entry["id"]], lang))
    except (LookupError, TypeError, ValueError):
        return False


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


def _as_then(collection: Collection, made: Mapping[str, Any]) -> Collection:
    """The collection with the sources, the language and the typography that were printed."""
    cited = {
        entry["id"]: Source(**{name: a_text(value) for name, value in entry.items()})
        for entry in made.get("sources", [])[:MAX_LISTED]
    }
    known = [cited.pop(source.id, source) for source in collection.sources]
    now = {"cards_lang": collection.lang, "typography": collection.spacing}
    then = {name: made.get(name, value) for name, value in now.items()}
    if then["cards_lang"] not in LANGUAGES or then["typography"] not in ("fr", "fr-nbsp", "off"):
        raise ValueError("language")
    if then != now:
        collection = replace(collection, lang=then["cards_lang"], typography=then["typography"])
    return replace(collection, sources=(*known, *cited.values()))


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
            title=a_text(section["title"]),
            instructions=a_text(section["instructions"]),
            locked=section.get("locked") is True,
        )
        for section in form["sections"]
    )
    return Form(name=letter(place), sections=sections)


def _restored_item(entry: Mapping[str, Any], note: Note, lang: str) -> Item:
    interaction = _asked(note, entry["interaction"], lang)[0]
    item = Item(note=note, interaction=interaction, points=a_number(entry["points"], MAX_POINTS))
    if isinstance(interaction, Choose):
        item = _with_options(item, interaction, entry)
        listed = len(entry["options"])
    else:
        item = replace(item, order=tuple(a_whole_number(index, MAX_LISTED) for index in entry.get("order", ())))
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
    if a_whole_number(entry["drawn_from"], MAX_LISTED) < number or not asked.keys or len(asked.keys) == number == 1:
        raise ValueError("options")
    return replace(item, interaction=asked, order=tuple(map(shown.index, printed)), pool=whole, drawn=shown)
