"""manage.py import_wire: wire copy from files, folders or standard input."""

from __future__ import annotations

import json
import os
import sys
import traceback
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from tqdm import tqdm

from wire.actions.errors import DeskError
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.actions.read_copy import Parsed, WireError, max_delivery_bytes, read_copy, too_large
from wire.actions.receive import Receipt, as_stream, keep_unreadable, receive, refuse_broken
from wire.actions.receive_many import Lump, receive_many
from wire.actions.replay import fetched, replayable
from wire.channels.folder import Found, in_words, walk
from wire.management.replaying import Replay, plural
from wire.markup import paragraphs_html
from wire.models import Section, Source, WireVersion
from wire.parsers.item import ParsedItem
from wire.vocabulary import Channel

STANDARD_INPUT = "-"
TOGETHER = 250  # small files that are imported at once
SMALL = 64 * 1024  # bytes of a file that waits for others


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
            plural(self.deliveries, "delivery", "deliveries"),
            plural(self.new_stories, "new story", "new stories"),
            plural(self.new_versions, "new version", "new versions"),
            f"{self.unchanged} unchanged",
            f"{self.refused} refused",
        ]
        if publishing:
            told += [f"{self.published} published", f"{self.held_back} held back"]
        return ", ".join(told)


class Command(BaseCommand):
    help = "Import wire copy: files, folders (with all below them), or - for standard input."
    epilog = """examples:
  manage.py import_wire /var/spool/wire
  manage.py import_wire --source wpns story.txt
  pbpaste | manage.py import_wire --source ap -
  manage.py import_wire --dry-run --json story.xml | jq .items[0].headline
  manage.py import_wire --replay --since 2031-05-01
  manage.py import_wire --replay --apply --source wpns

exit status: 0 all went in, 1 something was refused, 2 usage error"""
    requires_system_checks: list[str] = []  # a dry run needs no database, and each delivery reports for itself

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        return super().create_parser(*args, epilog=self.epilog, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH", help="a file, a folder, or - for standard input")
        parser.add_argument("--source", metavar="SLUG", default="", help="who sent it, where the copy does not say")
        parser.add_argument("--publish", action="store_true", help="pick up and publish what the rules allow")
        parser.add_argument("--section", metavar="SLUG", default="", help="of what is picked up (with --publish)")
        parser.add_argument("--dry-run", action="store_true", help="read only: store nothing, need no database")
        parser.add_argument("--json", action="store_true", help="print one JSON object a file (or delivery)")
        parser.add_argument(
            "--replay", action="store_true", help="read what is stored again, and show what would be read otherwise now"
        )
        parser.add_argument("--since", metavar="TIME", default="", help="only what came in since then (with --replay)")
        parser.add_argument(
            "--apply", action="store_true", help="and do it, but for stories that were picked up (with --replay)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        _check_usage(options)
        self.counts = Counts()
        self.json = options["json"]
        if options["replay"]:
            return self.replay(options)
        run: DryRun | Import
        if options["dry_run"]:
            run = DryRun(self, options["source"])
        else:
            run = Import(self, _source(options["source"]), options["publish"], _section(options["section"]))
        for found in self.with_progress(_all_below(options["paths"])):
            self.counts.deliveries += 1
            run.take(found)
        run.finish()
        self.say(self.counts.line(options["publish"]), to_stderr=self.json)
        if self.counts.refused:
            sys.exit(1)

    def replay(self, options: dict[str, Any]) -> None:
        wanted = replayable(_source(options["source"]), _moment(options["since"]))
        run = Replay(self.say, applying=options["apply"], json=self.json)
        for delivery in self.with_progress(fetched(wanted), wanted.count(), "delivery"):
            at = timezone.now()
            if broke := _broke(partial(run.take, delivery, at)):
                run.broken(delivery, broke)
        self.say(run.line(), to_stderr=self.json)
        if run.refused:
            sys.exit(1)

    def with_progress(self, found: Iterable[Any], total: int | None = None, unit: str = "file") -> Iterator[Any]:
        """A bar on a terminal; nothing of the kind elsewhere."""
        if not sys.stderr.isatty():
            yield from found
            return
        told = list(found) if total is None else found
        with tqdm(told, unit=unit, leave=False, total=total) as self.bar:
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
            items = [_told(item) for item in parsed.items]
            self.say(json.dumps({"path": path, "format": parsed.format, "items": items}, ensure_ascii=False))


class DryRun:
    """Reads and shows; a pure run of the parsers."""

    def __init__(self, command: Command, sender: str) -> None:
        self.command, self.sender = command, sender

    def finish(self) -> None:
        """Nothing is gathered: each file was shown when it was read."""

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

        self.at_once = 1 if publishing else TOGETHER
        self.lumps: list[Lump] = []

    def take(self, found: Found) -> None:
        if found.problem:
            return self.unreadable(found.name, found.problem)
        try:
            with _opened(found.path) as stream:
                if found.path == STANDARD_INPUT or os.fstat(stream.fileno()).st_size > SMALL:
                    return self.take_large(found.name, stream)
                self.lumps.append(Lump(found.name, stream.read()))
        except OSError as error:
            return self.unreadable(found.name, in_words(error))
        if len(self.lumps) >= self.at_once:
            self.finish()

    def take_large(self, name: str, stream: BinaryIO) -> None:
        self.finish()
        self.import_by([name], lambda at: [receive(stream, name=name, **self.facts(at))])

    def finish(self) -> None:
        """Import what has been gathered."""
        lumps, self.lumps = self.lumps, []
        if lumps:
            self.import_together(lumps)

    def import_together(self, lumps: list[Lump]) -> None:
        if self.import_by([lump.name for lump in lumps], lambda at: receive_many(lumps, **self.facts(at))):
            return
        for lump in lumps:  # the broken one is found, the others go in
            self.import_by([lump.name], partial(self.one, lump))

    def one(self, lump: Lump, at: datetime) -> list[Receipt]:
        return [receive(as_stream(lump.data), name=lump.name, **self.facts(at))]

    def facts(self, at: datetime) -> dict[str, Any]:
        return {"channel": Channel.COMMAND, "at": at, "source": self.source}

    def import_by(self, names: list[str], do: Callable[[datetime], list[Receipt]]) -> bool:
        """Import and report; False when it broke on several together, so that each is worth a try by itself."""
        at = timezone.now()
        broke = _broke(lambda: self.report_all(names, do(at), at))
        if broke and len(names) > 1:
            return False
        if broke:
            self.broken(names[0], broke, at)
        return True

    def report_all(self, names: list[str], receipts: list[Receipt], at: datetime) -> None:
        for name, receipt in zip(names, receipts, strict=True):
            self.report(name, receipt, at)

    def report(self, path: str, receipt: Receipt, at: datetime) -> None:
        if receipt.refusal:
            return self.command.refuse(path, receipt.refusal)
        self.counts.new_stories += receipt.new_stories
        self.counts.new_versions += len(receipt.versions) - receipt.new_stories
        self.counts.unchanged += receipt.unchanged
        if self.command.json:
            body = bytes(receipt.delivery.body or b"")
            self.command.show(path, receipt.parsed or read_copy(body, source=self.source, at=at))
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

    def unreadable(self, path: str, reason: str) -> None:
        keep_unreadable(name=path, channel=Channel.COMMAND, at=timezone.now(), reason=reason)
        self.command.refuse(path, reason)

    def broken(self, path: str, trace: str, at: datetime) -> None:
        refuse_broken(path, traceback=trace, at=at)
        self.command.refuse(path, "Our own code broke on it. It is kept, with the traceback; please report it.")


def _broke(do: Callable[[], None]) -> str:
    """Does it; the traceback where our own code broke on it, else ""."""
    try:
        do()
    except Exception:  # noqa: BLE001  (the product's one blanket except: one broken delivery must not stop the rest)
        return traceback.format_exc()
    return ""


def _told(item: ParsedItem) -> dict[str, Any]:
    """The item's JSON; who contributed stands at the end of the text, where readers find it."""
    told = item.as_json()
    if item.contributor_line:
        told["body_html"] = "\n".join(filter(None, [item.body_html, paragraphs_html([item.contributor_line])]))
    return told


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


def _check_usage(options: dict[str, Any]) -> None:
    def wrong(sentence: str) -> CommandError:
        return CommandError(sentence, returncode=2)

    if options["section"] and not options["publish"]:
        raise wrong("--section goes with --publish: it is the section of what is published.")
    if options["publish"] and options["dry_run"]:
        raise wrong("--publish and --dry-run exclude each other.")
    if options["replay"] and (options["paths"] or options["publish"] or options["dry_run"]):
        raise wrong("--replay reads what is stored: it takes no PATH, no --publish and no --dry-run.")
    if not options["replay"] and (options["apply"] or options["since"]):
        raise wrong("--apply and --since go with --replay.")
    if not options["replay"] and not options["paths"]:
        raise wrong("Name a file or a folder, or - for standard input. --help says more.")


def _moment(told: str) -> datetime | None:
    """A day or a moment, in the site's zone where it names none."""
    if not told:
        return None
    try:
        moment = parse_datetime(told) if len(told) > 10 else None
        day = None if moment else parse_date(told)
    except ValueError:
        moment = day = None
    if moment is None and day is None:
        raise CommandError(f"“{told}” is no time. Use 2031-05-06 or 2031-05-06T09:30.", returncode=2)
    moment = moment or datetime.combine(day, time())  # noqa: DTZ001  (made aware in the next line)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


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
