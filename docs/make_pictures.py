"""Make the pictures of the README from the shipped decks: `python docs/make_pictures.py`. Needs the extra `dev`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from playwright.sync_api import Browser, sync_playwright

import mesoquiz
from mesoquiz.notes.bank import Bank

DOCS = Path(__file__).parent
CARD = "histoire-inventeur"
FLIP = """side => {
    const night = document.querySelector(".nightMode");
    night.innerHTML = side;
    // A script that arrives as HTML does not run by itself; Anki runs it anew, as here.
    for (const old of night.querySelectorAll("script")) {
        const fresh = document.createElement("script");
        fresh.textContent = old.textContent;
        old.replaceWith(fresh);
    }
}"""


def card_sides(bank: Bank) -> tuple[str, str, str]:
    """The front, the back and the style of one card, rendered by the real Anki."""
    with tempfile.TemporaryDirectory() as folder:
        package = next(mesoquiz.export("apkg", bank))
        path = Path(folder, package.name)
        path.write_bytes(package.content)
        collection = Collection(str(Path(folder, "collection.anki2")))
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        collection.import_anki_package(request)
        card = collection.get_card(collection.find_cards(f"Id:{CARD}")[0])
        sides = card.render_output()
        style = card.note_type()["css"]
        collection.close()
    return sides.question_text, sides.answer_text, style


def picture_card(browser: Browser, bank: Bank) -> None:
    """A phone with a ticked question in light mode beside one with the answer in dark mode, both as high as needed."""
    front, back, style = card_sides(bank)
    page = browser.new_page(viewport={"width": 740, "height": 200}, device_scale_factor=1.5)
    frame = "box-sizing:border-box;width:354px;border:1px solid #999;border-radius:18px"
    # Forms, as the boxes of one page would else be one group.
    page.set_content(
        f"<!DOCTYPE html><style>{style} body{{margin:8px;display:flex;gap:16px}} .card{{{frame}}}</style>"
        f'<form class="card mobile">{front}</form><form class="card mobile nightMode night_mode"></form>'
    )
    page.locator("summary").click()
    page.locator("li:not(.mq-key) .mq-option").first.click()
    page.evaluate(FLIP, back)
    page.screenshot(path=DOCS / "card.png", full_page=True)


def picture_quiz(browser: Browser, bank: Bank) -> None:
    """The first page of a quiz, as it prints."""
    quiz = mesoquiz.assemble(bank, blueprint=DOCS.parent / "decks" / "blueprints" / "qru-qrm.yaml")
    pages = {artifact.name: artifact.content for artifact in mesoquiz.export("html", quiz)}
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    page.set_content(pages["quiz-A.html"].decode())
    page.emulate_media(media="print")
    page.add_style_tag(content="body { padding: 16mm 17mm }")
    page.screenshot(path=DOCS / "quiz.png", clip={"x": 0, "y": 0, "width": 794, "height": 820})


def main() -> None:
    """Write both pictures beside this file."""
    bank = mesoquiz.load(DOCS.parent / "decks")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        picture_card(browser, bank)
        picture_quiz(browser, bank)
        browser.close()


if __name__ == "__main__":
    main()
