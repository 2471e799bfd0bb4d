"""The app's name for Django."""

from django.apps import AppConfig


class CriteriaConfig(AppConfig):
    """Criteria."""

    name = "amicable.web.criteria"
