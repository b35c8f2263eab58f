"""What the documents claim, checked against the code."""

from __future__ import annotations

import ast
import re

import pytest
from django.conf import settings

from wire.parsers import registry
from wire.tests.command_line import PROJECT, environment, manage

SETTINGS = PROJECT / "newsroom/settings.py"
SETTINGS_PAGE = PROJECT / "docs/settings.md"
MAKEFILE = PROJECT / "Makefile"


def read_settings() -> dict[str, str]:
    """Every variable that the settings read, with its default as the source writes it."""
    told = {}
    for node in ast.walk(ast.parse(SETTINGS.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and ast.unparse(node.func.value) == "env"
        ):
            if node.args and isinstance(node.args[0], ast.Constant):
                defaults = [ast.unparse(each.value) for each in node.keywords if each.arg == "default"]
                told[str(node.args[0].value)] = "".join(defaults)
    return told


def documented() -> dict[str, str]:
    """Every setting of docs/settings.md, with its default as readers see it."""
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| .+ \|$", SETTINGS_PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(rows) == len({name for name, _ in rows})
    return dict(rows)


# How the page writes defaults that are made from others.
WRITTEN = {
    "str(BASE_DIR / '.env')": "`.env` in the project",
    "str(BASE_DIR / 'var')": "`var` in the project",
    "not DEBUG": "on, off with `DEBUG`",
    "f\"sqlite:///{VAR_DIR / 'wiredesk.sqlite3'}\"": "`wiredesk.sqlite3` in `VAR_DIR`",
    "str(VAR_DIR / 'media')": "`media` in `VAR_DIR`",
    "str(VAR_DIR / 'private')": "`private` in `VAR_DIR`",
    "['localhost', '127.0.0.1', '[::1]']": "`localhost,127.0.0.1,[::1]`",
    "False": "off",
    "True": "on",
    "[]": "empty",
    "''": "empty",
}
MADE = {"SECRET_KEY": "made once, kept in `VAR_DIR`"}


def test_the_settings_page_lists_every_setting_and_no_other():
    assert set(documented()) == set(read_settings())


def test_the_settings_page_gives_each_default():
    written = {
        name: MADE.get(name) or WRITTEN.get(default) or f"`{ast.literal_eval(default)}`"
        for name, default in read_settings().items()
    }
    assert documented() == written


def test_the_example_environment_names_only_settings_that_are_read():
    lines = (PROJECT / ".env.example").read_text("utf-8").splitlines()
    assert {line.partition("=")[0] for line in lines if line and not line.startswith("#")} <= set(read_settings())


def test_every_parser_is_named_in_the_parsers_readme():
    readme = (PROJECT / "wire/parsers/README.md").read_text("utf-8")
    files = {f"{type(parser).__module__.rpartition('.')[2]}.py" for parser in registry.load(settings.WIRE_PARSERS)}
    assert {name for name in files if f"`{name}`" in readme} == files


def test_the_formats_page_has_a_part_for_each_format_and_no_other():
    page = (PROJECT / "docs/formats.md").read_text("utf-8")
    parts = re.findall(r"^## .*", page, re.MULTILINE)
    named = [name for part in parts for name in re.findall(r"`([\w]+)`", part)]
    assert sorted(named) == sorted(parser.name for parser in registry.load(settings.WIRE_PARSERS))


def test_every_parsers_folder_has_its_samples():
    there = {path.name for path in (PROJECT / "wire/tests/wires").iterdir() if path.is_dir()}
    assert there == {parser.name for parser in registry.load(settings.WIRE_PARSERS)}


@pytest.mark.skipif(not MAKEFILE.exists(), reason="the Makefile has not arrived yet")
def test_every_make_target_says_what_it_does():
    lines = MAKEFILE.read_text("utf-8").splitlines()
    targets = {line.partition(":")[0] for line in lines if re.match(r"[a-z][\w-]*:(?!=)", line)}
    explained = {line.partition(":")[0] for line in lines if re.match(r"[a-z][\w-]*:.* ## \S", line)}
    phony = {name for line in lines if line.startswith(".PHONY:") for name in line.split()[1:]}
    assert len(targets) > 3
    assert targets == explained == phony


def test_every_command_is_offered(tmp_path):
    env = environment(f"sqlite:///{tmp_path / 'none.sqlite3'}", tmp_path / "var")
    names = sorted(path.stem for path in (PROJECT / "wire/management/commands").glob("[a-z]*.py"))
    told = manage("help", "--commands", env=env).out
    assert [name for name in names if name in told] == names
