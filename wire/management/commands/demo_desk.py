"""manage.py demo_desk: the demonstration newspaper and an account for its desk. Run again, it changes nothing."""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from wire.management.demo.loader import Demonstration
from wire.models import Article, Delivery

ACCOUNT = "desk"
SPEAKABLE = "abcdefghjkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = "Load the demonstration newspaper (once) and make an account for its desk."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the server will answer")

    def handle(self, *args: Any, **options: Any) -> None:
        if Article.objects.exists() or Delivery.objects.exists():
            self.stderr.write("The newsroom has copy already: nothing is loaded.")
        else:
            self.stderr.write("Loading the demonstration (its pictures take a few seconds) …")
            with transaction.atomic():
                for line in Demonstration(timezone.now()).load():
                    self.stderr.write(f"  {line}")
        password = account_password(settings.VAR_DIR / "desk-password")
        address = options["address"].rstrip("/")
        self.stdout.write(f"\n  Front page  {address}/\n  Desk        {address}/desk/")
        self.stdout.write(f"  Account     {ACCOUNT}   password  {password}\n\n")


def account_password(path: Path) -> str:
    """The desk account's password, made once for this installation and kept readable by its owner alone."""
    user = User.objects.filter(username=ACCOUNT).first()
    if user and path.exists():
        return path.read_text().strip() if user.check_password(path.read_text().strip()) else "(as you changed it)"
    if user:
        return "(as you set it)"
    password = "-".join("".join(secrets.choice(SPEAKABLE) for _ in range(5)) for _ in range(3))
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(password)
    user = User.objects.create_user(ACCOUNT, password=password, is_staff=True, first_name="Desk")
    user.groups.set(Group.objects.all())
    return password
