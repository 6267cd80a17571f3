"""Show every card while it is written, in the browser."""

from __future__ import annotations

import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mesoquiz.cli.loading import named, paths_argument
from mesoquiz.cli.program import Surroundings, error_in_words
from mesoquiz.cli.reporting import say

if TYPE_CHECKING:
    from mesoquiz.preview.server import Preview
    from mesoquiz.preview.state import Desk

PORT = 8021
PAUSE = 0.1
"""Seconds between two looks at the files."""
QUIET = 0.6
"""Seconds without a save after which all checks are made: they take longer than showing the cards."""


@click.command()
@paths_argument
@click.option("--port", type=click.IntRange(1, 65535), help=f"By default {PORT}, or another one if it is taken.")
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
def command(paths: tuple[Path, ...], port: int | None, no_open: bool) -> None:
    """Show every card while it is written, in the browser.

    Each card is there as in Anki, front and back, as it is printed and as a flashcard, with what is wrong with it and
    with advice. The page follows each save. Only this computer can reach it, and nothing is written. Ctrl-C ends it.

    \b
    Example: the cards in decks/
      mesoquiz preview
    """
    from mesoquiz.preview.server import Preview
    from mesoquiz.preview.state import Desk

    folders = named(paths)
    desk = Desk(folders)
    preview = _serving(Preview, desk, port)
    threading.Thread(target=preview.serve_forever, daemon=True).start()
    say(f"The preview is at {preview.address} and follows each save; Ctrl-C ends it.")
    if not no_open:
        webbrowser.open(preview.address)
    try:
        _watch(desk, preview, folders)
    except KeyboardInterrupt:
        say("The preview has ended.")
    finally:
        preview.server_close()


def _serving(server: Callable[[Desk, int], Preview], desk: Desk, port: int | None) -> Preview:
    """The server at this port, or at a free one where none was told. Raises Surroundings for a port that is taken."""
    for one in (port,) if port else (PORT, 0):
        try:
            return server(desk, one)
        except OSError as error:
            if one in (port, 0):
                raise Surroundings(f"port {one} cannot be used: {error_in_words(error)}") from error
    raise AssertionError


def _watch(desk: Desk, preview: Preview, folders: tuple[Path, ...]) -> None:
    """Follow the files until Ctrl-C."""
    from mesoquiz.preview.watching import seen

    before, changed, is_judged = seen(folders), time.monotonic(), False
    while True:
        now = seen(folders)
        if now != before:
            before, changed, is_judged = now, time.monotonic(), False
            desk.refresh()
            preview.tell()
        elif not is_judged and time.monotonic() - changed > QUIET:
            is_judged = True
            if desk.judged():
                preview.tell()
        time.sleep(PAUSE)
