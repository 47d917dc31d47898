from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

PAPER_STATES = ("draft", "signed", "archived", "void")


class Paper(models.Model):
    """A paper that an office writes itself (公文), of a declared kind.

    `content` is what was drafted from the data, with its figures and what each counts; `edits` the words that people put in the place of
    drafted ones, by part. Number and row stay through all corrections: each makes a new `version`, and what was archived before stays.
    """

    kind = models.TextField()
    unit = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+", db_index=False)  # the office in whose name it is written
    year = models.SmallIntegerField()
    serial = models.IntegerField()
    number = models.TextField()
    title = models.TextField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    about = models.JSONField(default=dict)  # what it was asked to tell of: items, units, source
    content = models.JSONField(default=dict)
    edits = models.JSONField(default=dict)
    readers = ArrayField(models.BigIntegerField(), default=list)  # the units that read it once it is archived
    version = models.SmallIntegerField(default=1)
    state = models.TextField(default="draft")
    drafted_by = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+", db_index=False)
    drafted_at = models.DateTimeField()
    signed_by = models.ForeignKey("kernel.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    signed_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "year", "serial"], name="paper_serial"),
            models.CheckConstraint(condition=Q(state__in=PAPER_STATES), name="paper_state"),
            models.CheckConstraint(condition=Q(state__in=("draft", "void")) | Q(signed_by__isnull=False), name="paper_signed"),
            models.CheckConstraint(condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("drafted_by")), name="paper_two_people"),
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="paper_unit")]


class PaperFile(models.Model):
    """A version of a paper as it was archived: one row a form (docx, pdf, json), its content kept in the store by its SHA-256."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", db_index=False)
    version = models.SmallIntegerField()
    form = models.TextField()
    name = models.TextField()
    hash = models.TextField()
    size = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "version", "form"], name="paper_file_once")]
        indexes = [models.Index(fields=["hash"], name="paper_file_hash")]


class Letterhead(models.Model):
    """How an office signs its papers: 代字 in the number, the name in red, the seal, who is asked about them."""

    unit = models.OneToOneField("kernel.Unit", models.PROTECT, primary_key=True, related_name="+")
    mark = models.TextField()
    head = models.TextField()
    red = models.BooleanField(default=True)
    sealed = models.BooleanField(default=True)
    contact = models.TextField(default="")


class LedgerMap(models.Model):
    """The columns of an office's own ledger (台账): {"columns": [{"field", "title", "width"}]} in their order."""

    unit = models.OneToOneField("kernel.Unit", models.PROTECT, primary_key=True, related_name="+")
    columns = models.JSONField(default=dict)
