"""The app's name for Django."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Messages from clients."""

    name = "amicable.web.messages"
    label = "client_messages"  # Django's own "messages" are what a page says once
