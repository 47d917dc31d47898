from django.db import models
from django.db.models import Q

from ..rules.slips import COLOURS, STATES

REVIEWS = ("asked", "upheld", "changed")
LEVELS = ("office", "government", "leader")


class RuleBook(models.Model):
    """One edition of a rule book: lights, slips or the ladder, in force from a day on. Editions are added, never changed."""

    name = models.TextField()
    since = models.DateField()
    content = models.JSONField()
    basis = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "since"], name="rulebook_once")]


class Breach(models.Model):
    """A time that was over before it was met, once for each clock; and how far up the ladder that has been told."""

    item = models.ForeignKey("kernel.Item", models.PROTECT, related_name="+", db_index=False)
    clock = models.TextField()
    unit = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    since = models.DateTimeField()  # from when the ladder counts: the due time, or when a report was sent back after it
    rung = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    stuck = models.TextField(default="")  # whom nobody could be found for; "" when it is not stuck

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "clock"], name="breach_once")]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="breach_next"),
            models.Index(fields=["unit", "id"], condition=~Q(stuck=""), name="breach_stuck"),
        ]


class Slip(models.Model):
    """A coloured urge order to the unit that owes an item; it has a number once it was issued."""

    number = models.TextField(null=True, unique=True)  # noqa: DJ001 -- none before it is signed, and none twice
    item = models.ForeignKey("kernel.Item", models.PROTECT, related_name="+")
    unit = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+", db_index=False)
    issuer = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+", db_index=False)
    colour = models.TextField()
    orange = models.BooleanField(default=False)
    rule = models.TextField()  # the code of the rule's happening, or by_hand
    values = models.JSONField(default=dict)  # what the rule's words name
    source = models.TextField(default="")
    former = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.TextField()
    late = models.BooleanField(default=False)
    allow = models.SmallIntegerField()
    within = models.TextField()
    proposed_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signer = models.ForeignKey("kernel.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    due_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answerer = models.ForeignKey("kernel.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(colour__in=COLOURS), name="slip_colour"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="slip_state"),
            models.UniqueConstraint(fields=["item"], condition=Q(state="proposed"), name="slip_one_proposed"),
            models.UniqueConstraint(fields=["item"], condition=Q(state__in=("open", "answered")), name="slip_one_live"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="slip_next"),
            models.Index(fields=["state", "id"], name="slip_in_state"),
        ]


class Review(models.Model):
    """An objection to a conclusion (复核): asked for within thirty days, decided within thirty more, by others than who concluded."""

    item = models.ForeignKey("kernel.Item", models.PROTECT, related_name="+")
    unit = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+", db_index=False)
    entry = models.IntegerField()  # the number of the conclusion's entry in the item's chain
    concluded = models.TextField()  # by which action
    maker = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+", db_index=False)
    reported_at = models.DateTimeField(null=True)  # what the report's moment was before the conclusion sent it back
    reason = models.TextField()
    asker = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    state = models.TextField(default="asked")
    words = models.TextField(default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=REVIEWS), name="review_state"),
            models.UniqueConstraint(fields=["item", "entry"], name="review_once"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="review_next"),
            models.Index(fields=["id"], condition=Q(state="asked"), name="review_open"),
        ]


class Block(models.Model):
    """A blocker for which a unit asks help (提请协调): supervision office, then government office, then leader, until it is solved."""

    item = models.ForeignKey("kernel.Item", models.PROTECT, related_name="+")
    unit = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+", db_index=False)
    words = models.TextField()
    asker = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    level = models.TextField(default="office")
    proposal = models.TextField(default="")
    next_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="block_level"),
            models.UniqueConstraint(fields=["item"], condition=Q(ended_at=None), name="block_one_open"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="block_next"),
            models.Index(fields=["unit", "id"], condition=Q(ended_at=None), name="block_open"),
        ]
