"""What the preview gives, and to whom."""

from __future__ import annotations

import contextlib
import http.client
import json
import threading
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import run
from pictures import png

from mesoquiz.preview.server import Preview
from mesoquiz.preview.state import Desk
from mesoquiz.preview.watching import Watch


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    run("new", tmp_path / "cardio", "--title", "Cœur", "--lang", "fr")
    return tmp_path / "cardio" / "decks"


@pytest.fixture
def preview(decks: Path) -> Iterator[Preview]:
    made = Preview(Desk([decks]), 0)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def get(preview: Preview, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", preview.server_port, timeout=60)) as asked:
        asked.request("GET", path, headers=headers)
        answer = asked.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())


def state(preview: Preview, since: int = 0) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(get(preview, f"/state?since={since}")[1])
    return made


def edit(deck: Path, old: str, new: str) -> None:
    text = deck.read_text("utf-8")
    assert old in text
    deck.write_text(text.replace(old, new), "utf-8")


def test_every_card_has_its_views(preview: Preview) -> None:
    cards = state(preview)["cards"]
    assert len(cards) == 12
    for card in cards:
        id = card["id"]
        for view in (f"/anki?id={id}&side=front", f"/anki?id={id}&side=back&night=1", f"/paper?id={id}&page=quiz"):
            status, page, headers = get(preview, view)
            assert status == 200
            assert len(page) > 2_000, view
            assert "sandbox allow-scripts; default-src 'none'" in headers["Content-Security-Policy"]
        assert get(preview, f"/flashcard?id={id}")[0] == 200
    assert "mélanocytes" in get(preview, "/paper?id=exemple-question&page=explained")[1].decode()
    assert "Cœur" in get(preview, "/exam?name=coeur&page=quiz")[1].decode()


def test_a_step_is_printed_with_its_case(preview: Preview) -> None:
    page = get(preview, "/paper?id=exemple-cas-2&page=quiz")[1].decode()
    assert "Un homme de 60\u00a0ans" in page
    assert "fissure entre deux orteils" in page


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example:80", "Origin": "http://evil.example"},
    ],
)
def test_a_page_from_elsewhere_gets_nothing(headers: dict[str, str], preview: Preview) -> None:
    for path in ("/", "/state", "/media/x", "/anki?id=exemple-question&side=front"):
        status, page, _ = get(preview, path, **headers)
        assert (status, page) == (403, b"This preview is for its own page alone.")


def test_it_is_reached_from_this_computer_alone(preview: Preview) -> None:
    assert preview.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "path",
    [
        "/media/../decks/collection.yaml",
        "/media/..%2f..%2fetc/passwd",
        "/media/peau.svg",
        "//etc/passwd",
        "/exam?name=../../x&page=quiz",
        "/anki?id=nobody&side=front",
        "/anki?id=exemple-question&side=front&card=9",
        "/anki?id=exemple-question&side=front&card=x",
        "/anki",
        "/paper?id=exemple-question&page=manifest",
        "/nothing",
        "/events?number=x",
    ],
)
def test_no_address_names_a_file(path: str, preview: Preview) -> None:
    status, page, _ = get(preview, path)
    assert status in (200, 404)
    assert b"There is nothing here" in page or b"there is no such page" in page
    assert b"root:" not in page


def test_a_card_has_its_pictures_in_it(preview: Preview, decks: Path) -> None:
    """Chromium gives a frame without an origin no SVG from an address."""
    _, page, headers = get(preview, "/anki?id=exemple-zone&side=front")
    name, _, picture = page.decode().partition('<img src="')[2].partition('"')[0].partition(";base64,")
    assert name == "data:image/svg+xml"
    assert b64decode(picture) == (decks / "media" / "peau.svg").read_bytes()
    assert headers["Content-Security-Policy"].endswith("img-src data:")


def test_an_error_leaves_the_last_good_state(preview: Preview, decks: Path) -> None:
    deck = decks / "01-exemples.yaml"
    sound = deck.read_text("utf-8")
    deck.write_text(sound.replace("    question: Quelles fibres", "    questoin: Quelles fibres"), "utf-8")
    preview.desk.refresh()
    made = state(preview)
    assert made["faulty"] is True
    assert len(made["cards"]) == 12
    (problem,) = made["errors"]
    assert problem["help"] == "did you mean `question`?"
    assert problem["path"] == str(deck)
    deck.write_text(sound.replace("Quelles fibres", "Quelles sortes de fibres"), "utf-8")
    preview.desk.refresh()
    made = state(preview)
    assert made["faulty"] is False
    before = {card["id"]: card["changed"] for card in made["cards"]}
    assert [id for id, number in before.items() if number == made["number"]] == ["exemple-liste"]


def test_only_changed_files_are_parsed_again(preview: Preview, decks: Path) -> None:
    run("new", "deck", "Veines", "--decks", decks)
    preview.desk.refresh()
    parsed = preview.desk.memory.parsed
    deck = decks / "02-veines.yaml"
    deck.write_text(deck.read_text("utf-8").replace("mélanocytes ?", "mélanocytes, au juste ?"), "utf-8")
    preview.desk.refresh()
    assert preview.desk.memory.parsed == parsed + 1


