"""The part of the schema that no model can say: guards, tallies, the closure of the tree, storage."""
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunSQL((SQL / f"{name}.sql").read_text("utf-8")) for name in ("guard", "tallies", "units", "storage")]
