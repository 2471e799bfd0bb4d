"""The app's name for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and their roles."""

    name = "amicable.web.accounts"
