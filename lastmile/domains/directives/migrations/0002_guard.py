"""Papers and directives change only by an act, as items do."""
from django.db import migrations

TABLES = ("directives_document", "directives_documenttext", "directives_directive", "directives_covernote")


class Migration(migrations.Migration):
    dependencies = [("directives", "0001_initial"), ("kernel", "0002_guard")]
    operations = [migrations.RunSQL(
        "\n".join(f"select lastmile_guard('{table}');" for table in TABLES),
        "\n".join(f"drop trigger needs_act on {table};" for table in TABLES))]
