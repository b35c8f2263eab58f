"""The desk's door. Each module registers what it shows."""

from django.contrib import admin

from wire.admin import alarms, article, intake, paper, people, photo, wire_queue  # noqa: F401  (registers them)

admin.site.index_title = "The desk"
