"""Limits and office hours as the office sets them, and what must be worked out anew when the calendar changes; guarded, since they move due times."""
from django.db import migrations, models

TABLES = ("kernel_clockrule", "kernel_officehours", "kernel_recount")
REVISED = "create trigger revised after insert or update or delete on {} for each statement execute function lastmile_revised();"
UP = [*(f"select lastmile_guard('{table}');" for table in TABLES), *map(REVISED.format, TABLES[:2])]
DOWN = [*(f"drop trigger needs_act on {table};" for table in TABLES), *(f"drop trigger revised on {table};" for table in TABLES[:2])]


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0008_slips_and_ladder'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClockRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.TextField()),
                ('since', models.DateTimeField()),
                ('allow', models.IntegerField()),
                ('unit', models.TextField()),
                ('basis', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='OfficeHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('opens', models.TimeField()),
                ('closes', models.TimeField()),
                ('rest_from', models.TimeField(null=True)),
                ('rest_until', models.TimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Recount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('because', models.TextField()),
                ('was', models.JSONField()),
                ('asked_at', models.DateTimeField()),
                ('reached', models.BigIntegerField(default=0)),
                ('changed', models.IntegerField(default=0)),
                ('done_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='item',
            name='asked_until',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='item',
            name='report_due_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(condition=models.Q(('asked_until__isnull', False)), fields=['id'], include=('unit',), name='item_asked'),
        ),
        migrations.AddIndex(
            model_name='recount',
            index=models.Index(condition=models.Q(('done_at__isnull', True)), fields=['id'], name='recount_open'),
        ),
        migrations.RunSQL("\n".join(UP), "\n".join(DOWN)),
    ]
