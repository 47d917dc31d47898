"""The addresses of the pages about papers; what changes something goes through the common /do/, but for
an upload, and for the form that is open on the review page."""
from django.urls import path

from .views import listing, review, sheet, upload, without

urlpatterns = [
    path("documents", listing.documents, name="documents"),
    path("documents/new", upload.upload, name="document_new"),
    path("documents/without", without.without, name="documents_without"),
    path("documents/<int:pk>", review.review, name="document"),
    path("documents/<int:pk>/sheet", sheet.sheet, name="document_sheet"),
]
