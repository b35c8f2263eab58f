"""The whole import beside what it cannot beat: the bare parse and a bulk insert of the same rows, in one run."""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
SCRATCH = tempfile.mkdtemp(prefix="wiredesk-bench-")
os.environ.update(ENV_FILE="", VAR_DIR=SCRATCH, DJANGO_SETTINGS_MODULE="newsroom.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from lxml import etree  # noqa: E402
from samples import nitf  # noqa: E402

from wire.actions.receive_many import Lump, receive_many  # noqa: E402
from wire.models import Delivery, WireStory, WireVersion  # noqa: E402
from wire.vocabulary import Channel  # noqa: E402

TOGETHER = 250


def batches(items: int) -> Iterator[list[Lump]]:
    lumps = (Lump(f"{number}.xml", nitf(number)) for number in range(items))
    while batch := list(islice(lumps, TOGETHER)):
        yield batch


def seconds(do: Callable[[list[Lump]], object], items: int) -> float:
    """CPU and waiting of `do` alone; making the copy is not counted."""
    spent = 0.0
    for batch in batches(items):
        start = time.perf_counter()
        do(batch)
        spent += time.perf_counter() - start
    return spent


def bare_parse(batch: list[Lump]) -> None:
    for lump in batch:
        etree.fromstring(lump.data)


def ours(batch: list[Lump]) -> None:
    receive_many(batch, channel=Channel.COMMAND, at=timezone.now())


def bulk_insert(items: int) -> float:
    """Seconds to insert the rows that are there now once more, in bulk, read and made ready beforehand."""
    spent = 0.0
    for start in range(0, items, TOGETHER):
        rows = []
        for model in (Delivery, WireStory, WireVersion):
            rows.append((model, list(model.objects.order_by("pk")[start : start + TOGETHER])))
        with transaction.atomic():
            for model, some in reversed(rows):
                if model is WireStory:
                    WireStory.objects.filter(pk__in=[each.pk for each in some]).update(current=None)
                    WireVersion.objects.filter(story__in=some).delete()
                if model is not WireVersion:
                    model.objects.filter(pk__in=[each.pk for each in some]).delete()
            began = time.perf_counter()
            for model, some in rows:
                model.objects.bulk_create(some)
            spent += time.perf_counter() - began
            transaction.set_rollback(True)
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=10_000)
    items = parser.parse_args().items
    name = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        scratch = f"wiredesk_bench_{os.getpid()}"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {scratch}")
        connection.close()
        connection.settings_dict["NAME"] = scratch
    call_command("migrate", verbosity=0)
    try:
        measure(items)
    finally:
        connection.close()
        if connection.vendor == "postgresql":
            connection.settings_dict["NAME"] = name
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE {scratch}")


def measure(items: int) -> None:
    print(f"{items} NITF items of {len(nitf(1)) / 1024:.1f} kB, {connection.vendor}")
    parse = seconds(bare_parse, items)
    whole = seconds(ours, items)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert WireVersion.objects.count() == items
    insert = bulk_insert(items)
    limit = items / (parse + insert)
    print(f"  bare parse   {items / parse:9.0f} items/s")
    print(f"  bulk insert  {items / insert:9.0f} items/s")
    print(f"  both         {limit:9.0f} items/s")
    print(f"  whole import {items / whole:9.0f} items/s   {items / whole / limit:.2f} of both   peak {memory:.0f} MB")


if __name__ == "__main__":
    main()
