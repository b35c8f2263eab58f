"""The desk's three groups, so that no daily task needs a superuser."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = "view_source view_delivery view_wirestory view_wireversion view_article view_section view_siteblock view_photoasset"
EDIT = (
    "import_delivery pick_up_wirestory add_article change_article view_articlerevision "
    "add_teaser change_teaser delete_teaser view_teaser add_placement change_placement delete_placement view_placement "
    "add_tag view_tag add_photoasset change_photoasset"
)
GROUPS = {
    "Wire editor": f"{READ} {EDIT}",
    "Publisher": f"{READ} {EDIT} publish_article kill_article change_section change_siteblock add_source change_source",
    "Photo desk": f"{READ} view_articlerevision add_photoasset change_photoasset change_article "
    "add_placement change_placement delete_placement view_placement view_teaser view_tag",
}


def make(apps, schema_editor):
    for label in ("wire", "taggit"):
        create_permissions(installed.get_app_config(label), verbosity=0, using=schema_editor.connection.alias)
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        wanted = codenames.split()
        found = Permission.objects.filter(codename__in=wanted, content_type__app_label__in=("wire", "taggit"))
        missing = set(wanted) - set(found.values_list("codename", flat=True))
        if missing:
            raise LookupError(f"The group {name} names permissions that do not exist: {sorted(missing)}")
        group.permissions.add(*found)


class Migration(migrations.Migration):
    dependencies = [
        ("wire", "0002_defaults"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
