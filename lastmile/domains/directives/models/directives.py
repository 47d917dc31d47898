from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

# linked: an open item asks for the same already; replaced: another one took over its words
STATES = ("proposed", "accepted", "dismissed", "issued", "linked", "replaced")
TERMS = ("", "day", "standing", "default")
RHYTHMS = ("once", "weekly", "monthly", "quarterly")


class Directive(models.Model):
    """One thing that a paper asks for: a literal span of its text, and what a person decided about it.

    `term` says until when: a day (`due`), "standing" (a duty that goes on, by its rhythm), "default" (the kind's own limit),
    or "" while nobody has said. `suggestions` holds hints and what the text itself gave: see labels.py.
    """

    document = models.ForeignKey("directives.Document", models.PROTECT, related_name="+", db_index=False)
    start = models.IntegerField()
    end = models.IntegerField()
    text = models.TextField()
    title = models.TextField()
    speaker = models.TextField(default="")
    group_label = models.TextField(default="")
    area = models.TextField(default="")
    lead = models.ForeignKey("kernel.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    assisting = ArrayField(models.BigIntegerField(), default=list)
    term = models.TextField(default="")
    due = models.DateField(null=True)
    rhythm = models.TextField(default="once")
    deadline_words = models.TextField(default="")
    measure = models.TextField(default="")
    actionable = models.BooleanField(default=True)
    confidence = models.FloatField(default=1.0)
    doubt = models.TextField(default="")
    state = models.TextField(default="proposed")
    reason = models.TextField(default="")
    item = models.OneToOneField("kernel.Item", models.PROTECT, null=True, related_name="+")
    linked = models.ForeignKey("kernel.Item", models.PROTECT, null=True, related_name="+", db_index=False)  # several may ask for one item
    suggestions = models.JSONField(default=dict)
    place = models.JSONField(default=dict)  # where it stands in the file, as reading tells it: line; page and box; sheet and cell

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="directive_state"),
            models.CheckConstraint(condition=Q(term__in=TERMS), name="directive_term"),
            models.CheckConstraint(condition=Q(rhythm__in=RHYTHMS), name="directive_rhythm"),
            models.CheckConstraint(condition=Q(start__gte=0) & Q(end__gt=F("start")), name="directive_span"),
            models.CheckConstraint(
                condition=Q(term="day", due__isnull=False) | (~Q(term="day") & Q(due__isnull=True)), name="directive_due"),
            models.CheckConstraint(
                condition=Q(state="issued", item__isnull=False) | (~Q(state="issued") & Q(item__isnull=True)),
                name="directive_item"),
            models.CheckConstraint(
                condition=Q(state="linked", linked__isnull=False) | (~Q(state="linked") & Q(linked__isnull=True)),
                name="directive_linked"),
        ]
        indexes = [
            models.Index(fields=["document", "start"], name="directive_place"),
            # what was issued before, the latest first: the history that suggestions are drawn from
            models.Index(fields=["-id"], condition=Q(state="issued"), name="directive_issued"),
            models.Index(fields=["linked"], condition=Q(state="linked"), name="directive_also"),  # where else an item is asked for
        ]

    @property
    def unit_id(self) -> int:
        """The office that took the paper in, and in whose name it is issued."""
        return self.document.unit_id
