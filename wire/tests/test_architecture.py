"""The floor plan, checked: who may look where, what occurs once, how large a thing may grow."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from wire.tests.command_line import PROJECT

ALLOWED = {
    "vocabulary": set(),
    "markup": set(),
    "sluglines": set(),
    "agate": set(),
    "furniture": set(),
    "restrictions": {"parsers"},
    "parsers": {"vocabulary", "markup", "sluglines", "agate"},
    "imaging": {"vocabulary"},
    "merging": {"vocabulary", "markup"},
    "rules": {"vocabulary"},
    "models": {"vocabulary", "merging", "rules"},
    "actions": {
        "vocabulary",
        "markup",
        "sluglines",
        "agate",
        "furniture",
        "restrictions",
        "parsers",
        "merging",
        "imaging",
        "rules",
        "models",
    },
    "channels": {"vocabulary", "models", "actions"},
    "templatetags": {"vocabulary", "markup", "models"},
    "admin": {"vocabulary", "markup", "merging", "rules", "models", "actions", "channels"},
    "public": {"vocabulary", "rules", "models"},
    "management": {"vocabulary", "markup", "parsers", "models", "actions", "channels"},
    "checks": {"parsers"},
    "apps": {"checks"},
}
DOORS = {"admin", "public", "management"}
# What a pure room may import from outside the house, beside the standard library.
LIBRARIES = {
    "vocabulary": {"django.db.models"},
    "markup": {"lxml", "nh3"},
    "sluglines": set(),
    "agate": set(),
    "furniture": set(),
    "parsers": {"lxml"},
    "imaging": {"PIL"},
    "merging": {"lxml"},
    "restrictions": set(),
    "rules": {"django.db.models", "django.utils.timezone"},
}
# Disk, network, clock and chance: not for a pure room.
OUTSIDE_WORLD = {"os", "pathlib", "shutil", "tempfile", "socket", "http", "subprocess", "random", "secrets", "time"}
TOP_LEVEL = {
    *("manage.py", "newsroom", "wire", "templates", "static", "requirements.txt", "README.md"),
    *("Makefile", "CHANGELOG.md", "LICENSE", "docs", "benchmarks"),
}
FILE_AT_MOST, FUNCTION_AT_MOST, PURE_FUNCTION_AT_MOST = 400, 50, 30
# Markup of the desk's own, the words in it escaped.
FORMAT_HTML = {"wire/admin/publishing.py": 1, "wire/admin/photo.py": 1, "wire/admin/wire_queue.py": 3}
CLOCK = re.compile(r"(?:timezone|datetime|date)\.(?:now|utcnow|today|localdate)\(|\btime\.time\(")


@cache
def product() -> dict[str, Path]:
    """Every module of the product by its dotted name; tests and Django's own migrations are none."""
    paths = [*PROJECT.glob("wire/**/*.py"), *PROJECT.glob("newsroom/*.py")]
    kept = [path for path in paths if not {"tests", "migrations"} & set(path.relative_to(PROJECT).parts)]
    return {dotted(path): path for path in sorted(kept)}


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def place(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def room(module: str) -> str:
    return module.split(".")[1] if module.startswith("wire.") else module.split(".")[0]


def imported(module: str) -> Iterator[str]:
    """The full names of what `module` imports; `from wire import rules` is wire.rules."""
    for node in ast.walk(tree(product()[module])):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            for each in node.names:
                name = f"{node.module}.{each.name}"
                yield name if name in product() else str(node.module)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(path: Path, name: str) -> int:
    """How often a function of this name is called."""
    found = (node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    return sum(name == (f.id if isinstance(f, ast.Name) else getattr(f, "attr", "")) for f in found)


every_module = pytest.mark.parametrize("module", list(product()))


# ── the direction ────────────────────────────────────────────────────────────
def test_every_module_belongs_to_a_room():
    assert {room(module) for module in product() if module != "wire"} == {*ALLOWED, "newsroom"}


@every_module
def test_a_room_looks_only_where_it_may(module):
    looked_at = {room(name) for name in imported(module) if name.startswith("wire.")} - {room(module)}
    assert looked_at <= ALLOWED.get(room(module), set())
    assert room(module) == "newsroom" or "newsroom" not in {name.split(".")[0] for name in imported(module)}


@pytest.mark.parametrize("name", list(LIBRARIES))
def test_a_pure_room_knows_the_library_of_its_trade_alone(name):
    outside = {each for module in product() if room(module) == name for each in imported(module)}
    foreign = {each for each in outside if each.split(".")[0] not in {*sys.stdlib_module_names, "wire"}}
    assert {each for each in foreign if not each.startswith(tuple(LIBRARIES[name]))} == set()
    assert {each.split(".")[0] for each in outside} & OUTSIDE_WORLD == set()
    assert "urllib.request" not in outside


def test_no_module_imports_itself_over_others():
    within = {module: {name for name in imported(module) if name in product()} for module in product()}
    settled: set[str] = set()
    while open_ := [module for module in within if module not in settled]:
        free = [module for module in open_ if within[module] - {module} <= settled]
        assert free, f"a cycle among {open_}"
        settled.update(free)


def test_the_floor_plans_table_says_the_same():
    readme = (PROJECT / "wire/README.md").read_text("utf-8")
    rows = re.findall(r"^\| (\w+) \| (.+?)[;—|].*$", readme, re.MULTILINE)
    told = {name: set(re.findall(r"\w+", rooms)) for name, rooms in rows if name in ALLOWED}
    nothing = {"nothing", "of", "the", "house"}
    assert {name: rooms - nothing for name, rooms in told.items()} == ALLOWED


@every_module
def test_a_function_imports_nothing_without_a_reason(module):
    lines = product()[module].read_text("utf-8").splitlines()
    for function in functions(product()[module]):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert re.search(r"# noqa: .*PLC0415 +\(.{10,}\)", lines[node.lineno - 1]), lines[node.lineno - 1]


def test_only_doors_ask_the_clock():
    asking = {room(module) for module, path in product().items() if CLOCK.search(path.read_text("utf-8"))}
    assert asking == DOORS


# ── what occurs once ─────────────────────────────────────────────────────────
def test_there_is_one_blanket_except():
    blanket = [
        place(path)
        for path in product().values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (
            node.type is None
            or {"Exception", "BaseException"} & {getattr(each, "id", "") for each in ast.walk(node.type)}
        )
    ]
    assert blanket == ["wire/management/commands/import_wire.py"]


def test_markup_is_declared_safe_in_one_place():
    counted = {place(path): calls(path, "mark_safe") for path in product().values() if calls(path, "mark_safe")}
    assert counted == {"wire/templatetags/wire.py": 1}
    assert [place(path) for path in product().values() if calls(path, "SafeString") or calls(path, "SafeText")] == []


def test_markup_written_in_code_is_counted():
    counted = {place(path): calls(path, "format_html") for path in product().values() if calls(path, "format_html")}
    assert counted == FORMAT_HTML


def test_no_template_switches_escaping_off():
    off = re.compile(r"\|\s*safe(?:seq)?\b|autoescape\s+off")
    templates = [*PROJECT.glob("templates/**/*.html"), *PROJECT.glob("wire/**/*.html")]
    assert len(templates) > 20
    assert [place(path) for path in templates if off.search(path.read_text("utf-8"))] == []


def test_no_sql_is_written_by_hand():
    near_the_database = [path for name, path in product().items() if room(name) not in LIBRARIES]
    for name in ("raw", "RawSQL", "extra", "executescript"):
        assert [place(path) for path in near_the_database if calls(path, name)] == [], name


# ── how large a thing may grow ───────────────────────────────────────────────
def test_no_file_is_longer_than_its_reader_can_bear():
    paths = [path for path in PROJECT.glob("**/*.py") if not set(path.parts) & {".venv", "migrations"}]
    lengths = {place(path): len(path.read_text("utf-8").splitlines()) for path in paths}
    assert {name: length for name, length in lengths.items() if length > FILE_AT_MOST} == {}


@every_module
def test_no_function_is_longer_than_a_screen(module):
    limit = PURE_FUNCTION_AT_MOST if room(module) in ("parsers", "rules") else FUNCTION_AT_MOST
    lengths = {each.name: (each.end_lineno or 0) - each.lineno + 1 for each in functions(product()[module])}
    assert {name: length for name, length in lengths.items() if length > limit} == {}


@every_module
def test_every_module_says_what_it_is(module):
    assert product()[module].stat().st_size == 0 or ast.get_docstring(tree(product()[module]))


# ── the floor plan ───────────────────────────────────────────────────────────
def planned() -> set[str]:
    """The modules that the floor plan of wire/README.md names."""
    plan = (PROJECT / "wire/README.md").read_text("utf-8").split("```")[1]
    folders: list[str] = []
    named = set()
    for line in plan.splitlines():
        names = re.match(r"( *)((?:[\w.]+(?:\.py|/) ?)+)", line)
        if names is None:
            continue
        depth = len(names[1]) // 4
        for name in names[2].split():
            folders[depth:] = [name] if name.endswith("/") else []
            if name.endswith(".py"):
                named.add("".join([*folders[:depth], name]))
    return named


def test_the_floor_plan_names_every_module_and_nothing_else():
    there = {place(path) for path in product().values() if path.name != "__init__.py"} | {"manage.py"}
    assert planned() == there


def test_the_top_level_shows_the_house_and_not_the_toolbox():
    ignored = [line.strip("/") for line in (PROJECT / ".gitignore").read_text("utf-8").split()]
    there = {path.name for path in PROJECT.iterdir() if not path.name.startswith(".")}
    shown = {name for name in there if not any(fnmatch(name, pattern) for pattern in ignored)}
    assert shown <= TOP_LEVEL
    assert {"manage.py", "newsroom", "wire", "templates", "static", "requirements.txt"} <= shown
