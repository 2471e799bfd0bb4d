"""Addresses of this app."""

from django.urls import path

from amicable.web.frontline import views

urlpatterns = [path("frontline/", views.my_clients, name="my_clients")]
