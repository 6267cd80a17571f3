"""The preview as an author has it beside the editor: Chromium, the real command, and one save after another."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import PATIENCE, run
from programs import missing


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    run("new", tmp_path / "cardio", "--title", "Cœur", "--lang", "fr")
    return tmp_path / "cardio" / "decks"


# A shell that starts the tests in the background has them ignore Ctrl-C, and what they start, too.
START = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from mesoquiz.__main__ import main
main()
"""


class Command:
    """`mesoquiz preview` in a process of its own."""

    def __init__(self, *args: str | Path) -> None:
        words = [sys.executable, "-c", START, "preview", "--no-open", *map(str, args)]
        self.process = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        assert self.process.stderr
        self.said = self.process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", self.said)
        self.address = found[0] if found else ""

    def end(self) -> tuple[int, str, str]:
        """Press Ctrl-C, and read what is left."""
        self.process.send_signal(signal.SIGINT)
        stdout, stderr = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, stdout, stderr


@pytest.fixture
def preview(decks: Path) -> Iterator[Command]:
    made = Command(decks)
    yield made
    if made.process.poll() is None:
        made.end()


def opened(browser: Any, preview: Command, **surroundings: Any) -> Any:
    page = browser.new_page(viewport={"width": 1200, "height": 900}, **surroundings)
    page.goto(preview.address)
    # Not by a script of the test, which the page's own policy forbids.
    page.locator("body[data-number]").wait_for()
    return page


def heading(page: Any, text: str) -> None:
    """Wait until a card has this heading."""
    page.locator("h2").get_by_text(text, exact=True).wait_for()


def in_frame(page: Any, id: str, text: str) -> None:
    """Wait until the front of a card in Anki shows this."""
    page.frame_locator(f"article[data-id='{id}'] iframe.anki >> nth=0").get_by_text(text).first.wait_for()


def edit(deck: Path, old: str, new: str) -> None:
    text = deck.read_text("utf-8")
    assert old in text
    deck.write_text(text.replace(old, new), "utf-8")


def test_it_follows_sixty_saves_and_keeps_what_its_reader_chose(browser: Any, preview: Command, decks: Path) -> None:
    page = opened(browser, preview)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    deck = decks / "01-exemples.yaml"
    in_frame(page, "exemple-question", "Dans quelle couche")
    page.fill("#search", "exemple")
    page.locator("article[data-id='exemple-trous']").scroll_into_view_if_needed()
    page.select_option("article[data-id='exemple-trous'] figure select", "1")
    in_frame(page, "exemple-trous", "[...]")
    place = page.locator("article[data-id='exemple-trous']").bounding_box()["y"]
    assert page.locator("article[data-id='exemple-question']").bounding_box()["y"] < 0
    said = "Dans quelle couche de la peau se trouvent les mélanocytes ?"
    for number in range(60):
        new = f"Où sont les mélanocytes, essai {number} ?"
        edit(deck, said, new)
        said = new
        heading(page, new.replace(" ?", "\u202f?"))
    assert page.locator("article[data-id='exemple-trous']").bounding_box()["y"] == pytest.approx(place, abs=2)
    assert page.input_value("#search") == "exemple"
    assert page.input_value("article[data-id='exemple-trous'] figure select") == "1"
    page.locator("article[data-id='exemple-question']").scroll_into_view_if_needed()
    in_frame(page, "exemple-question", "essai 59")
    assert errors == []
    page.close()


def test_a_broken_deck_is_an_overlay_over_the_last_good_cards(browser: Any, preview: Command, decks: Path) -> None:
    page, other = opened(browser, preview), opened(browser, preview)
    deck = decks / "01-exemples.yaml"
    edit(deck, "    question: Quelles fibres", "    questoin: Quelles fibres")
    for one in (page, other):
        one.locator("#wrong").wait_for(state="visible")
        shown = one.inner_text("#wrong")
        assert "1 error" in shown
        assert "did you mean `question`?" in shown
        assert "01-exemples.yaml:" in shown
        assert one.locator("article").count() == 12
    edit(deck, "    questoin: Quelles fibres", "    question: Quelles sortes de fibres")
    for one in (page, other):
        one.locator("#wrong").wait_for(state="hidden")
        heading(one, "Quelles sortes de fibres le derme contient-il\u202f?")
        one.close()


