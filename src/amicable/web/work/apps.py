"""The app's name for Django."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Long work."""

    name = "amicable.web.work"
