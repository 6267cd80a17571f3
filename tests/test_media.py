"""Pictures and sounds: what is refused, what goes into the package, and what Anki, a browser and paper make of it."""

from __future__ import annotations

import json
import os
import re
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from commands import run
from pictures import gif, jpeg, png, webp
from rendering import import_package, rendered

import mesoquiz
from mesoquiz.notes.bank import Bank

MP3 = b"ID3\x03\0\0\0\0\0\0" + bytes(40)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture(autouse=True)
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an author, who stands beside it."""
    folder = tmp_path / "author" / "decks"
    folder.mkdir(parents=True)
    (folder / "collection.yaml").write_text("id: media\ntitle: Médias\n", encoding="utf-8")
    monkeypatch.chdir(folder.parent)
    return folder


def load(*cards: dict[str, Any], **files: bytes) -> Bank:
    """A bank of these cards and files; `__` in a name stands for the dot, so that it can be a keyword."""
    for name, content in files.items():
        Path("decks", name.replace("__", ".")).write_bytes(content)
    numbered = [{"id": f"c{number}", **card} for number, card in enumerate(cards, 1)]
    Path("decks/a.yaml").write_text(json.dumps({"deck": "Médias", "cards": numbered}, ensure_ascii=False), "utf-8")
    return mesoquiz.load("decks")


def sound(*cards: dict[str, Any], **files: bytes) -> Bank:
    bank = load(*cards, **files)
    assert not bank.diagnostics, mesoquiz.format_report(bank)
    return bank


MASK = {"left": 10, "top": 20, "width": 30, "height": 40, "label": "derme"}


def shown(path: str, alt: str = "Coupe") -> dict[str, Any]:
    return {"question": f"![{alt}](<{path}>) Que voit-on ?", "answer": "la peau"}


def complaints(bank: Bank) -> list[tuple[str, str]]:
    return [(found.code, found.message) for found in bank.diagnostics]


def package(bank: Bank) -> bytes:
    (artifact,) = mesoquiz.export("apkg", bank)
    return artifact.content


def packed_media(content: bytes) -> dict[str, bytes]:
    """File name -> content, as the package holds them."""
    archive = zipfile.ZipFile(BytesIO(content))
    names = json.loads(archive.read("media"))
    members = set(archive.namelist()) - {"media", "collection.anki2"}
    assert members == set(names)
    return {name: archive.read(member) for member, name in names.items()}


def paper(bank: Bank) -> dict[str, str]:
    quiz = mesoquiz.assemble(bank)
    return {page.name: page.content.decode() for page in mesoquiz.export("html", quiz)}


# What is refused.


def test_a_link_that_leads_out_is_refused(decks: Path) -> None:
    secret = decks.parent / "secret.png"
    secret.write_bytes(png())
    (decks / "lien.png").symlink_to(secret)
    (decks / "dossier").symlink_to(decks.parent)
    bank = load(shown("lien.png"), shown("dossier/secret.png"))
    said = "leads out of the folder of the decks"
    assert complaints(bank) == [
        ("media-outside", f"`lien.png` {said}"),
        ("media-outside", f"`dossier/secret.png` {said}"),
    ]


def test_a_link_within_the_folder_is_followed(decks: Path) -> None:
    (decks / "vraie.png").write_bytes(png())
    (decks / "lien.png").symlink_to("vraie.png")
    bank = sound(shown("lien.png"), shown("vraie.png"))
    assert {file.content for file in bank.media.values()} == {png()}


def test_what_is_no_file_is_missing(decks: Path) -> None:
    (decks / "dossier.png").mkdir()
    os.mkfifo(decks / "tube.png")
    (decks / "rond.png").symlink_to("rond.png")
    names = ["dossier.png", "tube.png", "rond.png", "n" * 300 + ".png", "a/" * 3000 + "x.png"]
    bank = load(*map(shown, names))
    assert [code for code, _ in complaints(bank) if code != "media-unused"] == ["media-missing"] * len(names)


def test_what_was_meant_is_guessed_for_the_first_that_are_missing(decks: Path) -> None:
    """Each guess looks at every file, and a folder may have thousands."""
    bank = load(*[shown(f"peau-{number}.png") for number in range(25)], peau__png=png())
    hints = [one.hint for one in bank.diagnostics if one.code == "media-missing"]
    assert hints == ["did you mean `peau.png`?"] * 20 + ["put it there, or correct the path"] * 5


def test_sizes_are_limited(decks: Path) -> None:
    start = png()
    for name, size in (("trop.png", 12_600_000), ("presque.png", 10_000_001)):
        with (decks / name).open("wb") as file:
            file.write(start)
            file.truncate(size)
    (decks / "juste.png").write_bytes(start.ljust(10_000_000, b"\0"))
    (decks / "lourde.png").write_bytes(start.ljust(1_000_001, b"\0"))
    (decks / "mince.png").write_bytes(start.ljust(1_000_000, b"\0"))
    bank = load(*map(shown, ["trop.png", "presque.png", "juste.png", "lourde.png", "mince.png"]))
    huge, almost, *large = [f"{found.severity.value}[{found.code}] {found.message}" for found in bank.diagnostics]
    assert huge == "error[media-too-large] `trop.png` has 12.6 MB; a file may have 10 MB"
    assert almost.startswith("error[media-too-large] `presque.png` has ")
    assert not almost.endswith(" has 10 MB; a file may have 10 MB"), "an author would see no fault in that"
    assert large == [
        "warning[media-large] `juste.png` has 10.0 MB, which every student downloads",
        "warning[media-large] `lourde.png` has 1.0 MB, which every student downloads",
    ]


DISGUISED = {
    "a sound as a picture of the same family": ("onde.webp", b"RIFF\x24\0\0\0WAVEfmt "),
    "a picture as a sound of the same family": ("image.wav", b"RIFF\x24\0\0\0WEBPVP8 "),
    "a text as a sound": ("texte.m4a", b"Ceci est un texte."),
    "an empty sound": ("vide.m4a", b""),
    "a page as a drawing": ("page.svg", b"<?xml version='1.0'?><html><body>404</body></html>"),
    "white space before a picture": ("blanc.png", b"\n\n" + png()),
}


@pytest.mark.parametrize(("name", "content"), DISGUISED.values(), ids=list(DISGUISED))
def test_disguised_files_are_refused(name: str, content: bytes, decks: Path) -> None:
    (decks / name).write_bytes(content)
    is_sound = name.endswith((".wav", ".m4a"))
    bank = load({"question": "Quoi ?", "answer": "oui", "sound": name} if is_sound else shown(name))
    assert complaints(bank) == [("media-disguised", f"`{name}` is not what its name says")]


SOUND_FILES = {
    "comment.svg": b"<!-- Generator: a drawing program -->\n" + SVG,
    "doctype.svg": b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">' + SVG,
    "bom.svg": b"\xef\xbb\xbf<?xml version='1.0'?>\n" + SVG,
    "GRAND.PNG": png(),
    "photo.jpeg": jpeg(4, 3),
    "anime.gif": gif((4, 3)),
    "web.webp": webp(4, 3),
}


@pytest.mark.parametrize("name", SOUND_FILES)
def test_pictures_of_all_formats_are_taken(name: str, decks: Path) -> None:
    (decks / name).write_bytes(SOUND_FILES[name])
    bank = sound(shown(name))
    ((stored, content),) = packed_media(package(bank)).items()
    assert content == SOUND_FILES[name]
    assert stored.endswith(Path(name).suffix.lower())


@pytest.mark.parametrize(
    "url",
    [
        "https://exemple.org/x.png",
        "//exemple.org/x.png",
        "file:///etc/passwd.png",
        "data:image/png;base64,iVBORw0KGgo=",
        "javascript:alert(1).png",
        "\\\\serveur\\x.png",
        "%2e%2e/x.png",
    ],
)
def test_nothing_is_loaded_from_elsewhere(url: str, decks: Path) -> None:
    (decks.parent / "x.png").write_bytes(png())
    written = url.replace("\\", "\\\\")
    bank = load({"question": f"![Coupe]({written}) Que voit-on ?", "answer": "la peau"})
    ((code, message),) = complaints(bank)
    said = {"media-outside": "leads out of the folder of the decks", "media-address": "is an address, not a file"}
    assert code == ("media-address" if re.match("[a-z]+:", url) else "media-outside")
    assert said[code] in message
    with pytest.raises(ValueError, match=code):
        package(bank)


def test_a_missing_picture_stops_the_build_and_keeps_the_last(decks: Path) -> None:
    sound(shown("peau.png"), peau__png=png())
    assert run("build").exit_code == 0
    before = {path: path.read_bytes() for path in Path("dist").rglob("*") if path.is_file()}
    (decks / "peau.png").unlink()
    result = run("build")
    assert result.exit_code == 1
    assert "error[media-missing] there is no file `peau.png` in the folder of the decks" in result.stderr
    assert {path: path.read_bytes() for path in Path("dist").rglob("*") if path.is_file()} == before


def test_a_part_of_the_collection_knows_nothing_of_unused_files(decks: Path) -> None:
    sound(shown("peau.png"), peau__png=png())
    (decks / "reste.png").write_bytes(png(7))
    assert complaints(mesoquiz.load("decks")) == [("media-unused", "no card uses `reste.png`")]
    (decks / "b.yaml").write_text("deck: B\ncards:\n  - {id: b, question: B ?, answer: b}\n", encoding="utf-8")
    assert not mesoquiz.load("decks/b.yaml").diagnostics


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
    bank = sound(
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
    content = package(bank)
    assert png(9) in packed_media(content).values()
    import_package(collection, content, tmp_path)
    checked = collection.media.check()
    assert (list(checked.missing), list(checked.unused)) == ([], [])
    for name, text in paper(bank).items():
        assert "Vieille coupe" not in text, name


# Image occlusion.


MASKS = [(10, 5, 30, 12.5), (0, 40, 100, 60), (33.3333, 0, 0.5, 99.99), (99, 99, 1, 1)]


def occlusion(*masks: tuple[float, ...]) -> dict[str, Any]:
    sides = ("left", "top", "width", "height")
    listed = [
        {**dict(zip(sides, mask, strict=True)), "label": f"couche **{number}**"} for number, mask in enumerate(masks, 1)
    ]
    return {"image": {"file": "peau.png", "alt": "Coupe"}, "masks": listed, "why": "De haut en bas."}


def occluded(collection: Any) -> Any:
    (note_id,) = collection.find_notes("")
    return collection._backend.get_image_occlusion_note(note_id=note_id)


def test_anki_reads_the_masks(collection: Any, tmp_path: Path) -> None:
    bank = sound(occlusion(*MASKS), peau__png=png())
    import_package(collection, package(bank), tmp_path)
    answer = occluded(collection)
    assert answer.WhichOneof("value") == "note", answer.error
    note = answer.note
    assert note.image_data == png()
    assert note.image_file_name == next(iter(packed_media(package(bank))))
    assert note.header.replace("\u202f", " ") == "Que cache ce masque ?"
    found = []
    for place, masks in enumerate(sorted(note.occlusions, key=lambda masks: masks.ordinal), 1):
        assert masks.ordinal == place
        (shape,) = masks.shapes
        assert shape.shape == "rect"
        properties = {prop.name: float(prop.value) for prop in shape.properties}
        found.append(tuple(properties[side] * 100 for side in ("left", "top", "width", "height")))
    assert found == [pytest.approx(mask, abs=0.01) for mask in MASKS]


def test_each_mask_is_a_card(collection: Any, tmp_path: Path) -> None:
    import_package(collection, package(sound(occlusion(*MASKS), peau__png=png())), tmp_path)
    assert collection.db.list("SELECT ord FROM cards ORDER BY ord") == [0, 1, 2, 3]
    assert not collection.get_empty_cards().notes
    for number, side in enumerate(rendered(collection), 1):
        active = re.findall(r'<div class="cloze" data-ordinal="(\d+)"', side.front)
        hidden = re.findall(r'<div class="cloze-inactive" data-ordinal="(\d+)"', side.front)
        assert active == [str(number)]
        assert sorted([*active, *hidden]) == ["1", "2", "3", "4"]
        assert "couche" not in side.front
        assert f"<strong>{number}</strong>" in side.back
        assert "De haut en bas." in side.back
    problems, is_sound = collection.fix_integrity()
    assert is_sound, problems


def test_a_mask_at_the_edge_counts_as_inside(decks: Path) -> None:
    """Percents are decimal, computers binary: 33.3 + 66.7 is a hair above 100."""
    masks = [(33.3, 0.1, 66.7, 99.9), (0.1, 0.2, 99.9, 99.8), (14.3, 14.6, 85.7, 85.4)]
    bank = load(occlusion(*masks), peau__png=png())
    assert (complaints(bank), bank.errors) == ([], 0)


def test_a_mask_that_begins_outside_is_said_to(decks: Path) -> None:
    bank = load(occlusion((-1, 5, 30, 12)), peau__png=png())
    assert [message for code, message in complaints(bank) if code == "mask-outside" and "-1 %" in message]


def test_the_picture_of_a_faulty_card_is_not_called_unused(decks: Path) -> None:
    """The advice to delete it would be wrong: the card uses it once it is mended."""
    bank = load({**shown("peau.png"), "difficulty": 9}, peau__png=png())
    assert [code for code, _ in complaints(bank) if code == "media-unused"] == []
    assert bank.errors == 1


def test_a_mask_too_small_to_store_is_refused(decks: Path) -> None:
    bank = load(occlusion((10, 10, 0.001, 5)), peau__png=png())
    assert "mask-empty" in [code for code, _ in complaints(bank)]


def test_masks_on_paper_stand_where_they_hide(browser: Any, decks: Path) -> None:
    bank = sound(occlusion((10, 20, 30, 40)), peau__png=png(side=200))
    page = browser.new_page()
    script = """() => {
        const edge = element => element.getBoundingClientRect();
        const image = edge(document.images[0]);
        const mask = edge(document.querySelector(".masked rect"));
        return [(mask.x - image.x) / image.width, (mask.y - image.y) / image.height,
                mask.width / image.width, mask.height / image.height];
    }"""
    try:
        page.set_content(paper(bank)["quiz-A.html"], wait_until="load")
        assert page.evaluate(script) == pytest.approx([0.1, 0.2, 0.3, 0.4], abs=0.01)
        assert "couche" not in page.inner_text("body")
        page.set_content(paper(bank)["explained-A.html"], wait_until="load")
        assert "couche 1" in page.inner_text("body")
    finally:
        page.close()
