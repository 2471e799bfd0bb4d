"""Addresses of this app."""

from django.urls import path

from amicable.web.work import views

urlpatterns = [path("work/<int:number>/", views.job, name="job")]
