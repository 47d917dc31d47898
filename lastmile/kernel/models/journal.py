from django.contrib.postgres.fields import ArrayField
from django.db import models


class Entry(models.Model):
    """One line of the journal. Plain values, no foreign keys: an entry outlives what it tells of.

    `data` is canonical JSON kept as text, byte for byte what was hashed; `hash` chains the entries of one subject.
    """

    subject = models.TextField(db_collation="C")
    n = models.IntegerField()
    act = models.UUIDField()
    action = models.TextField()
    at = models.DateTimeField()
    interface = models.TextField()
    actor_id = models.BigIntegerField()
    actor = models.TextField()
    unit = models.TextField()
    data = models.TextField()
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "n"], name="entry_chain"),
            models.CheckConstraint(
                condition=~models.Q(subject__regex=r"[\n\r]") & ~models.Q(action__regex=r"[\n\r]") & ~models.Q(actor__regex=r"[\n\r]")
                & ~models.Q(unit__regex=r"[\n\r]") & ~models.Q(data__regex=r"[\n\r]"), name="entry_one_line"),
        ]
        indexes = [models.Index(fields=["act"], name="entry_act")]


class EntryUnsealed(models.Model):
    """Committed entries that are in no seal yet; filled by a trigger."""

    entry_id = models.BigIntegerField()


class Seal(models.Model):
    """A Merkle root over entries (runs of ids), chained to the seal before it."""

    at = models.DateTimeField()
    count = models.IntegerField()
    firsts = ArrayField(models.BigIntegerField())
    lasts = ArrayField(models.BigIntegerField())
    root = models.BinaryField()
    chained = models.BinaryField(unique=True)


class Done(models.Model):
    """An act that carried a key: the same key again finds what was done and does nothing."""

    key = models.TextField(primary_key=True)
    action = models.TextField()
    act = models.UUIDField()
    subject = models.TextField()
    at = models.DateTimeField()
