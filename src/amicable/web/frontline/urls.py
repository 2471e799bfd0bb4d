"""Addresses of this app."""

from django.urls import path

from amicable.web.frontline import views

urlpatterns = [
    path("frontline/", views.my_clients, name="my_clients"),
    path("incidents/", views.incidents, name="incidents"),
    path("incidents/new/", views.log_incident, name="log_incident"),
    path("incidents/clients/", views.find_clients, name="find_clients"),
    path("incidents/<uuid:number>/", views.incident, name="incident"),
    path("incidents/<uuid:number>/thanks/", views.thanks, name="incident_thanks"),
    path("incidents/<uuid:number>/change/", views.change_incident, name="change_incident"),
    path("incidents/<uuid:number>/take-back/", views.take_back, name="take_back_incident"),
    path("incidents/<uuid:number>/confirm/", views.confirm, name="confirm_incident"),
    path("incidents/<uuid:number>/files/<uuid:attachment>/", views.attachment, name="incident_file"),
    path("clients/<int:number>/pulse/", views.give_pulse, name="give_pulse"),
]
