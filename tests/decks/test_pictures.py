"""The pixels of a picture: a small file may take gigabytes of whoever shows it."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

import pytest
from commands import run
from pictures import blank_png, gif, jpeg, png, webp, with_profile

import mesoquiz

BLOCKS = b"!\xff\x0bNETSCAPE2.0\3\1\0\0\0" + b"!\xfe\5salut\0" + b"!\xf9\4\0\0\0\0\0"
"""What may come before the first frame of a GIF: that it repeats, a comment, how long it is shown."""
HUGE = blank_png(8_000, 7_000)
INSIDE = f"data:image/png;base64,{b64encode(HUGE).decode()}"


@pytest.fixture(autouse=True)
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("decks").mkdir()
    Path("decks/collection.yaml").write_text("id: images\ntitle: Images\nlang: fr\n", "utf-8")


def deck_of(**files: bytes) -> None:
    """A deck with a card for each picture; the last `_` of a name is its dot."""
    cards = []
    for number, (name, content) in enumerate(files.items()):
        file = ".".join(name.rsplit("_", 1))
        Path("decks", file).write_bytes(content)
        image = {"file": file, "alt": "une image"}
        cards.append({"id": f"c{number}", "question": f"Quoi ({number}) ?", "answer": "rien", "image": image})
    Path("decks/a.yaml").write_text(json.dumps({"deck": "Images", "cards": cards}), "utf-8")


def complaints() -> list[str]:
    return [f"{found.severity.value}[{found.code}] {found.message}" for found in mesoquiz.load("decks").diagnostics]


def drawing(body: str, before: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {names} width='9' height='9'>{body}</svg>".encode()


IMAGE = f"<image href='{INSIDE}'/>"
HALF = f'<image href="data:image/gif;base64,{b64encode(gif((7_000, 4_000))).decode()}"/>'


def inside(content: bytes, kind: str) -> bytes:
    """A drawing that holds a picture."""
    return drawing(f'<image href="data:image/{kind};base64,{b64encode(content).decode()}"/>')


LARGE = {
    "png": HUGE,
    "jpg": jpeg(8_000, 7_000),
    "webp": webp(8_000, 7_000),
    "gif": gif((8_000, 7_000)),
}


@pytest.mark.parametrize("suffix", LARGE)
def test_a_picture_of_too_many_pixels_is_refused(suffix: str) -> None:
    deck_of(**{f"image_{suffix}": LARGE[suffix]})
    assert complaints() == [f"error[media-too-many-pixels] `image.{suffix}` has 56 megapixels; a picture may have 50"]


def test_a_picture_of_as_many_pixels_as_it_may_have_is_taken() -> None:
    deck_of(image_jpg=jpeg(10_000, 5_000), une_de_plus_jpg=jpeg(10_000, 5_001))
    assert complaints() == ["error[media-too-many-pixels] `une_de_plus.jpg` has 51 megapixels; a picture may have 50"]


@pytest.mark.parametrize("before", [b"", BLOCKS], ids=["at once", "after other blocks"])
def test_a_frame_that_is_larger_than_its_gif_says_is_counted(before: bytes) -> None:
    """Browsers show it whole."""
    deck_of(image_gif=gif((1, 1), (8_000, 7_000), before), petite_gif=gif((4, 4), (2, 2), before))
    assert complaints() == ["error[media-too-many-pixels] `image.gif` has 56 megapixels; a picture may have 50"]


DRAWINGS = {
    "as it is": drawing(f'<image x:href="{INSIDE}"/>'),
    "by another name": drawing(f'<s:image xmlns:s="http://www.w3.org/2000/svg" href="{INSIDE}"/>'),
    "in references": drawing(f'<image href="{INSIDE.replace("data", "&#100;at&#x61;")}"/>'),
    "in capitals": drawing(f'<image href=" {INSIDE.replace("data", "DATA")}"/>'),
    "in an entity": drawing('<image href="&it;"/>', f'<!-- <svg > --><!DOCTYPE svg [<!ENTITY it "{INSIDE}">]>'),
    "of no type": drawing(f'<image href="{INSIDE.replace("image/png", "")}"/>'),
    "of another type": drawing(f'<image href="{INSIDE.replace("image/png", "text/plain;x=data:")}"/>'),
    "without base64": drawing(f'<image href="data:image/png,{quote(HUGE)}"/>'),
    "in a style": drawing(f'<style>svg {{ background: url("{INSIDE}") }}</style>'),
    "in a drawing": drawing(f'<image href="data:image/svg+xml,{quote(drawing(IMAGE))}"/>'),
    "in the style of a drawing": drawing(
        f"<style>svg {{ background: url('data:image/svg+xml,{quote(drawing(IMAGE))}') }}</style>"
    ),
    "in two halves": drawing(HALF * 2),
    "in lines": drawing(f'<image href="{INSIDE.replace("data", "da&#10;t&#9;a").replace("base", "b&#13;ase")}"/>'),
    "in the escapes of a style": drawing(
        f"<style>svg {{ background: url('{INSIDE.replace('data', chr(92) + '64 a' + chr(92) + 'ta')}') }}</style>"
    ),
    "in a packed drawing": drawing(
        f'<image href="data:image/svg+xml;base64,{b64encode(gzip.compress(drawing(IMAGE))).decode()}"/>'
    ),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_large_picture_inside_a_drawing_is_refused(name: str) -> None:
    deck_of(dessin_svg=DRAWINGS[name])
    assert complaints() == ["error[media-too-many-pixels] `dessin.svg` has 56 megapixels; a picture may have 50"]


def test_a_drawing_may_hold_pictures() -> None:
    small = f'<image href="data:image/png;base64,{b64encode(png()).decode()}"/>'
    deck_of(
        dessin_svg=drawing(small * 3),
        donnees_svg=drawing(
            "<text>data:, base64, %</text><style>a { background: url(data:image/png;base64,iVBO) }</style>"
        ),
        bizarre_svg=drawing(
            '<image href="data:image/png;base64,éàü="/><image href="data:"/><image href="data:,%FF&lt;"/>'
        ),
    )
    assert complaints() == []


def test_drawings_inside_one_another_have_an_end() -> None:
    inner = drawing("")
    for _ in range(9):
        inner = drawing(f'<image href="data:image/svg+xml;base64,{b64encode(inner).decode()}"/>')
    deck_of(dessin_svg=inner)
    assert complaints() == [
        "error[media-damaged] `dessin.svg` is damaged, or has a content that some programs do not show"
    ]


DAMAGED = {
    "png": png()[:14],
    "jpg": jpeg(4, 3)[:-12],
    "webp": webp(4, 3)[:20],
    "gif": gif((4, 3))[:22],
    "svg": drawing("<g>"),
    "a bomb of entities.svg": drawing(
        "&i;",
        "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaa'>"
        + "".join(
            f"<!ENTITY {name} '{f'&{before};' * 30}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + "]>",
    ),
    "no.png": blank_png(4, 0),
    "a style from elsewhere.svg": b"<?xml-stylesheet href='data:text/css,*{}'?><svg xmlns='http://www.w3.org/2000/svg'/>",
    "a packed drawing without end.svg": inside(gzip.compress(b"<svg>" + bytes(11_000_000)), "svg+xml"),
    "a drawing cut in its packing.svg": inside(gzip.compress(drawing(IMAGE))[:60], "svg+xml"),
    "a bitmap.svg": inside(b"BM" + bytes(60), "bmp"),
    "an icon.svg": inside(b"\0\0\1\0" + bytes(60), "x-icon"),
    "a picture as a film.svg": inside(b"\0\0\0\x1cftypavif" + bytes(60), "avif"),
    "a profile that unpacks without end.png": with_profile(bytes(5_000_000)),
    "a profile cut in its packing.png": with_profile(b"", cut=True),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_picture_is_refused(name: str) -> None:
    suffix = name.rpartition(".")[2]
    deck_of(**{f"image_{suffix}": DAMAGED[name]})
    assert complaints() == [
        f"error[media-damaged] `image.{suffix}` is damaged, or has a content that some programs do not show"
    ]
    assert f"help: save it again as {suffix}\n" in run("check").stdout


@pytest.mark.parametrize("command", [("quiz", "-n", "13"), ("flashcards",)], ids=["quiz", "flashcards"])
def test_pictures_that_are_large_together_are_not_set(command: tuple[str, ...]) -> None:
    """13 of 49 megapixels, each of which a picture may have."""
    picture = blank_png(7_000, 7_000)
    deck_of(**{f"image{number}_png": picture for number in range(13)})
    done = run(*command, "--pdf", "-o", "out")
    assert done.exit_code == 2
    assert done.stderr.endswith(
        "Error: the pictures have over 600 megapixels together, more than a PDF takes: make them smaller\n"
    )
    assert not Path("out").exists()


def test_a_picture_may_have_a_profile_of_its_colours() -> None:
    deck_of(image_png=with_profile(bytes(3_000)))
    assert complaints() == []
