"""What goes into the package, and what Anki, a browser and paper make of it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from authors import SVG, complaints, load, package, packed_media, paper, shown, sound
from pictures import MP3, png
from rendering import import_package, rendered

import mesoquiz

MASK = {"left": 10, "top": 20, "width": 30, "height": 40, "label": "derme"}


# Names.


def test_the_same_picture_is_stored_once(decks: Path) -> None:
    cards = [shown("peau.png"), shown("./peau.png"), shown("images/../peau.png".replace("images/../", "./"))]
    bank = sound(
        *cards, {"question": "Où ?", "answer": "ici", "image": {"file": "peau.png", "alt": "x"}}, peau__png=png()
    )
    assert list(packed_media(package(bank)).values()) == [png()]


def test_a_changed_picture_has_a_new_name_and_an_equal_one_the_old(decks: Path) -> None:
    def name() -> str:
        ((made, content),) = packed_media(package(mesoquiz.load("decks"))).items()
        assert content == (decks / "peau.png").read_bytes()
        return made

    sound(shown("peau.png"), peau__png=png())
    first = name()
    assert re.fullmatch(r"peau-[0-9a-f]{16}\.png", first)
    (decks / "peau.png").write_bytes(png(7))
    second = name()
    assert second != first
    (decks / "peau.png").write_bytes(png())
    assert name() == first


HOSTILE = [
    "deux mots.png",
    'l\'"œil".png',
    "<img src=x onerror=alert(1)>.png",
    "a&b;c#d?e.png",
    "(paren).png",
    "100%25.png",
    "{{c1::gap}}.png",
    "[sound:x.mp3].png",
    "peau.png.png",
    "état–è.png",
    "皮肤.png",
    "-o.png",
    "x" * 200 + ".png",
]


@pytest.mark.parametrize("name", [name for name in HOSTILE if ":" not in name])
@pytest.mark.parametrize("place", ["image", "text"])
def test_hostile_names_are_stored_under_harmless_ones(name: str, place: str, collection: Any, tmp_path: Path) -> None:
    Path("decks", name).write_bytes(png())
    escaped = re.sub(r"([<>\\])", r"\\\1", name).replace("%", "%25").replace("&", "&amp;")
    card = (
        shown(escaped) if place == "text" else {**shown(""), "question": "Quoi ?", "image": {"file": name, "alt": "x"}}
    )
    content = package(sound(card))
    ((stored, data),) = packed_media(content).items()
    assert data == png()
    assert re.fullmatch(r"[a-z0-9-]{1,40}-[0-9a-f]{16}\.png", stored)
    import_package(collection, content, tmp_path)
    assert Path(collection.media.dir(), stored).read_bytes() == png()
    (side,) = rendered(collection)
    assert re.findall(r'<img src="([^"]*)"', side.front) == [stored]


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_accents_are_found_however_they_are_stored(on_disk: Any, written: Any, decks: Path) -> None:
    """A Mac writes `é` as two characters; an author sees no difference."""
    (decks / unicodedata.normalize(on_disk, "étape.png")).write_bytes(png())
    name = unicodedata.normalize(written, "étape.png")
    bank = load(shown(name), {"question": "Quoi ?", "answer": "oui", "image": {"file": name, "alt": "x"}})
    codes = {code for code, _ in complaints(bank)}
    assert not codes & {"media-missing", "media-unused"}
    assert list(packed_media(package(bank)).values()) == [png()]


# In Anki.


def test_media_arrive_in_anki(collection: Any, tmp_path: Path) -> None:
    cards = [
        {"question": "Quoi ?", "answer": "![A](a.png)", "image": {"file": "b.png", "alt": "B"}, "sound": "voix.mp3"},
        {"question": "Lequel ?", "answer": "![A](a.png)", "distractors": ["![C](c.png)"], "why": "![D](d.png)"},
        {"cloze": "C'est {{1::![E](e.png)}}."},
    ]
    files = {f"{name}__png": png(place) for place, name in enumerate("abcde")}
    content = package(sound(*cards, **files, voix__mp3=MP3))
    media = packed_media(content)
    import_package(collection, content, tmp_path)
    assert {path.name: path.read_bytes() for path in Path(collection.media.dir()).iterdir()} == media
    assert sorted(media.values()) == sorted([*(png(place) for place in range(5)), MP3])
    checked = collection.media.check()
    assert (list(checked.missing), list(checked.unused)) == ([], [])
    loaded = {name for side in rendered(collection) for name in re.findall(r'<img src="([^"]*)"', side.back)}
    assert loaded == {name for name in media if name.endswith(".png")}


def test_a_sound_is_played_and_what_looks_like_one_is_not(collection: Any, tmp_path: Path) -> None:
    bank = load(
        {
            "question": "[sound:voix.mp3] [anki:tts lang=fr_FR]a[/anki:tts]",
            "answer": "[SOUND:x.mp3]",
            "sound": "voix.mp3",
        },
        {"question": "[sound:voix.mp3]", "answer": "**[**sound:x.mp3]"},
        voix__mp3=MP3,
    )
    import_package(collection, package(bank), tmp_path)
    cards = [collection.get_card(id) for id in collection.db.list("SELECT id FROM cards ORDER BY due")]
    outputs = [card.render_output() for card in cards]
    (name,) = packed_media(package(bank))
    assert [[tag.filename for tag in made.question_av_tags] for made in outputs] == [[name], []]
    assert [[tag.filename for tag in made.answer_av_tags if tag.filename != name] for made in outputs] == [[], []]
    assert "[sound:" not in re.sub("&#91;", "[", outputs[0].question_text).replace("[sound:voix.mp3]", "")
    assert "&#91;sound:voix.mp3]" in outputs[1].question_text


ALTS = {
    'une "coupe"': 'une "coupe"',
    "<b>x</b> & <script>alert(1)</script>": "<b>x</b> & <script>alert(1)</script>",
    "' onerror='alert(1)": "' onerror='alert(1)",
    '" onerror="alert(1)': '" onerror="alert(1)',
    "{{c1::x}} {{Answer}}": "{{c1::x}} {{Answer}}",
    "[sound:x.mp3]": "[sound:x.mp3]",
    "un **gras** et H~2~O": "un gras et H2O",
}


@pytest.mark.parametrize("alt", ALTS)
def test_descriptions_stay_text(alt: str, collection: Any, tmp_path: Path, browser: Any) -> None:
    bank = sound(
        shown("peau.png", alt),
        {"question": "Quoi ?", "answer": "la peau", "image": {"file": "peau.png", "alt": ALTS[alt]}},
        peau__png=png(),
    )
    import_package(collection, package(bank), tmp_path)
    pages = [*(side.back for side in rendered(collection)), paper(bank)["quiz-A.html"]]
    page = browser.new_page()
    read = "() => [...document.images].map(image => [image.alt, image.getAttributeNames().join()])"
    try:
        found = []
        for text in pages:
            page.set_content(text)
            found += page.evaluate(read)
            assert not page.evaluate("() => [...document.images].filter(image => image.closest('script')).length")
    finally:
        page.close()
    assert sorted(found) == sorted([[ALTS[alt], "src,alt,class"], [ALTS[alt], "src,alt"]] * 2)


def test_a_drawing_runs_no_script(collection: Any, tmp_path: Path, browser: Any) -> None:
    script = b"<script>parent.ran = true; fetch('https://exemple.org/x')</script>"
    hostile = SVG.replace(
        b"<rect", script + b'<image href="https://exemple.org/y.png"/><rect onload="parent.ran = true"'
    )
    bank = sound(shown("dessin.svg"), dessin__svg=hostile)
    import_package(collection, package(bank), tmp_path)
    (side,) = rendered(collection)
    assert "<svg" not in side.front
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    try:
        page.set_content(paper(bank)["quiz-A.html"], wait_until="load")
        assert page.evaluate("() => document.images[0].naturalWidth") == 9
        assert page.evaluate("() => window.ran") is None
        assert page.evaluate("() => document.querySelectorAll('svg, script').length") == 0
    finally:
        page.close()
    assert [url for url in asked if not url.startswith(("data:", "about:"))] == []


# On paper.


def test_a_picture_on_paper_is_in_the_page(browser: Any, decks: Path) -> None:
    cards = [
        {"question": "Quoi ?", "answer": "la peau", "image": {"file": "b.png", "alt": "B"}},
        {"question": "Qu'entend-on ?", "answer": "rien", "sound": "voix.mp3"},
        shown("a.png", "A"),
        {"image": {"file": "c.png", "alt": "C"}, "masks": [MASK]},
    ]
    bank = sound(*cards, a__png=png(1), b__png=png(2), c__png=png(3), voix__mp3=MP3)
    for name, text in paper(bank).items():
        if not name.startswith(("quiz", "explained")):
            continue
        assert "Qu'entend-on" not in text, "what is asked by ear cannot be printed"
        sources = re.findall(r'src="([^"]*)"', text)
        assert all(source.startswith("data:image/png;base64,") for source in sources)
        page = browser.new_page()
        try:
            page.set_content(text, wait_until="load")
            images = page.evaluate("() => [...document.images].map(image => [image.alt, image.naturalWidth])")
        finally:
            page.close()
        assert {alt for alt, _ in images} == {"A", "B", "C"}
        assert {width for _, width in images} == {4}
        assert "mp3" not in text


def test_retired_cards_keep_their_pictures_in_anki_and_off_paper(collection: Any, tmp_path: Path) -> None:
    cards = [{**shown("vieux.png", "Vieille coupe"), "retired": True}, shown("peau.png")]
    bank = sound(*cards, peau__png=png(), vieux__png=png(9))
    main, withdrawn = (made.content for made in mesoquiz.export("apkg", bank))
    assert [list(packed_media(content).values()) for content in (main, withdrawn)] == [[png()], [png(9)]]
    import_package(collection, main, tmp_path)
    import_package(collection, withdrawn, tmp_path)
    checked = collection.media.check()
    assert (list(checked.missing), list(checked.unused)) == ([], [])
    for name, text in paper(bank).items():
        assert "Vieille coupe" not in text, name
