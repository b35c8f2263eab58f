"""The reader's addresses."""

from django.urls import path, re_path

from wire.public import preview, views

app_name = "public"

DAY = r"(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})"

urlpatterns = [
    path("", views.front, name="front"),
    path("pictures/<int:pk>/<int:width>.<slug:extension>", views.picture, name="picture"),
    path("preview/<int:pk>/", preview.article, name="preview"),
    path("tag/<slug:slug>/", views.tag, name="tag"),
    re_path(rf"^(?P<section>[-\w]+)/{DAY}/(?P<slug>[-\w]+)/$", views.article, name="article"),
    path("<slug:slug>/", views.section, name="section"),
]
