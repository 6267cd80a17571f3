"""The inventory of what the documents say is sound, and speaks of cards that are in the shipped decks."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import mesoquiz

HERE = Path(__file__).parent
DECKS = HERE.parent.parent / "decks"
CLASSES = {"fact", "contested", "promotion", "noise"}
SEVERITIES = {None, "forte", "moyenne", "faible"}


@pytest.fixture(scope="module")
def entries() -> list[dict]:
    return yaml.load((HERE / "inventory.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)["entries"]


def test_each_entry_has_an_id_of_its_own(entries: list[dict]) -> None:
    ids = [entry["id"] for entry in entries]
    assert len(ids) == len(set(ids))
    assert {entry["class"] for entry in entries} == CLASSES
    assert {entry.get("severity") for entry in entries} <= SEVERITIES


def test_what_is_left_out_says_why_and_the_rest_has_a_theme(entries: list[dict]) -> None:
    assert [e["id"] for e in entries if e["class"] == "noise" and not e.get("reason")] == []
    assert [e["id"] for e in entries if e["class"] != "noise" and not e.get("theme")] == []
    assert [e["id"] for e in entries if e["class"] == "contested" and not e.get("point")] == []


def test_each_entry_comes_from_a_source_of_the_collection(entries: list[dict]) -> None:
    collection = yaml.load((DECKS / "collection.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert {entry["doc"] for entry in entries} <= {source["id"] for source in collection["sources"]}


def test_the_cards_that_it_names_are_asked_today(entries: list[dict]) -> None:
    known = {note.id for note in mesoquiz.load(DECKS).active}
    named = {card for entry in entries for card in [*entry.get("cards", []), *entry.get("told", [])]}
    assert sorted(named - known) == []


def test_all_that_the_documents_say_is_asked_or_told_where_it_only_promotes(entries: list[dict]) -> None:
    needed = [entry for entry in entries if entry["class"] != "noise"]
    missing = [e["id"] for e in needed if not (e["cards"] or (e["class"] == "promotion" and e["told"]))]
    assert len(needed) > 300
    assert missing == []
