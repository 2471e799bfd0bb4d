"""Addresses of this app."""

from django.urls import path

from amicable.web.mandates import rule_views, views

urlpatterns = [
    path("mandate/", views.mandate, name="mandate"),
    path("mandate/book/", views.book, name="book_mandate"),
    path("mandate/ask/", views.ask, name="ask_mandate"),
    path("mandate/log/", views.log, name="mandate_log"),
    path("mandate/bookings/<int:number>/back/", views.take_back, name="take_back_booking"),
    path("mandate/requests/", views.requests, name="mandate_requests"),
    path("mandate/requests/<int:number>/answer/", views.answer, name="answer_mandate_request"),
    path("mandate/rules/", rule_views.rules, name="mandate_rules"),
    path("mandate/rules/new/", rule_views.new_line, name="new_mandate_line"),
    path("mandate/rules/<int:number>/", rule_views.change_line, name="change_mandate_line"),
    path("mandate/rules/<int:number>/end/", rule_views.end_line, name="end_mandate_line"),
]
