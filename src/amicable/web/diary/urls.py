"""Addresses of this app."""

from django.urls import path

from amicable.web.diary import views

urlpatterns = [path("diary/", views.diary, name="diary")]
