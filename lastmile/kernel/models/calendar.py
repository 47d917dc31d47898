from django.contrib.postgres.fields import ArrayField
from django.db import models


class CalendarYear(models.Model):
    """A year's weekdays off and weekend days worked, as the office keeps it; unpublished years are provisional."""

    year = models.SmallIntegerField(primary_key=True)
    off = ArrayField(models.DateField(), default=list)
    on = ArrayField(models.DateField(), default=list)
    published = models.BooleanField(default=False)


class OfficeHours(models.Model):
    """Office hours from a day on, with the break at noon if there is one. Rows are never changed: of two for one day the later counts."""

    since = models.DateField()
    opens = models.TimeField()
    closes = models.TimeField()
    rest_from = models.TimeField(null=True)
    rest_until = models.TimeField(null=True)


class ClockRule(models.Model):
    """A limit as the office set it, in force from a moment on. Rows are never changed, so that what began under one keeps it."""

    code = models.TextField()
    since = models.DateTimeField()
    allow = models.IntegerField()
    unit = models.TextField()
    basis = models.TextField()


class Recount(models.Model):
    """A change of the calendar after which the clocks of open items are worked out anew, item by item."""

    because = models.TextField()
    was = models.JSONField()  # the rows of the calendar before it: years, hours
    asked_at = models.DateTimeField()
    reached = models.BigIntegerField(default=0)  # the last item that was looked at
    changed = models.IntegerField(default=0)  # how many items were told another day, or that theirs is certain
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=models.Q(done_at__isnull=True), name="recount_open")]
