"""Addresses of this app."""

from django.urls import path

from amicable.web.jobs import views

urlpatterns = [path("jobs/<int:number>/", views.job, name="job")]
