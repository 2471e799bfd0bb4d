"""Addresses of this app: our own pages, and those of the sign-in library that we need."""

from allauth.account import views as account
from allauth.socialaccount import views as single_sign_on
from django.urls import include, path, re_path

from amicable.web.accounts import mails, people_views, queries, views

login = account.LoginView.as_view(extra_context={"providers": queries.single_sign_on})
reset = account.PasswordResetView.as_view(extra_context={"mail_is_set_up": mails.is_set_up})
PASSWORD = [
    path("change/", account.password_change, name="account_change_password"),
    path("set/", account.password_set, name="account_set_password"),
    path("reset/", reset, name="account_reset_password"),
    path("reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(r"^reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", account.password_reset_from_key, name="account_reset_password_from_key"),
]  # fmt: skip
SIGN_IN = [
    path("login/", login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", include(PASSWORD)),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/login/cancelled/", single_sign_on.login_cancelled, name="socialaccount_login_cancelled"),
    path("3rdparty/login/error/", single_sign_on.login_error, name="socialaccount_login_error"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("sessions/", views.sessions, name="sessions"),
    path("second-factor/", views.second_factor, name="second_factor"),
]
PEOPLE = [
    path("", people_views.people, name="people"),
    path("invite/", people_views.invite, name="invite"),
    path("rules/", people_views.sign_in_rules, name="sign_in_rules"),
    path("invitations/<int:number>/withdraw/", people_views.withdraw, name="withdraw_invitation"),
    path("<int:number>/", people_views.person, name="person"),
    path("<int:number>/deactivate/", people_views.deactivate, name="deactivate_person"),
    path("<int:number>/reactivate/", people_views.reactivate, name="reactivate_person"),
    path(
        "<int:number>/forget-second-factor/", people_views.forget_second_factor, name="forget_second_factor"
    ),
    path("<int:number>/password-link/", people_views.password_link, name="password_link"),
]
urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("language/", views.choose_language, name="choose_language"),
    path("welcome/<str:token>/", people_views.welcome, name="welcome"),
    path("people/", include(PEOPLE)),
    path("account/", include(SIGN_IN)),
]
