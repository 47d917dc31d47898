"""Long work that people asked for, on its way through the worker; free, since all that it changes goes through acts (ADR 0017)."""
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0003_keys_by_action'),
    ]

    operations = [
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('given', models.JSONField()),
                ('title', models.TextField()),
                ('interface', models.TextField()),
                ('by_token', models.BooleanField()),
                ('language', models.TextField()),
                ('state', models.TextField(default='waiting')),
                ('step', models.TextField(default='')),
                ('done', models.IntegerField(default=0)),
                ('total', models.IntegerField(default=0)),
                ('stop', models.BooleanField(default=False)),
                ('acted', models.BooleanField(default=False)),
                ('attempts', models.SmallIntegerField(default=0)),
                ('claim', models.UUIDField(null=True)),
                ('beat_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('begun_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('said', models.TextField(default='')),
                ('href', models.TextField(default='')),
                ('file', models.TextField(default='')),
                ('file_name', models.TextField(default='')),
                ('files', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'working'])), fields=['id'], name='work_unfinished'), models.Index(fields=['person', '-id'], name='work_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'working', 'done', 'failed', 'cancelled'])), name='work_state')],
            },
        ),
    ]
