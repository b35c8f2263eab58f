"""manage.py tick: what has come due since it last ran, and the audit of what readers see."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wire.actions.tick import tick


class Command(BaseCommand):
    help = (
        "Record which stories went live and which left the site, raise alarms for photos that expired, and count what "
        "readers see against a rule. Safe to run every minute, in several places, or not at all: it never holds a "
        "story back. Exit status: 0, or 1 when the count is not 0."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = tick(at=timezone.now())
        expired = f"{len(done.photos)} {'photo' if len(done.photos) == 1 else 'photos'} expired"
        self.stdout.write(
            f"{len(done.went_live)} went live, {len(done.left)} left the site, {expired}. "
            f"Public items violating a rule: {len(done.violations)}"
        )
        for sentence in done.violations:
            self.stderr.write(sentence)
        if done.violations:
            sys.exit(1)
