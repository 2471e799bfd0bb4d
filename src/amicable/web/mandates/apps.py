"""The app's name for Django."""

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    """Mandates."""

    name = "amicable.web.mandates"
