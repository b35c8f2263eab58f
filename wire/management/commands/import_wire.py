"""manage.py import_wire: wire copy from files, folders or standard input."""

from __future__ import annotations

import json
import os
import sys
import traceback
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from wire.actions.errors import DeskError
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.actions.read_copy import Parsed, WireError, max_delivery_bytes, read_copy, too_large
from wire.actions.receive import Receipt, keep_unreadable, receive, refuse_broken
from wire.channels.folder import Found, in_words, walk
from wire.models import Section, Source, WireVersion
from wire.vocabulary import Channel

STANDARD_INPUT = "-"


@dataclass
class Counts:
    deliveries: int = 0
    new_stories: int = 0
    new_versions: int = 0
    unchanged: int = 0
    refused: int = 0
    published: int = 0
    held_back: int = 0

    def line(self, publishing: bool) -> str:
        """One line of counts."""
        told = [
            _plural(self.deliveries, "delivery", "deliveries"),
            _plural(self.new_stories, "new story", "new stories"),
            _plural(self.new_versions, "new version", "new versions"),
            f"{self.unchanged} unchanged",
            f"{self.refused} refused",
        ]
        if publishing:
            told += [f"{self.published} published", f"{self.held_back} held back"]
        return ", ".join(told)


def _plural(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


class Command(BaseCommand):
    help = "Import wire copy: files, folders (with all below them), or - for standard input."
    epilog = """examples:
  manage.py import_wire /var/spool/wire
  manage.py import_wire --source wpns story.txt
  pbpaste | manage.py import_wire --source ap -
  manage.py import_wire --dry-run --json story.xml | jq .items[0].headline

exit status: 0 all went in, 1 something was refused, 2 usage error"""
    requires_system_checks: list[str] = []  # a dry run needs no database, and each delivery reports for itself

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        return super().create_parser(*args, epilog=self.epilog, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")
        parser.add_argument("--source", metavar="SLUG", default="", help="who sent it, where the copy does not say")
        parser.add_argument("--publish", action="store_true", help="pick up and publish what the rules allow")
        parser.add_argument("--section", metavar="SLUG", default="", help="of what is picked up (with --publish)")
        parser.add_argument("--dry-run", action="store_true", help="read only: store nothing, need no database")
        parser.add_argument("--json", action="store_true", help="print one JSON object a file")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["section"] and not options["publish"]:
            raise CommandError("--section goes with --publish: it is the section of what is published.", returncode=2)
        if options["publish"] and options["dry_run"]:
            raise CommandError("--publish and --dry-run exclude each other.", returncode=2)
        self.counts = Counts()
        self.json = options["json"]
        run: DryRun | Import
        if options["dry_run"]:
            run = DryRun(self, options["source"])
        else:
            run = Import(self, _source(options["source"]), options["publish"], _section(options["section"]))
        for found in self.with_progress(_all_below(options["paths"])):
            self.counts.deliveries += 1
            run.take(found)
        self.say(self.counts.line(options["publish"]), to_stderr=self.json)
        if self.counts.refused:
            sys.exit(1)

    def with_progress(self, found: Iterable[Found]) -> Iterator[Found]:
        """A bar on a terminal; nothing of the kind elsewhere."""
        if not sys.stderr.isatty():
            yield from found
            return
        files = list(found)
        with tqdm(files, unit="file", leave=False) as self.bar:
            yield from self.bar

    def say(self, line: str, to_stderr: bool = False) -> None:
        """One line, without tearing the progress bar."""
        out = self.stderr if to_stderr else self.stdout
        with tqdm.external_write_mode(file=sys.stderr):
            try:
                out.write(line, lambda text: text)
            except BrokenPipeError:  # whoever listened has left, as `head` does: the import goes on unheard
                os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())

    def refuse(self, path: str, reason: str) -> None:
        """Count a refusal, name it on stderr, and in the JSON."""
        self.counts.refused += 1
        self.say(f"{path}: {' '.join(reason.split())}", to_stderr=True)
        if self.json:
            self.say(json.dumps({"path": path, "error": reason}, ensure_ascii=False))

    def show(self, path: str, parsed: Parsed) -> None:
        if self.json:
            items = [item.as_json() for item in parsed.items]
            self.say(json.dumps({"path": path, "format": parsed.format, "items": items}, ensure_ascii=False))


class DryRun:
    """Reads and shows; a pure run of the parsers."""

    def __init__(self, command: Command, sender: str) -> None:
        self.command, self.sender = command, sender

    def take(self, found: Found) -> None:
        if found.problem:
            return self.command.refuse(found.name, found.problem)
        try:
            with _opened(found.path) as stream:
                data = _read(stream)
            parsed = read_copy(data, sender=self.sender, at=timezone.now())
        except OSError as error:
            return self.command.refuse(found.name, in_words(error))
        except WireError as error:
            return self.command.refuse(found.name, str(error))
        self.command.show(found.name, parsed)
        if not self.command.json:
            for item in parsed.items:
                self.command.say(f"{found.name}: {parsed.format}: {item.headline or item.slugline or item.guid}")


class Import:
    """Receives, and publishes where asked to."""

    def __init__(self, command: Command, source: Source | None, publishing: bool, section: Section | None) -> None:
        self.command, self.counts = command, command.counts
        self.source, self.publishing, self.section = source, publishing, section

    def take(self, found: Found) -> None:
        at = timezone.now()
        if found.problem:
            return self.unreadable(found.name, found.problem, at)
        try:
            with _opened(found.path) as stream:
                receipt = receive(stream, name=found.name, channel=Channel.COMMAND, at=at, source=self.source)
            self.report(found.name, receipt, at)
        except OSError as error:
            self.unreadable(found.name, in_words(error), at)
        except Exception:  # noqa: BLE001  (the product's one blanket except: one broken delivery must not stop the rest)
            self.broken(found.name, at)

    def report(self, path: str, receipt: Receipt, at: datetime) -> None:
        if receipt.refusal:
            return self.command.refuse(path, receipt.refusal)
        self.counts.new_stories += receipt.new_stories
        self.counts.new_versions += len(receipt.versions) - receipt.new_stories
        self.counts.unchanged += receipt.unchanged
        if self.command.json:
            self.command.show(path, read_copy(bytes(receipt.delivery.body or b""), source=self.source, at=at))
        for version in receipt.versions:
            if not self.command.json:
                self.command.say(f"{path}: {version.format}: {version.headline or version.slugline}")
            if self.publishing:
                self.publish(version, at)

    def publish(self, version: WireVersion, at: datetime) -> None:
        try:
            article = publish(pick_up(version, at=at, section=self.section), at=at)
        except DeskError as error:
            self.counts.held_back += 1
            return self.command.say(f"held back: {version.headline or version.slugline}: {error}", to_stderr=True)
        self.counts.published += 1
        if not self.command.json:
            self.command.say(f"published: {article.get_absolute_url()}")

    def unreadable(self, path: str, reason: str, at: datetime) -> None:
        keep_unreadable(name=path, channel=Channel.COMMAND, at=at, reason=reason)
        self.command.refuse(path, reason)

    def broken(self, path: str, at: datetime) -> None:
        refuse_broken(path, traceback=traceback.format_exc(), at=at)
        self.command.refuse(path, "Our own code broke on it. It is kept, with the traceback; please report it.")


def _all_below(paths: Iterable[str]) -> Iterator[Found]:
    for path in paths:
        yield from [Found(path)] if path == STANDARD_INPUT else walk(path)


def _opened(path: str) -> BinaryIO:
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb") if path == STANDARD_INPUT else open(path, "rb")  # noqa: SIM115


def _read(stream: BinaryIO) -> bytes:
    limit = max_delivery_bytes()
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise WireError(too_large(len(data) + sum(len(chunk) for chunk in iter(lambda: stream.read(limit), b""))))
    return data


def _source(slug: str) -> Source | None:
    if not slug:
        return None
    source = Source.objects.filter(slug=slug).first() or Source.objects.called(slug)
    if source is None:
        known = ", ".join(Source.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(
            f"No source is called “{slug}”. Sources: {known}. Add one on the desk under Sources.", returncode=2
        )
    return source


def _section(slug: str) -> Section | None:
    if not slug:
        return None
    section = Section.objects.filter(slug=slug).first()
    if section is None:
        known = ", ".join(Section.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"No section is called “{slug}”. Sections: {known}.", returncode=2)
    return section