@pytest.mark.parametrize("harm", ["deleted", "folder renamed", "half written", "binary", "no rights"])
def test_what_happens_to_files_does_no_harm(harm: str, preview: Preview, decks: Path) -> None:
    deck = decks / "01-exemples.yaml"
    whole = deck.read_bytes()
    moved = decks.with_name("moved")
    if harm == "deleted":
        deck.unlink()
    elif harm == "folder renamed":
        decks.rename(moved)
    elif harm == "half written":
        deck.write_bytes(whole[: whole.rindex(b"question:") + 5])
    elif harm == "binary":
        deck.write_bytes(png())
    else:
        deck.unlink()
        deck.mkdir()
    preview.desk.refresh()
    assert len(state(preview)["cards"]) == 12
    assert get(preview, "/anki?id=exemple-question&side=front")[0] == 200
    if harm == "folder renamed":
        moved.rename(decks)
    elif harm == "no rights":
        deck.rmdir()
    deck.write_bytes(whole)
    preview.desk.refresh()
    made = state(preview)
    assert (made["faulty"], made["unreadable"], len(made["cards"])) == (False, "", 12)


def test_a_page_gets_what_is_newer_than_what_it_has(preview: Preview, decks: Path) -> None:
    deck = decks / "01-exemples.yaml"
    first = state(preview)
    edit(deck, "cards:\n", "cards:\n  # Une ligne de plus.\n")
    edit(deck, "Quelles fibres", "Quelles sortes de fibres")
    preview.desk.refresh()
    made = state(preview, since=first["number"])
    assert [card["id"] for card in made["cards"]] == ["exemple-liste"]
    assert "Quelles sortes de fibres" in made["cards"][0]["text"]
    assert made["ids"] == first["ids"]
    assert made["lines"] == [line + 1 for line in first["lines"]]
    assert state(preview, since=made["number"])["cards"] == []
    # A page that was open before the server was started knows more states than there are.
    assert len(state(preview, since=made["number"] + 7)["cards"]) == 12


def test_a_card_has_changed_when_what_its_case_told_before_has(preview: Preview, decks: Path) -> None:
    before = state(preview)["number"]
    edit(decks / "01-exemples.yaml", "Un homme de 60 ans", "Un homme de 70 ans")
    preview.desk.refresh()
    assert {"exemple-cas-1", "exemple-cas-2"} <= {card["id"] for card in state(preview, since=before)["cards"]}


def test_a_card_that_moves_to_another_file_is_found_there(preview: Preview, decks: Path) -> None:
    deck = decks / "01-exemples.yaml"
    deck.rename(decks / "moved.yaml")
    preview.desk.refresh()
    assert {card["path"] for card in state(preview)["cards"]} == {str(decks / "moved.yaml")}


def test_advice_comes_after_the_cards_and_stays(preview: Preview, decks: Path) -> None:
    run("new", "deck", "Veines", "--decks", decks)
    edit(decks / "02-veines.yaml", "Dans quelle couche", "TODO Dans quelle couche")
    preview.desk.refresh()
    made = state(preview)
    assert (made["problems"], made["advice"]) == ([], [])
    assert made["judged"] < made["read"]
    preview.desk.judged()
    made = state(preview)
    (problem,) = made["advice"]
    assert (problem["code"], problem["card"], problem["below"]) == ("S105", "exemple-question-2", 1)
    assert made["judged"] == made["read"]
    assert preview.desk.judged() is None
    edit(decks / "01-exemples.yaml", "Quelles fibres", "Quelles sortes de fibres")
    preview.desk.refresh()
    later = state(preview, since=made["number"])
    # Nothing is said anew; the page keeps what it knows of cards that are as they were.
    assert "advice" not in later
    assert later["judged"] < later["read"]


def test_a_save_ends_the_search_for_advice(preview: Preview) -> None:
    asked: list[bool] = []

    def is_overtaken() -> bool:
        asked.append(True)
        return len(asked) > 3

    assert preview.desk.judged(is_overtaken) is None
    assert len(asked) == 4
    assert state(preview)["judged"] == 0
    assert preview.desk.judged() is not None


def test_what_is_wrong_with_a_blueprint_is_a_remark_on_no_card(preview: Preview, decks: Path) -> None:
    edit(decks / "blueprints" / "coeur.yaml", "title:", "titel:")
    preview.desk.judged()
    made = state(preview)
    assert made["faulty"] is False
    problem = made["advice"][0]
    assert (problem["severity"], problem["card"], problem["help"]) == ("error", "", "did you mean `title`?")


def test_what_cannot_be_read_while_it_is_judged_is_told(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "collection.lock")

    monkeypatch.setattr("mesoquiz.preview.state.judge", refuse)
    preview.desk.judged()
    made = state(preview)
    assert (made["faulty"], made["older"]) == (True, False)
    assert made["unreadable"] == "collection.lock: Permission denied"


def test_a_folder_is_looked_at_again_and_again(tmp_path: Path) -> None:
    watch = Watch([tmp_path])
    assert not watch.has_changed()
    (tmp_path / "deck.yaml").write_text("deck: D", "utf-8")
    while not watch.is_changing():
        pass
    assert watch.has_changed()
    assert not watch.has_changed()
