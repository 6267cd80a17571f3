"""Promises about the code base itself: what a reader of one file may rely on without reading the others."""

from __future__ import annotations

import ast
import importlib
import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from commands import run
from pictures import png

import mesoquiz
from mesoquiz import exporters
from mesoquiz.cli.program import commands as all_commands
from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.notes.bank import Bank
from mesoquiz.questions import kinds
from mesoquiz.rules import rules as advice

COMMANDS = all_commands()
ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "mesoquiz"
CASES = ROOT / "tests" / "cases"
FILES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
KINDS = kinds().kinds

LEVELS = """
listing version
limits resources files staging garbage progress diagnostics languages
artifact markup reading
notes
questions advice
rules decks
anki exams
paper checks attack manual starters
flashcards
exporters
preview
cli
__init__
__main__
"""
"""A package may import from the lines above its own, and a module from its own package where that makes no circle."""
MOST_MODULES = 14
"""In a folder whose files are of different kinds."""
MOST_LINES = 500
"""In a file of tests."""
BESIDE_PACKAGES = {"whole", "helpers", "fuzz", "cases", "golden"}
"""Folders of tests that are of no package: of the whole, what tests share, the fuzzer, cases, and what is expected."""
INTERLEAVED = {"reading"}
"""Packages whose inner folders come between their own modules: a file is parsed, mended, then decoded."""
LISTS = {Path("rules")}
"""Folders of files that are all alike, found by listing: a stranger reads one of them and knows the others."""

SOLE_USERS = {
    "yaml": {"reading.parser"},
    "markdown_it": {"markup.dialect", "markup.renderer", "markup.tables"},
    "mdit_py_plugins": {"markup.renderer"},
    "chevron": {"preview.ankiside"},
    "genanki": {"anki.writer"},
    "sqlite3": {"anki.writer", "anki.collection", "anki.tables"},
    "jinja2": {"markup.templates"},
    "latex2mathml": {"markup.maths"},
    "imagesize": {"decks.pictures"},
    "typst": {"paper.typesetting"},
}
"""What one module alone knows, as its docstring says."""


def name_of(file: Path) -> str:
    """`exporters.apkg` for its file, `exporters` for the package's own."""
    name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix(".__init__")


def package_of(module: str) -> str:
    """`exams` for `exams.solver.program`, `version` for itself."""
    return module.partition(".")[0]


def level(package: str) -> int:
    """The line of the table that has a package."""
    for number, line in enumerate(LEVELS.strip().splitlines()):
        if package in line.split():
            return number
    raise LookupError(f"{package} has no level: add it to LEVELS in {Path(__file__).name}")


@cache
def imports(file: Path) -> frozenset[str]:
    """Every module that a file imports: at the top, inside functions, and for the type checker alone."""
    return frozenset(_imports(ast.parse(file.read_text(encoding="utf-8"))))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            module = str(node.module)
            inner = PACKAGE.parent / module.replace(".", "/")
            for alias in node.names:
                is_module = (inner / alias.name).is_dir() or (inner / f"{alias.name}.py").is_file()
                yield f"{module}.{alias.name}" if is_module else module


def inside(file: Path) -> set[str]:
    """The modules of the program that a file imports."""
    return {name.removeprefix("mesoquiz.") for name in imports(file) if name.split(".")[0] == "mesoquiz"}


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_imports_go_down(file: Path) -> None:
    own = package_of(name_of(file))
    assert "mesoquiz" not in inside(file), "the package root imports everything; import from the module that has it"
    others = {package_of(name) for name in inside(file)} - {own}
    assert {package for package in others if level(package) >= level(own)} == set()


def test_no_import_leads_back() -> None:
    """Raises CycleError with the circle."""
    graph = {name_of(file): inside(file) - {name_of(file)} for file in FILES}
    assert list(TopologicalSorter(graph).static_order())


def folder_of(module: str) -> str:
    """`exams.solver` for `exams.solver.program`; a module outside all folders is its own."""
    is_folder = (PACKAGE / module.replace(".", "/")).is_dir()
    return module if is_folder else module.rpartition(".")[0] or module


