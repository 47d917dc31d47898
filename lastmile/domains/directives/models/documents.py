from django.db import models

from lastmile.reading.genre import GENRES

STATES = ("review", "issued")


class Document(models.Model):
    """A paper of a meeting that a supervision office took in; its words stand apart, in DocumentText."""

    title = models.TextField()
    file = models.TextField()
    hash = models.TextField()  # of the original in the store
    genre = models.TextField()
    issued_on = models.DateField(null=True)
    meeting = models.JSONField(default=dict)  # title, convenor, attendees, venues, conveys, as far as the text gives them
    state = models.TextField(default="review")
    unit = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+", db_index=False)
    taken_by = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    second = models.JSONField(default=dict)  # the reading by the city's own engine: see actions/second.py; {} while there was none

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="document_state"),
            models.CheckConstraint(condition=models.Q(genre__in=GENRES), name="document_genre"),
            models.UniqueConstraint(fields=["unit", "hash"], name="document_once"),
        ]
        indexes = [
            models.Index(fields=["unit", "id"], name="document_unit"),
            # among these are those that wait for a second reading
            models.Index(fields=["id"], condition=models.Q(state="review"), name="document_waiting"),
        ]


class DocumentText(models.Model):
    """The words of a paper as decoded, never changed, and how they were read.

    `reading` holds "clauses" (start, end, role, sentence), "found" (start, end, speaker, group, area), in code points, and "read": every
    directive with its labels as reading proposed it, to be compared with what was confirmed; "notes" (sentence, facts) are what reading left
    out or could not read. `places` holds "runs" (start, end,
    where in the file); none for plain text.
    """

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="+")
    text = models.TextField()
    reading = models.JSONField(default=dict)
    places = models.JSONField(default=dict)


class CoverNote(models.Model):
    """A clause that somebody looked at and found to be no directive, with the reason."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="+", db_index=False)
    start = models.IntegerField()
    end = models.IntegerField()
    reason = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "start", "end"], name="cover_note_once")]
