"""Addresses of this app: the pages about the interface, and the interface itself."""

from django.urls import path

from amicable.web.api import views
from amicable.web.api.interface import api
from amicable.web.api.routes import patterns
from amicable.web.errors import PROGRAMS

BELOW = PROGRAMS.removeprefix("/api/")

urlpatterns = [
    path("", views.operations, name="api"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<int:number>/", views.end_token, name="end_token"),
    path("webhooks/", views.webhooks, name="webhooks"),
    path("webhooks/<int:number>/", views.webhook, name="webhook"),
    path("webhooks/<int:number>/remove/", views.remove_webhook, name="remove_webhook"),
    path("webhooks/<int:number>/try/", views.try_webhook, name="try_webhook"),
    path(f"{BELOW}openapi.json", views.openapi, name="openapi"),
    *(path(f"{BELOW}{one.pattern}", one.callback, name=f"api_{one.name}") for one in patterns(api)),
]
