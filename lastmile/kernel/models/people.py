import hashlib

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

ROLES = ("supervisor", "leader", "handler", "verifier", "administrator")


class People(BaseUserManager):
    """Only reads: people are added by the action person.add."""


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do hangs on their posts."""

    last_login = None  # a sign-in writes nothing here: it would be a change outside an act

    username = models.TextField(unique=True)
    name = models.TextField()
    active = models.BooleanField(default=True)
    password_set_at = models.DateTimeField(null=True)
    must_change = models.BooleanField(default=False)

    objects = People()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return self.active

    def check_password(self, raw_password: str | None) -> bool:
        """Without the usual upgrade of old hashes, which would be a change outside an act."""
        return check_password(raw_password or "", self.password)


class Post(models.Model):
    """A role of a person: where they sit (unit), and how far the role reaches (scope and all below it)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    unit = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+")
    scope = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+")
    role = models.TextField()
    duty = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=ROLES), name="post_role"),
            models.UniqueConstraint(fields=["person", "unit", "role"], condition=models.Q(ended_at=None), name="post_once"),
        ]


def hash_of(secret: str) -> bytes:
    """What is kept of a token. It is random and long, so no salt is needed."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


class Token(models.Model):
    """A key to the API; only its SHA-256 is kept."""

    hash = models.BinaryField(unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.TextField()
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
