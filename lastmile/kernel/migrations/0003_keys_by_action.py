"""A sender's key counts for one action: keys kept before get the action's name too, so that a repetition is still known."""
from django.db import migrations

NAMED = """
select set_config('lastmile.act', 'migration', true);
update kernel_done set key = split_part(key, ':', 1) || ':' || action || substr(key, strpos(key, ':'))
where not starts_with(key, split_part(key, ':', 1) || ':' || action || ':');
select set_config('lastmile.act', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_guard")]
    operations = [migrations.RunSQL(NAMED, migrations.RunSQL.noop)]
