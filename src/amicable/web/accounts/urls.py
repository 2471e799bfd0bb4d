"""Addresses of this app: our own pages, and those of the sign-in library."""

from django.urls import include, path

from amicable.web.accounts import views

urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("language/", views.choose_language, name="choose_language"),
    path("account/", include("allauth.urls")),
]
