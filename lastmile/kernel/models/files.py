from django.db import models


class Evidence(models.Model):
    """A file handed in with an item, kept in the store by the SHA-256 of its content."""

    item = models.ForeignKey("kernel.Item", models.PROTECT, related_name="+")
    act = models.UUIDField()
    hash = models.TextField()
    name = models.TextField()
    media = models.TextField()
    size = models.BigIntegerField()
    at = models.DateTimeField()
    person = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+")


class Upload(models.Model):
    """A file that lies in the store and was handed in by somebody; it becomes evidence when a report names it."""

    hash = models.TextField(db_index=True)
    name = models.TextField()
    media = models.TextField()
    size = models.BigIntegerField()
    at = models.DateTimeField()
    person = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+")
