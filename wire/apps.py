"""The one app of the house."""

from django.apps import AppConfig


class WireConfig(AppConfig):
    name = "wire"
    label = "wire"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        from wire import checks  # noqa: F401, PLC0415  (system checks register when the app is ready)
