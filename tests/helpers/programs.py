"""The programs that some tests need. CI must have them; elsewhere a test whose program is missing is skipped."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

IN_CI = bool(os.environ.get("CI"))

PROGRAMS = {
    "Chromium": "apt-get install chromium-headless-shell",
    "Playwright": "pip install playwright",
    "Anki": "pip install anki",
    "pdftoppm": "apt-get install poppler-utils",
    "Java": "apt-get install default-jre-headless",
    "the Nu HTML checker": "npm install --no-save vnu-jar",
    "the YAML language server": "npm install --no-save yaml-language-server",
    "axe": "pip install axe-playwright-python",
}
"""The programs that some tests need, and how to get them. `pip install -e '.[dev]'` brings those that pip knows."""
DOCUMENTS = "the documents of the shipped cards"
"""They are no part of the project: wherever they are missing, CI included, what needs them is skipped."""
MISSING = "missing: "
"""How the reason begins for which such a test is skipped."""


def missing(what: str) -> NoReturn:
    """Skip a test for want of a program; in CI, fail it."""
    if IN_CI and what in PROGRAMS:
        pytest.fail(f"CI must have {what}: {PROGRAMS[what]}")
    pytest.skip(MISSING + what)
