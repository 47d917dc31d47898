"""The secret address of a calendar."""
from django.urls import path

from .feed import feed

urlpatterns = [path("calendar/<str:secret>.ics", feed, name="calendar_feed")]
