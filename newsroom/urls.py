"""The desk under /desk/, readers everywhere else."""

from django.contrib import admin
from django.urls import include, path

handler404 = "wire.public.views.not_found"

urlpatterns = [
    path("desk/", admin.site.urls),
    path("", include("wire.public.urls")),
]
