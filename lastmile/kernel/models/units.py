from django.db import models

SORTS = ("city", "county", "township", "village", "department", "office")


class Unit(models.Model):
    """A node of the tree of units. A trigger keeps `path` and Above, so that no way in can forget them."""

    name = models.TextField(unique=True)
    short = models.TextField()
    sort = models.TextField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    path = models.TextField(db_collation="C", default="")
    region = models.TextField(default="")
    pinyin = models.TextField(default="")
    position = models.IntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(sort__in=SORTS), name="unit_sort")]


class UnitAlias(models.Model):
    """Another name of a unit; several units may share one (each county has an 应急局)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    alias = models.TextField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "alias"], name="unit_alias_once")]


class Above(models.Model):
    """The closure of the tree: each unit with itself and every unit above it."""

    pk = models.CompositePrimaryKey("above_id", "unit_id")
    above = models.ForeignKey(Unit, models.CASCADE, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    depth = models.SmallIntegerField()


class Revision(models.Model):
    """One row; a trigger counts it up when units, their aliases or the calendar change, so that processes know their copy is old."""

    id = models.SmallIntegerField(primary_key=True)
    n = models.BigIntegerField()
