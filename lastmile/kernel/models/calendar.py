from django.contrib.postgres.fields import ArrayField
from django.db import models


class CalendarYear(models.Model):
    """A year's weekdays off and weekend days worked, as the office keeps it; unpublished years are provisional."""

    year = models.SmallIntegerField(primary_key=True)
    off = ArrayField(models.DateField(), default=list)
    on = ArrayField(models.DateField(), default=list)
    published = models.BooleanField(default=False)
