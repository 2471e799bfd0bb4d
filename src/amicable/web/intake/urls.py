"""Addresses of this app."""

from django.urls import path

from amicable.web.intake import views

urlpatterns = [path("intake/", views.intake, name="intake")]
