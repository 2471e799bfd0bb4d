"""Addresses of this app."""

from django.urls import path

from amicable.web.portfolio import views

urlpatterns = [
    path("", views.home, name="home"),
    path("clients/", views.portfolio, name="portfolio"),
    path("clients/export.<str:form>", views.export, name="portfolio_export"),
    path("clients/views/", views.save_view, name="save_view"),
    path("clients/views/<int:number>/", views.forget_view, name="forget_view"),
    path("clients/pictures/", views.pictures, name="portfolio_pictures"),
    path("clients/<int:number>/", views.client, name="client"),
    path("review/", views.refresh_review, name="refresh_review"),
]
