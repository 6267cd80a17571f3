"""The options that switch rules on content on and off."""

from __future__ import annotations

import click

from mesoquiz.advice.control import Control

select_option = click.option(
    "--select", multiple=True, metavar="CODES", help="The only rules on content: codes, beginnings of codes, ALL."
)
ignore_option = click.option("--ignore", multiple=True, metavar="CODES", help="Rules on content to leave out.")
extend_option = click.option(
    "--extend-select", multiple=True, metavar="CODES", help="Rules on content beside the usual ones."
)


def control(select: tuple[str, ...], ignore: tuple[str, ...], extend_select: tuple[str, ...]) -> Control:
    """What the command line says of the rules; codes may be divided by commas. Raises click.UsageError."""
    asked = Control(select=_split(select) or None, ignore=_split(ignore), extend_select=_split(extend_select))
    if any((select, ignore, extend_select)):
        from mesoquiz.rules import rules

        # Codes are too short to guess which was meant.
        for name in asked.unknown(rules()):
            raise click.UsageError(f"there is no rule `{name}`; `mesoquiz explain` lists them")
    return asked


def _split(told: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip() for codes in told for code in codes.split(",") if code.strip())
