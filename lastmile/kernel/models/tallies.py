from django.db import models


class TallyDelta(models.Model):
    """Changes of counts that no folder has taken yet; written by triggers on items only."""

    unit_id = models.BigIntegerField()
    kind = models.TextField()
    area = models.TextField()
    state = models.TextField()
    light = models.TextField()
    late = models.BooleanField()
    n = models.IntegerField()


class Tally(models.Model):
    """How many items a unit and all below it have, by kind, area, state, light, and whether its time to finish is, or was, over."""

    pk = models.CompositePrimaryKey("unit_id", "kind", "area", "state", "light", "late")
    unit_id = models.BigIntegerField()
    kind = models.TextField()
    area = models.TextField()
    state = models.TextField()
    light = models.TextField()
    late = models.BooleanField()
    n = models.IntegerField()
