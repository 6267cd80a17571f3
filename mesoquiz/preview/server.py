"""The pages of a preview, served to the browser of this computer alone.

Whoever asks must be on this computer and mean this server: a page elsewhere whose name leads here (DNS rebinding), or a
script of one, is refused by the headers `Host` and `Origin`. No address names a file: pictures are served by the names
that the decks give them. Cards have the scripts of their templates, so each is shown in a frame of no origin. Only the
standard library: nothing here needs more, and a preview is for one person.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Callable
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from mesoquiz.files import Changed
from mesoquiz.markup.templates import Embedded
from mesoquiz.preview.state import Desk, as_data
from mesoquiz.preview.views import NotShown, Views
from mesoquiz.resources import folder

HOST = "127.0.0.1"
HEARTBEAT = 15
"""Seconds after which a page is told that the server is still there."""
_FILES = {
    "/": ("page.html", "text/html"),
    "/page.css": ("page.css", "text/css"),
    "/page.js": ("page.js", "text/javascript"),
}
_OURS = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:"
_CARD = (
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "font-src data:; img-src data:"
)
_PICTURE = re.compile(r'(?<=<img src=")[^"]+')
_SAID = "<!doctype html><html lang=en><meta charset=utf-8><p style='font: 15px/1.45 sans-serif; background: #fff'>{}"
_FLASHCARD = """.page { height: 95mm !important; } .words { display: none; }
@media (max-width: 700px) { .page { zoom: 0.42; } }"""
# Tells the page how high the card is.
_HEIGHT = """<script>(function () {
  function tell() { parent.postMessage({height: document.documentElement.offsetHeight}, "*"); }
  new ResizeObserver(tell).observe(document.documentElement); addEventListener("load", tell);
})();</script>"""


class Preview(ThreadingHTTPServer):
    """Serves the state of a desk, and tells open pages when there is a newer one."""

    daemon_threads = True
    # Else the port of a preview that has just ended is taken for a minute. Windows would let two servers have it.
    allow_reuse_address = os.name != "nt"

    def __init__(self, desk: Desk, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.desk = desk
        # Paths of files are from here, even when this folder is no more.
        self.here = str(Path.cwd())
        self.news = threading.Condition()

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.server_port}/"

    def tell(self) -> None:
        """Wake the open pages: the desk has a newer state."""
        with self.news:
            self.news.notify_all()

    def other_than(self, number: int) -> int:
        """The number of the newest state, once it is another one than this or the time for a heartbeat has come.

        A page that was open before the server was started may know a higher number.
        """
        with self.news:
            self.news.wait_for(lambda: self.desk.state.number != number, HEARTBEAT)
        return self.desk.state.number

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away is no error."""


class _Handler(BaseHTTPRequestHandler):
    server: Preview
    protocol_version = "HTTP/1.1"
    server_version = "mesoquiz"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer what is asked for."""
        names = {f"{HOST}:{self.server.server_port}", f"localhost:{self.server.server_port}"}
        origin = self.headers.get("Origin")
        if self.headers.get("Host") not in names or (origin and origin not in {f"http://{name}" for name in names}):
            self._send(HTTPStatus.FORBIDDEN, b"This preview is for its own page alone.", "text/plain")
            return
        url = urlsplit(self.path)
        asked = {name: values[-1] for name, values in parse_qs(url.query).items()}
        try:
            self._answer(url.path, asked)
        except (KeyError, ValueError) as error:
            self._view(_SAID.format(escape(str(error) if isinstance(error, NotShown) else "There is nothing here.")))
        except Changed as error:
            self._view(_SAID.format(escape(str(error))))

    def _answer(self, path: str, asked: dict[str, str]) -> None:
        state = self.server.desk.state
        views = state.views
        if path in _FILES:
            name, kind = _FILES[path]
            self._send(HTTPStatus.OK, (folder("templates") / "preview" / name).read_bytes(), kind, _OURS)
        elif path == "/state":
            self._json({**as_data(state, int(asked.get("since", "0"))), "here": self.server.here})
        elif path == "/cards":
            self._json(views.cards(asked["id"]))
        elif path == "/events":
            self._events(int(asked.get("number", "0")))
        else:
            self._view(_VIEWS[path](views, asked))

    def _events(self, number: int) -> None:
        """Tell a page each newer state, until it goes."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        while True:
            newest = self.server.other_than(number)
            self.wfile.write(f"data: {newest}\n\n".encode() if newest != number else b": still here\n\n")
            self.wfile.flush()
            number = newest

    def _view(self, page: str) -> None:
        """A page of a card: its scripts reach nothing, and its pictures are in it."""
        made = page.replace("<head>", "<head>" + _HEIGHT, 1) if "<head>" in page else page + _HEIGHT
        self._send(HTTPStatus.OK, made.encode(), "text/html", _CARD)

    def _json(self, value: object) -> None:
        self._send(HTTPStatus.OK, json.dumps(value, ensure_ascii=False).encode(), "application/json")

    def _send(self, status: HTTPStatus, content: bytes, kind: str, policy: str = "default-src 'none'") -> None:
        self.send_response(status)
        told = {
            "Content-Type": f"{kind}; charset=utf-8",
            "Content-Length": str(len(content)),
            "Content-Security-Policy": policy,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-site",
        }
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for what is wrong with the decks."""


def _alone(page: str, style: str) -> str:
    """A printed page without what is around a single card."""
    return page.replace("</head>", f"<style>{style}</style></head>", 1)


def _anki(views: Views, asked: dict[str, str]) -> str:
    page = views.anki(asked["id"], int(asked.get("card", "0")), asked["side"], night="night" in asked)
    # A frame without an origin is not given an SVG from an address (Chromium's opaque response blocking).
    pictures = Embedded({file.name: file for file in views.bank.media.values()})
    return _PICTURE.sub(lambda match: pictures.get(match[0], match[0]), page)


_VIEWS: dict[str, Callable[[Views, dict[str, str]], str]] = {
    "/anki": _anki,
    "/paper": lambda views, asked: _alone(
        views.paper(asked["id"], asked["page"]), ".front, main > table > thead { display: none !important; }"
    ),
    "/flashcard": lambda views, asked: _alone(views.flashcard(asked["id"]), _FLASHCARD),
    "/exam": lambda views, asked: views.exam({path.stem: path for path in views.exams()}[asked["name"]], asked["page"]),
}
"""What a frame can show, by its address."""
