"""What the desk's groups may do with updates, alarms, rights and corrections."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = "view_alarm view_correction view_pendingupdate view_acknowledgement"
EDIT = f"{READ} change_alarm add_correction change_correction add_acknowledgement view_articlerevision"
GROUPS = {"Wire editor": EDIT, "Publisher": EDIT, "Photo desk": f"{READ} change_alarm add_acknowledgement"}


def allow(apps, schema_editor):
    create_permissions(installed.get_app_config("wire"), verbosity=0, using=schema_editor.connection.alias)
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in GROUPS.items():
        group = apps.get_model("auth", "Group").objects.filter(name=name).first()
        if group:  # an engineer may have renamed or removed it
            group.permissions.add(
                *Permission.objects.filter(codename__in=codenames.split(), content_type__app_label="wire")
            )


class Migration(migrations.Migration):
    dependencies = [("wire", "0004_life_of_a_wire_story")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
