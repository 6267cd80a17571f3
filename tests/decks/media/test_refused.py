"""Which pictures and sounds are refused, and what is said of them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from authors import SVG, complaints, load, package, packed_media, shown, sound
from commands import run
from pictures import gif, jpeg, png, webp

import mesoquiz


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