def test_no_import_leads_back_to_a_folder() -> None:
    """Nor from a folder to one inside it and back. Raises CycleError with the circle."""
    graph: dict[str, set[str]] = {}
    for file in FILES:
        own = folder_of(name_of(file))
        if own.partition(".")[0] not in INTERLEAVED:
            graph.setdefault(own, set()).update(folder_of(name) for name in inside(file) if folder_of(name) != own)
    assert list(TopologicalSorter(graph).static_order())


def test_the_table_of_levels_names_no_package_that_is_gone() -> None:
    assert set(LEVELS.split()) == {package_of(name_of(file)) for file in FILES}


def test_no_folder_is_a_heap() -> None:
    heaps = Counter(file.parent.relative_to(PACKAGE) for file in FILES if file.stem != "__init__")
    assert {
        str(folder): number for folder, number in heaps.items() if number > MOST_MODULES and folder not in LISTS
    } == {}


@pytest.mark.parametrize("library", SOLE_USERS)
def test_a_library_is_known_to_one_module(library: str) -> None:
    users = {name_of(file) for file in FILES if any(name.split(".")[0] == library for name in imports(file))}
    assert users == SOLE_USERS[library]


def test_exporters_know_no_question_type() -> None:
    users = [name_of(file) for file in FILES for name in imports(file) if name.startswith("mesoquiz.questions")]
    assert not [name for name in users if name.startswith("exporters")]


def test_nothing_outside_names_a_question_type() -> None:
    """Neither a string in the code nor a quoted word in a template. `list` is also a command, and Markdown's word;
    the pairs of a mapping, the field of an interaction and the names of Anki's note types are not ours."""
    found = {
        (name_of(file), node.value)
        for file in FILES
        if not name_of(file).startswith("questions")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in KINDS
    }
    anki = {("anki.notetypes", "cloze"), ("anki.notetypes", "occlusion"), ("anki.lock", "occlusion")}
    # Anki's own word in its templates.
    anki |= {("preview.ankiside", "cloze")}
    fields = {("reading.nodes", "pairs"), ("exams.printed", "pairs")}
    # `ask: concordance` and `ask: zone` are ways of asking: teachers have no other names for them.
    asked = {(name, "concordance") for name in ("exams.asking", "starters.blueprint", "reading.mistakes.words")}
    asked |= {(name, "zone") for name in ("exams.asking", "starters.blueprint", "reading.mistakes.words")}
    words = {(f"languages.{name}", word) for name in ("english", "french") for word in ("zone", "concordance")}
    assert found <= {("cli.program", "list"), ("markup.renderer", "list"), *fields, *anki, *asked, *words}
    quoted = re.compile("|".join(f"[\"']{name}[\"']" for name in KINDS))
    assert not [file for file in (ROOT / "templates").rglob("*.*") if quoted.search(file.read_text(encoding="utf-8"))]


PRINTING = {"cli.terminal", "cli.program", "__main__"}
"""The last two say "Aborted!" and nothing else."""


@pytest.mark.parametrize("file", [file for file in FILES if name_of(file) not in PRINTING], ids=name_of)
def test_one_module_prints(file: Path) -> None:
    """`cli.terminal`, which lets nothing through that steers a terminal."""
    tree = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    called = {ast.unparse(node.func) for node in tree if isinstance(node, ast.Call)}
    assert called.isdisjoint({"click.echo", "click.secho", "print", "sys.stdout.write", "sys.stderr.write"})


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_each_module_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))


# Question types and formats


def listed(package: str) -> list[str]:
    return sorted(file.stem for file in (PACKAGE / package).glob("[!_]*.py"))


def test_question_types_are_found_by_listing() -> None:
    assert list(KINDS) == listed("questions")


def test_formats_are_found_by_listing() -> None:
    assert list(exporters.names()) == listed("exporters")


def test_rules_on_content_are_found_by_listing() -> None:
    assert sorted(rule.check.__module__.rpartition(".")[2] for rule in advice().values()) == listed("rules")


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_type_has_good_and_bad_cases(kind: str) -> None:
    outs = [file.read_text(encoding="utf-8") for file in (CASES / "questions" / kind).glob("*.out")]
    assert sum(f" ({kind})\n" in out for out in outs) >= 2
    assert sum(": error[" in out for out in outs) >= 2


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_question_type_is_a_card_of_that_type(kind: str, tmp_path: Path) -> None:
    docstring = importlib.import_module(KINDS[kind].__module__).__doc__ or ""
    paragraphs = [textwrap.dedent(part) for part in docstring.split("\n\n")]
    (example,) = (part for part in paragraphs if part.startswith("id:"))
    deck = tmp_path / "deck.yaml"
    for name in re.findall(r"[\w-]+\.png", example):
        (tmp_path / name).write_bytes(png())
    card = textwrap.indent(example, "    ").replace("  ", "- ", 1)
    deck.write_text(f"id: example\ndeck: Example\ncards:\n{card}\n", encoding="utf-8")
    bank = mesoquiz.load(deck)
    assert mesoquiz.format_report(bank) == ""
    assert [note.kind for note in bank.notes] == [kind]


