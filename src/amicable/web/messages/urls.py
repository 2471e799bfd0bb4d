"""Addresses of this app."""

from django.urls import path

from amicable.web.messages.client import views as client_views
from amicable.web.messages.queue import views as queue_views
from amicable.web.messages.rules import own_views, views
from amicable.web.messages.tone import views as tone_views

urlpatterns = [
    path("queue/", queue_views.queue, name="queue"),
    path("queue/list/", queue_views.listed, name="queue_list"),
    path("queue/judged/", queue_views.judged, name="judged"),
    path("queue/word/", queue_views.say, name="queue_say"),
    path("queue/taken-back/", queue_views.take_back, name="queue_take_back"),
    path("queue/again/", queue_views.look_again, name="queue_again"),
    path("clients/<int:number>/messages/", client_views.client_messages, name="client_messages"),
    path("clients/<int:number>/messages/quote/<path:message_id>/", client_views.quote, name="quote_message"),
    path("clients/<int:number>/messages/one/<path:message_id>/", client_views.message, name="message"),
    path("rules/", views.rules, name="rules"),
    path("rules/try/", views.try_rules, name="try_rules"),
    path("rules/own/", own_views.own_rules, name="own_rules"),
    path("rules/own/new/", own_views.write_rule, name="write_rule"),
    path("rules/own/remove/", own_views.remove_rule, name="remove_rule"),
    path("rules/own/again/", own_views.read_again, name="read_again"),
    path("rules/<str:language>/<str:situation>/", views.rules_of, name="rules_of"),
    path("tone/", tone_views.tone, name="tone_check"),
]
