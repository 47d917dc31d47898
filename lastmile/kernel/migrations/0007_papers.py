"""Papers that an office writes, their archived files, and what an office decides for all of them; guarded as items are."""
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLES = ("kernel_paper", "kernel_paperfile", "kernel_letterhead", "kernel_ledgermap")


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0006_outcome_of_long_work'),
    ]

    operations = [
        migrations.CreateModel(
            name='LedgerMap',
            fields=[
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='kernel.unit')),
                ('columns', models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='Letterhead',
            fields=[
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='kernel.unit')),
                ('mark', models.TextField()),
                ('head', models.TextField()),
                ('red', models.BooleanField(default=True)),
                ('sealed', models.BooleanField(default=True)),
                ('contact', models.TextField(default='')),
            ],
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('year', models.SmallIntegerField()),
                ('serial', models.IntegerField()),
                ('number', models.TextField()),
                ('title', models.TextField()),
                ('since', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('about', models.JSONField(default=dict)),
                ('content', models.JSONField(default=dict)),
                ('edits', models.JSONField(default=dict)),
                ('readers', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('version', models.SmallIntegerField(default=1)),
                ('state', models.TextField(default='draft')),
                ('drafted_at', models.DateTimeField()),
                ('signed_at', models.DateTimeField(null=True)),
                ('archived_at', models.DateTimeField(null=True)),
                ('drafted_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.unit')),
            ],
        ),
        migrations.CreateModel(
            name='PaperFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.SmallIntegerField()),
                ('form', models.TextField()),
                ('name', models.TextField()),
                ('hash', models.TextField()),
                ('size', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('paper', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.paper')),
            ],
        ),
        migrations.AddIndex(
            model_name='paper',
            index=models.Index(fields=['unit', '-id'], name='paper_unit'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(fields=('unit', 'kind', 'year', 'serial'), name='paper_serial'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'signed', 'archived', 'void'))), name='paper_state'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'void')), ('signed_by__isnull', False), _connector='OR'), name='paper_signed'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('signed_by__isnull', True), models.Q(('signed_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='paper_two_people'),
        ),
        migrations.AddIndex(
            model_name='paperfile',
            index=models.Index(fields=['hash'], name='paper_file_hash'),
        ),
        migrations.AddConstraint(
            model_name='paperfile',
            constraint=models.UniqueConstraint(fields=('paper', 'version', 'form'), name='paper_file_once'),
        ),
        migrations.RunSQL(
            "\n".join(f"select lastmile_guard('{table}');" for table in TABLES),
            "\n".join(f"drop trigger needs_act on {table};" for table in TABLES)),
    ]
