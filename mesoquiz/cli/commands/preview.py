"""Show every card while it is written, in the browser."""

from __future__ import annotations

import gc
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
from mesoquiz.garbage import paused_collector

if TYPE_CHECKING:
    from mesoquiz.preview.server import Preview
    from mesoquiz.preview.state import Desk
    from mesoquiz.preview.watching import Watch

PORT = 8021
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
    from mesoquiz.preview.watching import Watch

    folders = named(paths)
    # Before they are read: what is saved meanwhile is seen as well.
    watch = Watch(folders)
    desk = Desk(folders)
    preview = _serving(Preview, desk, port)
    threading.Thread(target=preview.serve_forever, daemon=True).start()
    say(f"The preview is at {preview.address} and follows each save; Ctrl-C ends it.")
    if not no_open:
        webbrowser.open(preview.address)
    try:
        with paused_collector():
            _follow(desk, preview, watch)
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


def _follow(desk: Desk, preview: Preview, watch: Watch) -> None:
    """Follow the files until Ctrl-C."""
    changed, is_judged = time.monotonic(), False
    while True:
        if watch.has_changed():
            changed, is_judged = time.monotonic(), False
            desk.refresh()
            preview.tell()
        elif not is_judged and time.monotonic() - changed > QUIET:
            is_judged = True
            if desk.judged(watch.is_changing):
                preview.tell()
            # Looking for garbage among thousands of cards takes as long as showing a save: not meanwhile.
            gc.collect()
