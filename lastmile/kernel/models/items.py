from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ..rules.moves import STATES

PACES = ("", "green", "yellow", "red")
LIGHTS = ("green", "yellow", "red", "rest", "done", "was")
RHYTHMS = ("once", "weekly", "monthly", "quarterly")
REFUSED = Q(state="draft", issued_at__isnull=False)


class Item(models.Model):
    """One thing owed by a unit. Changed only by actions; every column is derived from or told by the journal."""

    number = models.TextField(unique=True)
    kind = models.TextField()
    area = models.TextField()
    title = models.TextField()
    unit = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+", db_index=False)
    issuer = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+", db_index=False)
    state = models.TextField()
    light = models.TextField()
    late = models.BooleanField(default=False)
    rhythm = models.TextField(default="once")
    percent = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    first_due_at = models.DateTimeField(null=True)
    sign_due_at = models.DateTimeField(null=True)
    report_due_at = models.DateTimeField(null=True)  # of the first report, or of the period's
    asked_until = models.DateField(null=True)  # the day to which more time was asked for, while nobody has decided
    next_turn_at = models.DateTimeField(null=True)
    plan = models.JSONField(default=dict)  # {"points": […]} of rules/pace.py; empty: no plan
    pace = models.TextField(default="")  # the light of progress against the plan, beside that of time; "" without a plan
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    handler = models.ForeignKey("kernel.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    reporter = models.ForeignKey("kernel.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    reporter_unit = models.ForeignKey("kernel.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    source = models.TextField(default="")
    facts = models.JSONField(default=dict)
    children_waived = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    is_open = models.GeneratedField(  # a draft that was dispatched is one that its unit sent back: somebody owes it
        expression=~Q(state__in=("draft", "closed", "cancelled")) | REFUSED,  # type: ignore[arg-type]
        output_field=models.BooleanField(), db_persist=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="item_state"),
            models.CheckConstraint(condition=Q(light__in=LIGHTS), name="item_light"),
            models.CheckConstraint(condition=Q(pace__in=PACES), name="item_pace"),
            models.CheckConstraint(condition=Q(rhythm__in=RHYTHMS), name="item_rhythm"),
            models.CheckConstraint(condition=Q(percent__range=(0, 100)), name="item_percent"),
            models.CheckConstraint(condition=Q(state__in=("draft", "closed", "cancelled")) | Q(due_at__isnull=False), name="item_due"),
        ]
        indexes = [
            # the inbox of a few units, in the order it shows; then of many units, which walks the dates and skips the others
            models.Index(fields=["unit", "due_at", "id"], condition=Q(is_open=True), name="item_inbox"),
            models.Index(fields=["due_at", "id"], include=["unit"], condition=Q(is_open=True), name="item_due_at"),
            models.Index(fields=["due_at", "id"], include=["unit"], condition=REFUSED, name="item_refused"),
            models.Index(fields=["id"], include=["unit"], condition=Q(asked_until__isnull=False), name="item_asked"),
            models.Index(fields=["next_turn_at"], condition=Q(next_turn_at__isnull=False), name="item_turn"),
            models.Index(fields=["unit", "id"], condition=Q(pace__in=("yellow", "red")), name="item_behind"),
            models.Index(fields=["parent"], condition=Q(parent__isnull=False), name="item_parent"),
            models.Index(fields=["source"], condition=~Q(source=""), name="item_source"),
            models.Index(fields=["unit", "state", "id"], name="item_unit_state"),
        ]


class ItemText(models.Model):
    """The words of an item and their bigrams, apart from it, so that a change of state never touches the search index."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="+", db_constraint=False)
    body = models.TextField(default="")
    grams = ArrayField(models.IntegerField())


class ItemPart(models.Model):
    """An assisting unit of an item (配合单位)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="+", db_index=False)
    unit = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "unit"], name="item_part_once")]


class ClockEvent(models.Model):
    """One line of an item's clocks; due times are derived from these, never edited."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="+", db_constraint=False)
    clock = models.TextField()
    what = models.TextField()
    at = models.DateTimeField()
    data = models.JSONField(default=dict)


class Serial(models.Model):
    """The last number given out for a letter and a year."""

    pk = models.CompositePrimaryKey("letter", "year")
    letter = models.TextField()
    year = models.SmallIntegerField()
    last = models.IntegerField()
