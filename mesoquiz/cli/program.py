"""The program: its commands, which are modules of `cli/commands` found by name, and how errors end it."""

from __future__ import annotations

import ast
import errno
import importlib
import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import click

from mesoquiz.listing import modules_in
from mesoquiz.version import __version__

COMMANDS = Path(__file__).with_name("commands")
"""The folder of their modules."""


@cache
def commands() -> list[str]:
    """The names of the commands."""
    return modules_in([str(COMMANDS)])


def summary(command: str) -> str:
    """What `--help` says of a command: the first line of its own help, read and not imported."""
    tree = ast.parse((COMMANDS / f"{command}.py").read_text(encoding="utf-8"))
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "command"]
    return (ast.get_docstring(found[0]) or "").partition("\n")[0] if found else ""


class Surroundings(click.ClickException):
    """Not the author's fault nor ours: a file that cannot be read, a full disk. Exit code 2, like wrong usage."""

    exit_code = 2


class Program(click.Group):
    """A group that imports a command only when it runs, and turns system errors into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return commands()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in commands():
            return None
        command = importlib.import_module(f"mesoquiz.cli.commands.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in commands():
            from mesoquiz.diagnostics.wording import did_you_mean

            guess = did_you_mean(args[0], commands())
            raise click.UsageError(f"there is no command `{args[0]}`{'; ' if guess else ''}{guess}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary(name)) for name in commands()])

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        # `--help` and `--version` print here.
        with _explained():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _explained():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Aborted!", err=True)
            ctx.exit(128 + signal.SIGINT)


@contextmanager
def _explained() -> Iterator[None]:
    """Turn an error into one line; a reader that stops reading ends the program without a word."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        # Its message is the help.
        raise
    except click.ClickException as error:
        # It may name what a file, a manifest or a package says. Every error passes here; click's type calls it final.
        from mesoquiz.diagnostics.terminal import one_line

        vars(error)["message"] = one_line(error.message)
        raise
    except OSError as error:
        was_output = _give_up_output()
        if error.errno == errno.EPIPE:
            # As programs end that the system stops for that (SIGPIPE); 1 would mean errors in the decks.
            sys.exit(141)
        if was_output and not error.filename:
            error.filename = "standard output"
        raise Surroundings(error_in_words(error)) from error


def _give_up_output() -> bool:
    """Forget what a full disk does not take: Python would try again as it ends, complain, and end with 120.

    Returns whether there was such a thing.
    """
    if sys.stdout is None:
        return False
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        return True
    return False


def error_in_words(error: OSError) -> str:
    """A system error as a sentence: the file, then what is the matter."""
    what = (error.strerror or str(error)).strip()
    what = what[:1].lower() + what[1:]
    from mesoquiz.diagnostics.terminal import one_line

    return one_line(f"{error.filename}: {what}" if error.filename else what)


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=(
        "PATHS are decks or their folders, or `-` for standard input. Without them, commands take the folder decks/, "
        "or, where there is no deck, those shipped with mesoquiz."
    ),
)
@click.version_option(__version__, prog_name="mesoquiz")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Cards written in YAML become an Anki deck and a quiz to print.

    \b
    Example: make everything from decks/ into dist/
      mesoquiz build
    """
    for stream in (sys.stdout, sys.stderr):
        # An old terminal shows what it can, instead of ending the program.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    # click does not read these; no-color.org and force-color.org define them.
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    elif os.environ.get("FORCE_COLOR"):
        ctx.color = True
