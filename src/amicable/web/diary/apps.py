"""The app's name for Django."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    """The diary."""

    name = "amicable.web.diary"
