"""Who is told what, how they are reached, and what became of the messages; what happened before is told to nobody."""
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLES = ("kernel_noticechoice", "kernel_contact", "kernel_channel", "kernel_feed")
FROM_NOW = """
insert into kernel_noticecursor (id, seal, entry)
select 1, id, (select max(b) from unnest(lasts) b) from kernel_seal order by id desc limit 1"""


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0004_long_work'),
    ]

    operations = [
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField(unique=True)),
                ('dead_since', models.DateTimeField(null=True)),
                ('reason', models.TextField(default='')),
            ],
        ),
        migrations.CreateModel(
            name='NoticeChoice',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('digest_hour', models.SmallIntegerField()),
                ('quiet_from', models.SmallIntegerField()),
                ('quiet_until', models.SmallIntegerField()),
                ('urgent_at_once', models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name='NoticeCursor',
            fields=[
                ('id', models.SmallIntegerField(primary_key=True, serialize=False)),
                ('seal', models.BigIntegerField()),
                ('entry', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.TextField()),
                ('address', models.BinaryField()),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('channel__in', ('mail', 'wecom', 'dingtalk', 'feishu', 'sms'))), name='contact_channel'), models.UniqueConstraint(fields=('person', 'channel'), name='contact_once')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.TextField()),
                ('urgent', models.BooleanField()),
                ('notices', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('state', models.TextField()),
                ('due_at', models.DateTimeField()),
                ('next_at', models.DateTimeField()),
                ('tries', models.SmallIntegerField(default=0)),
                ('reason', models.TextField(default='')),
                ('done_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ('waiting', 'sending'))), fields=['next_at'], name='delivery_next'), models.Index(fields=['person', 'channel', '-id'], name='delivery_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('waiting', 'sending', 'sent', 'delivered', 'failed', 'dropped'))), name='delivery_state'), models.CheckConstraint(condition=models.Q(('channel__in', ('mail', 'wecom', 'dingtalk', 'feishu', 'sms'))), name='delivery_channel'), models.UniqueConstraint(condition=models.Q(('state', 'waiting'), ('tries', 0)), fields=('person', 'channel', 'urgent'), name='delivery_gathers')],
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hash', models.BinaryField(unique=True)),
                ('issued_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('person',), name='feed_once')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.TextField(db_collation='C')),
                ('entry', models.BigIntegerField()),
                ('act', models.UUIDField()),
                ('kind', models.TextField()),
                ('urgent', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-id'], name='notice_person'), models.Index(condition=models.Q(('read_at', None)), fields=['person'], name='notice_unread')],
                'constraints': [models.UniqueConstraint(fields=('act', 'subject', 'person'), name='notice_once')],
            },
        ),
        migrations.RunSQL("\n".join(f"select lastmile_guard('{table}');" for table in TABLES),
                          "\n".join(f"drop trigger needs_act on {table};" for table in TABLES)),
        migrations.RunSQL(FROM_NOW, migrations.RunSQL.noop),
    ]
