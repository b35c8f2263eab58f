"""System checks: what an installation can have set wrong, each with its cure."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from wire.parsers import registry


@register()
def parsers_load(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """wire.E001: every parser in WIRE_PARSERS can be loaded."""
    try:
        registry.load(settings.WIRE_PARSERS)
    except (ImportError, AttributeError, TypeError) as error:
        return [
            Error(
                f"A wire parser cannot be loaded: {error}",
                hint="Correct WIRE_PARSERS or EXTRA_WIRE_PARSERS: dotted paths of Parser subclasses.",
                id="wire.E001",
            )
        ]
    return []


@register()
def site_is_named(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """wire.W001: the paper has a name, which is the source line of every local story."""
    if settings.SITE_NAME.strip():
        return []
    return [Warning("The site has no name.", hint="Set SITE_NAME: local stories are credited to it.", id="wire.W001")]
