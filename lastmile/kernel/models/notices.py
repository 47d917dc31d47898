from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ..rules.posting import CHANNELS, STATES


class Notice(models.Model):
    """That somebody is told of one entry. Drawn from the journal, and to be drawn from it again; only `read_at` is the reader's own."""

    person = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+", db_index=False)
    subject = models.TextField(db_collation="C")
    entry = models.BigIntegerField()
    act = models.UUIDField()
    kind = models.TextField()
    urgent = models.BooleanField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "subject", "person"], name="notice_once")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
        ]


class NoticeCursor(models.Model):
    """One row: up to which entry, of which seal, people have been told."""

    id = models.SmallIntegerField(primary_key=True)
    seal = models.BigIntegerField()
    entry = models.BigIntegerField()


class Delivery(models.Model):
    """One message to a person by one channel: what it tells of, and what became of it."""

    person = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+", db_index=False)
    channel = models.TextField()
    urgent = models.BooleanField()
    notices = ArrayField(models.BigIntegerField())
    state = models.TextField()
    due_at = models.DateTimeField()
    next_at = models.DateTimeField()  # when it is to be tried, or when whoever is trying has had long enough
    tries = models.SmallIntegerField(default=0)
    reason = models.TextField(default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="delivery_state"),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="delivery_channel"),
            models.UniqueConstraint(fields=["person", "channel", "urgent"], condition=Q(state="waiting", tries=0), name="delivery_gathers"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state__in=("waiting", "sending")), name="delivery_next"),
            models.Index(fields=["person", "channel", "-id"], name="delivery_person"),
        ]


class NoticeChoice(models.Model):
    """When somebody wants to be told; who has chosen nothing has no row."""

    person = models.OneToOneField("kernel.Person", models.PROTECT, primary_key=True, related_name="+")
    digest_hour = models.SmallIntegerField()
    quiet_from = models.SmallIntegerField()
    quiet_until = models.SmallIntegerField()
    urgent_at_once = models.BooleanField()


class Contact(models.Model):
    """Where somebody is reached by a channel; the address is sealed with the place's key, empty when they are reached there no more."""

    person = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+", db_index=False)
    channel = models.TextField()
    address = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="contact_channel"),
            models.UniqueConstraint(fields=["person", "channel"], name="contact_once"),
        ]


class Channel(models.Model):
    """A channel that has failed before: since when nothing gets out by it, and why."""

    name = models.TextField(unique=True)
    dead_since = models.DateTimeField(null=True)
    reason = models.TextField(default="")


class Feed(models.Model):
    """The secret address of somebody's calendar; only its SHA-256 is kept, and it opens nothing else."""

    person = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+", db_index=False)
    hash = models.BinaryField(unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], condition=Q(revoked_at=None), name="feed_once")]