@cache
def code_of_tests() -> list[ast.Call | ast.Constant]:
    """The calls and values in the tests, without comments and docstrings: those test nothing."""
    found: list[ast.Call | ast.Constant] = []
    for file in TESTS:
        nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
        remarks = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        said = (node for node in nodes if isinstance(node, ast.Call | ast.Constant))
        found += (node for node in said if isinstance(node, ast.Call) or id(node) not in remarks)
    return found


@cache
def exports_of_tests() -> frozenset[object]:
    """The formats that tests name where they export."""
    calls = [node for node in code_of_tests() if isinstance(node, ast.Call) and node.args]
    exports = [call.args[0] for call in calls if ast.unparse(call.func).split(".")[-1] in ("export", "exporter")]
    return frozenset(node.value for node in exports if isinstance(node, ast.Constant))


@pytest.mark.parametrize("format", exporters.names())
def test_a_format_has_tests(format: str) -> None:
    assert format in exports_of_tests()


# Rules


def rules() -> list[Rule]:
    """Every rule of the program; each is a constant of the module whose check uses it."""
    modules = [importlib.import_module(f"mesoquiz.{name_of(file)}") for file in FILES if file.stem != "__main__"]
    homes = {id(rule): rule for module in modules for rule in vars(module).values() if isinstance(rule, Rule)}
    return list(homes.values())


def test_rule_codes_are_unique_words() -> None:
    codes = Counter(rule.code for rule in rules())
    assert [code for code, count in codes.items() if count > 1] == []
    assert [code for code in codes if code not in advice() and not re.fullmatch("[a-z]+(-[a-z]+)*", code)] == []


def test_each_rule_is_seen_in_a_test() -> None:
    texts = [file.read_text(encoding="utf-8") for file in CASES.rglob("*.out")]
    texts += [str(node.value) for node in code_of_tests() if isinstance(node, ast.Constant)]
    seen = {code for text in texts for code in re.findall(r"(?:error|warning|info)\[([a-z-]+)\]", text)}
    # Each rule on content is held against its own examples, in tests/rules.
    assert sorted(rule.code for rule in rules() if rule.code not in {*seen, *advice()}) == []


# What is committed beside the code


def test_the_committed_page_of_rules_is_the_generated_one() -> None:
    result = run("explain", "--markdown")
    assert result.output == (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["deck", "collection", "blueprint"])
def test_the_committed_schema_is_the_generated_one(file: str) -> None:
    result = run("schema", file)
    assert result.output == (PACKAGE / f"{file}.schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_help_with_an_example_and_is_in_the_readme(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"mesoquiz {command}" in result.output.partition("Example:")[2]
    assert f"mesoquiz {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_shipped_decks_are_sound(shipped: Bank) -> None:
    assert mesoquiz.format_report(shipped) == ""
    assert shipped.notes


def test_tests_mirror_the_packages() -> None:
    folders = {file.relative_to(ROOT / "tests").parts[0] for file in TESTS if file.parent != ROOT / "tests"}
    assert folders - BESIDE_PACKAGES <= {package_of(name_of(file)) for file in FILES}
    assert [file.name for file in (ROOT / "tests").glob("*.py")] == ["conftest.py"]


def test_no_test_imports_another() -> None:
    """What tests share is in `helpers`; a folder whose tests share fixtures has a `conftest.py`."""
    tests = {file.stem for file in TESTS if file.stem.startswith("test_")} | {"conftest"}
    assert {file.name: tests & imports(file) for file in TESTS if tests & imports(file)} == {}


def test_no_file_of_tests_is_long() -> None:
    long = {file.name: lines for file in TESTS if (lines := len(file.read_text("utf-8").splitlines())) > MOST_LINES}
    assert long == {}
