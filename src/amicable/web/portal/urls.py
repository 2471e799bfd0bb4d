"""Addresses of this app: the client's, and the firm's."""

from django.urls import path

from amicable.web.portal.door import views as door
from amicable.web.portal.firm import views as firm
from amicable.web.portal.page import views as page

urlpatterns = [
    path("portal/page/", page.page, name="portal_page"),
    path("portal/page/language/", page.language, name="portal_language"),
    path("portal/page/files/<uuid:pack>/", page.files, name="portal_files"),
    path("portal/page/leave/", page.leave, name="portal_leave"),
    path("portal/page/say/<str:kind>/", page.say, name="portal_say"),
    path("portal/closed/", door.closed, name="portal_closed"),
    path("portal/<str:language>/<str:secret>/", door.door, name="portal_door"),
    path("portal/<str:language>/<str:secret>/code/", door.code, name="portal_code"),
    path("pack/<str:secret>/files.zip", door.pack, name="pack"),
    path("cases/<int:number>/portal/", firm.portal, name="portal_firm"),
    path("cases/<int:number>/portal/link/", firm.send_link, name="portal_link"),
    path("cases/<int:number>/portal/link/<int:link>/end/", firm.end_link, name="portal_end"),
    path("cases/<int:number>/portal/preview/<str:language>/", firm.preview, name="portal_preview"),
    path("cases/<int:number>/portal/answer/<int:word>/", firm.answer, name="portal_answer"),
]
