"""The real YAML language server, driven as an editor does it: what it completes, says and underlines."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from commands import PATIENCE

SETTINGS = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}, "schemas": {}}


class LanguageServer:
    """Talks with the server over its standard streams (Language Server Protocol 3.17)."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self.folder = folder
        self.number = 0
        self.version = 0
        self.found: dict[str, tuple[int, list[dict[str, Any]]]] = {}
        capabilities = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
        root = {"rootUri": folder.as_uri(), "processId": None, "capabilities": capabilities}
        self.ask("initialize", root)
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": SETTINGS}})

    def show(self, name: str, text: str) -> str:
        """Open a file, or change what is in it; returns its address."""
        uri = (self.folder / name).as_uri()
        self.version += 1
        if uri not in self.found:
            document = {"uri": uri, "languageId": "yaml", "version": self.version, "text": text}
            self.tell("textDocument/didOpen", {"textDocument": document})
            self.found[uri] = (0, [])
        else:
            document = {"uri": uri, "version": self.version}
            self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        return uri

    def completions(self, name: str, text: str) -> list[dict[str, Any]]:
        """What is offered where `|` is in the text."""
        before, _, after = text.partition("|")
        uri = self.show(name, before + after)
        line = before.count("\n")
        place = {"line": line, "character": len(before) - before.rfind("\n") - 1}
        made = self.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": place})
        return list(made["items"] if isinstance(made, dict) else made or [])

    def problems(self, name: str, text: str) -> list[dict[str, Any]]:
        """What is underlined in a text."""
        uri = self.show(name, text)
        version = self.version
        while self.found[uri][0] < version:
            self._read(None)
        return self.found[uri][1]

    def hover(self, name: str, text: str) -> str:
        """What is said of what is at `|`."""
        before, _, after = text.partition("|")
        uri = self.show(name, before + after)
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        made = self.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})
        return str(made["contents"]["value"]) if made else ""

    def end(self) -> None:
        """End the server."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.process.wait(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()

    def ask(self, method: str, params: Any) -> Any:
        """Ask for something, and wait for the answer."""
        self.number += 1
        self._write({"id": self.number, "method": method, "params": params})
        return self._read(self.number)

    def tell(self, method: str, params: Any) -> None:
        """Tell something that has no answer."""
        self._write({"method": method, "params": params})

    def _write(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def _read(self, number: int | None) -> Any:
        """The answer to a question, or the next message where there is none; what the server asks is answered."""
        while True:
            message = self._message()
            if "method" in message and "id" in message:
                items = (message.get("params") or {}).get("items", [])
                self._write(
                    {
                        "id": message["id"],
                        "result": [SETTINGS if one.get("section") == "yaml" else None for one in items] or None,
                    }
                )
            elif message.get("method") == "textDocument/publishDiagnostics":
                told = message["params"]
                self.found[told["uri"]] = (told.get("version") or self.version, told["diagnostics"])
                if number is None:
                    return None
            elif number is not None and message.get("id") == number:
                assert "error" not in message, message["error"]
                return message["result"]

    def _message(self) -> dict[str, Any]:
        length = 0
        assert self.process.stdout
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        made: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return made
