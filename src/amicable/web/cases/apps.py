"""The app's name for Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases."""

    name = "amicable.web.cases"