def test_a_folder_that_is_renamed_and_comes_back(browser: Any, preview: Command, decks: Path) -> None:
    page = opened(browser, preview)
    decks.rename(decks.with_name("away"))
    page.locator("#wrong").wait_for(state="visible")
    assert "no such file" in page.inner_text("#wrong").lower()
    assert page.locator("article").count() == 12
    decks.with_name("away").rename(decks)
    page.locator("#wrong").wait_for(state="hidden")
    page.close()


def test_filters_views_and_keys(browser: Any, preview: Command, decks: Path) -> None:
    page = opened(browser, preview)
    assert page.inner_text("#count") == "12 cards"
    page.keyboard.press("/")
    page.keyboard.type("fibres")
    assert page.inner_text("#count") == "1 of 12 cards"
    page.locator("#search").blur()
    for key in "apfdw":
        page.keyboard.press(key)
    page.frame_locator("iframe.paper >> nth=0").get_by_text("Quelles fibres").first.wait_for()
    page.frame_locator("iframe.flashcard").get_by_text("Quelles fibres").first.wait_for()
    assert page.locator("iframe.anki").count() == 0
    page.keyboard.press("a")
    page.frame_locator("iframe.anki >> nth=0").locator("body.nightMode").wait_for()
    assert page.locator("figure").first.bounding_box()["width"] <= 360
    link = page.get_attribute("article .place", "href")
    assert re.fullmatch(r"vscode://file/.*/decks/01-exemples\.yaml:\d+:1", link)
    page.fill("#search", "")
    page.select_option("#kind", "occlusion")
    assert page.inner_text("#count") == "1 of 12 cards"
    page.select_option("#kind", "")
    page.locator("#exams summary").click()
    page.frame_locator("iframe.exam >> nth=0").locator("h1").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("article:focus").get_attribute("data-id") == "exemple-liste"
    page.click("#keys summary")
    page.uncheck("#lettered")
    page.keyboard.press("j")
    assert page.locator("#keys[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#keys[open]").count() == 0
    assert page.locator("article:focus").count() == 0
    page.fill("#search", "l'épiderme se renouvelle")
    heading(page, "L’épiderme se renouvelle en […] ; ses cellules s’appellent […].".replace(" ;", "\u202f;"))
    page.fill("#search", "xyz")
    page.get_by_role("button", name="Show all cards").click()
    assert page.inner_text("#count") == "12 cards"
    page.close()


def test_a_save_elsewhere_can_be_gone_to_and_remarks_stay(browser: Any, preview: Command, decks: Path) -> None:
    page = opened(browser, preview)
    run("new", "deck", "Veines", "--decks", decks)
    edit(decks / "02-veines.yaml", "Dans quelle couche", "TODO Dans quelle couche")
    remark = page.locator("article[data-id='exemple-question-2'] .remarks li")
    remark.wait_for(state="attached")
    assert page.inner_text("#told") == "13 cards 1 remark"
    said = remark.text_content()
    line = re.search(r"02-veines\.yaml:(\d+)", said)
    assert line
    edit(decks / "02-veines.yaml", "cards:\n", "cards:\n  # Une ligne de plus.\n")
    edit(decks / "01-exemples.yaml", "    definition: couche", "    definition: une couche")
    page.get_by_role("button", name="Changed: exemple-terme").click()
    assert page.locator("article:focus").get_attribute("data-id") == "exemple-terme"
    assert page.get_by_role("button", name="Changed").count() == 0
    assert remark.text_content() == said.replace(f":{line[1]}", f":{int(line[1]) + 1}")
    (decks / "02-veines.yaml").rename(decks / "02 #veines?.yaml")
    place = page.locator("article[data-id='exemple-question-2'] .about .place")
    place.get_by_text("02 #veines?.yaml").wait_for()
    assert "/decks/02%20%23veines%3F.yaml:" in place.get_attribute("href")
    changed = page.get_by_role("button", name="Changed: exemple-question-2")
    changed.wait_for()
    (decks / "02 #veines?.yaml").unlink()
    changed.wait_for(state="detached")
    page.close()


