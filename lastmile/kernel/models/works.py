from django.contrib.postgres.fields import ArrayField
from django.db import models


class Work(models.Model):
    """Long work that somebody asked for. No record of the city: what it changes stands in the journal, and this goes after a month.

    `claim` is the worker's that has it now, `beat_at` when that last said so; `stop`: its asker wants it cancelled; `acted`: an act of
    it is committed, so that it is carried through. `said` is the result in words, or why there is none; `outcome` is what the page to which
    `href` leads shows of it; `files` are kept for it.
    """

    name = models.TextField()
    given = models.JSONField()
    title = models.TextField()
    person = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+")
    interface = models.TextField()
    by_token = models.BooleanField()
    language = models.TextField()
    state = models.TextField(default="waiting")
    step = models.TextField(default="")
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    stop = models.BooleanField(default=False)
    acted = models.BooleanField(default=False)
    attempts = models.SmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    beat_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    said = models.TextField(default="")
    href = models.TextField(default="")
    outcome = models.JSONField(default=dict)
    file = models.TextField(default="")
    file_name = models.TextField(default="")
    files = ArrayField(models.TextField(), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=["waiting", "working", "done", "failed", "cancelled"]), name="work_state"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state__in=["waiting", "working"]), name="work_unfinished"),
            models.Index(fields=["person", "-id"], name="work_of_person"),
        ]
