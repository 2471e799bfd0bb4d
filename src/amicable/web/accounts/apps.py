"""The app's name for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and their roles."""

    name = "amicable.web.accounts"

    def ready(self) -> None:
        """Write sign-ins into the diary."""
        from amicable.web.accounts.signals import listen  # noqa: PLC0415 (needs the models)

        listen()