def test_a_preview_that_is_started_again_is_followed_again(browser: Any, preview: Command, decks: Path) -> None:
    page = opened(browser, preview)
    for number in range(3):
        edit(decks / "01-exemples.yaml", "Quelles fibres", f"Quelles fibres{number}")
        page.locator("h2").get_by_text(f"fibres{number}").wait_for()
    preview.end()
    page.locator("#gone").wait_for(state="visible")
    edit(decks / "01-exemples.yaml", "Quelles fibres210", "Quelles fibres")
    again = Command(decks, "--port", preview.address.rstrip("/").rpartition(":")[2])
    page.locator("#gone").wait_for(state="hidden")
    in_frame(page, "exemple-liste", "Quelles fibres le derme")
    edit(decks / "01-exemples.yaml", "Quelles fibres", "Quelles sortes de fibres")
    in_frame(page, "exemple-liste", "Quelles sortes de fibres")
    page.close()
    assert again.end()[0] == 0


def test_ctrl_c_ends_it_cleanly_and_the_page_says_so(browser: Any, preview: Command) -> None:
    page = opened(browser, preview)
    assert preview.end() == (0, "", "The preview has ended.\n")
    page.locator("#gone").wait_for(state="visible")
    page.close()


@pytest.mark.thorough
def test_axe_finds_no_violation_and_the_cards_of_a_dark_page_are_dark(
    browser: Any, preview: Command, decks: Path
) -> None:
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe")
    # The page's own policy would keep the checker out.
    page = opened(browser, preview, color_scheme="dark", bypass_csp=True)
    page.frame_locator("iframe.anki >> nth=0").locator("body.nightMode").wait_for()
    page.click("#keys summary")
    edit(decks / "01-exemples.yaml", "    question: Quelles fibres", "    questoin: Quelles fibres")
    page.locator("#wrong").wait_for(state="visible")
    found = Axe().run(page, options={"iframes": False}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    page.locator("#wrong summary").press("Enter")
    page.get_by_text("did you mean").wait_for(state="hidden")
    page.close()


def test_a_port_that_is_taken(decks: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("preview", decks, "--no-open", "--port", port)
    assert done.exit_code == 2
    assert f"Error: port {port} cannot be used: address already in use" in done.stderr


def test_faulty_decks_are_shown_as_far_as_they_can_be_read(browser: Any, decks: Path) -> None:
    edit(decks / "01-exemples.yaml", "    question: Quelles fibres", "    questoin: Quelles fibres")
    made = Command(decks)
    page = opened(browser, made)
    page.locator("#wrong").wait_for(state="visible")
    assert page.inner_text("#count") == "11 cards"
    page.close()
    made.end()


def test_without_decks_it_says_so(tmp_path: Path) -> None:
    done = run("preview", tmp_path / "nothing", "--no-open")
    assert done.exit_code == 2
    assert "nothing: no such file or directory" in done.stderr


def test_a_drawing_is_seen_in_a_card(browser: Any, preview: Command) -> None:
    """In Chromium with a window, too: a frame without an origin is given no SVG from an address."""
    page = opened(browser, preview)
    page.locator("article[data-id='exemple-zone']").scroll_into_view_if_needed()
    picture = page.frame_locator("article[data-id='exemple-zone'] iframe.anki >> nth=0").locator("img").first
    picture.wait_for(state="attached")
    assert picture.evaluate("async image => { await image.decode().catch(() => 0); return image.naturalWidth; }") > 0


def test_a_table_of_an_explanation_keeps_its_head(browser: Any, preview: Command, decks: Path) -> None:
    table = "why: |\n      | Couche | Cellule |\n      |---|---|\n      | derme | fibroblaste |\n"
    edit(decks / "01-exemples.yaml", "why: Les mélanocytes sont à la base de l'épiderme.\n", table)
    page = opened(browser, preview)
    heading(page, "Dans quelle couche de la peau se trouvent les mélanocytes\u202f?")
    page.goto(f"{preview.address}paper?id=exemple-question&page=explained")
    page.get_by_text("Cellule").wait_for(state="visible")
    page.close()
