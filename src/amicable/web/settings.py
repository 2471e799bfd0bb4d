"""Django's settings; what differs between deployments comes from `deployment`."""

from importlib.resources import files
from urllib.parse import parse_qs, unquote

from csp.constants import NONE, SELF

from amicable.i18n import LANGUAGES as SPOKEN
from amicable.web.assets import address_of_assets
from amicable.web.deployment import deployment
from amicable.web.logs import logging_settings

DEPLOYMENT = deployment()

SECRET_KEY = DEPLOYMENT.secret()
DEBUG = False
ALLOWED_HOSTS = DEPLOYMENT.hosts
CSRF_TRUSTED_ORIGINS = [DEPLOYMENT.address.geturl()] if DEPLOYMENT.address.netloc else []
ROOT_URLCONF = "amicable.web.urls"
WSGI_APPLICATION = "amicable.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FILES = 2_001  # one more than the import screen takes, so that it can say so itself
FILE_UPLOAD_HANDLERS = [
    "amicable.web.intake.uploads.Quota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_PERMISSIONS = 0o600
MEDIA_ROOT = str(DEPLOYMENT.files)
TEST_RUNNER = None  # pytest runs the tests

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "amicable.web.diary",
    "amicable.web.jobs",
    "amicable.web.accounts",
    "amicable.web.portfolio",
    "amicable.web.intake",
    "amicable.web.frontline",
    "amicable.web.messages.apps.MessagesConfig",
    "amicable.web.cases",
    "amicable.web.mandates",
    "amicable.web.criteria",
    "amicable.web.parting",
    "amicable.web.closing",
    "amicable.web.portal",
    "amicable.web.api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "amicable.web.logs.RequestLog",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "amicable.web.api.middleware.Tokens",
    "amicable.web.accounts.middleware.DemoSignIn",
    "amicable.web.accounts.middleware.Language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amicable.web.accounts.middleware.LastSeen",
    "amicable.web.accounts.middleware.Rights",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [str(files("amicable.web") / "templates")],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "amicable.web.rendering.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "amicable.web.rendering.surroundings",
            ],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},  # allauth's mail
]

DATABASES = {"default": DEPLOYMENT.database}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}

# ---- people

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"amicable.web.accounts.passwords.{name}", "OPTIONS": options}
    for name, options in (
        ("NotOnesName", {"user_attributes": ("email", "name")}),
        ("LongEnough", {}),
        ("NotCommon", {}),
        ("NotAllDigits", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "amicable.web.accounts.adapters.Accounts"
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation reaches the address, or the owner hands it over
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    name: f"amicable.web.accounts.library_forms.{form}"
    for name, form in (
        ("login", "LoginForm"),
        ("reauthenticate", "ReauthenticateForm"),
        ("change_password", "ChangePasswordForm"),
        ("set_password", "SetPasswordForm"),
        ("reset_password", "ResetPasswordForm"),
        ("reset_password_from_key", "ResetPasswordKeyForm"),
    )
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if DEPLOYMENT.secure else 0  # the proxy in front says who asked
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
MFA_ADAPTER = "amicable.web.accounts.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not DEPLOYMENT.secure  # browsers themselves allow it on loopback only
MFA_FORMS = {
    name: f"amicable.web.accounts.library_forms.{form}"
    for name, form in (
        ("authenticate", "AuthenticateForm"),
        ("reauthenticate", "ReauthenticateByCodeForm"),
        ("activate_totp", "ActivateAppForm"),
        ("add_webauthn", "AddPasskeyForm"),
        ("edit_webauthn", "EditPasskeyForm"),
    )
}
MFA_TOTP_TOLERANCE = 1  # clocks of phones are a little off
MFA_TOTP_ISSUER = "Amicable"
SOCIALACCOUNT_ADAPTER = "amicable.web.accounts.adapters.SingleSignOn"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: browsers hold form-action against the way to the provider
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [DEPLOYMENT.single_sign_on.app] if DEPLOYMENT.single_sign_on else [],
    }
}
USERSESSIONS_TRACK_ACTIVITY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = DEPLOYMENT.secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True

# ---- words

LANGUAGE_CODE = "en"
LANGUAGES = [(code, code) for code in SPOKEN]
LOCALE_PATHS = [str(files("amicable") / "locale")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# ---- the browser

STATIC_URL = address_of_assets()
STATIC_ROOT = str(files("amicable.web") / "static")
WHITENOISE_MAX_AGE = 31_536_000  # the address changes with the content
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "amicable.web.errors.csrf"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = False  # the proxy in front does that, and knows the way back
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if DEPLOYMENT.secure else None
SECURE_HSTS_SECONDS = 31_536_000 if DEPLOYMENT.secure else 0

# ---- work, mail and logs

WORK_AT_ONCE = False
"""Whether long work is done before the page is answered; tests want that."""
API_REQUESTS_A_MINUTE = 600
"""Of one token; above it, programs are asked to wait."""
BEFORE_REVIEW = [
    "amicable.web.frontline.entering.enter_evidence",
    "amicable.web.messages.queue.entering.enter_verdicts",
]
"""Dotted paths of what brings the ledger up to date before it is reviewed; called with how far it is, and by whom."""
AFTER_REVIEW = [
    "amicable.web.frontline.assigning.assign_by_ledger",
    "amicable.web.portfolio.outlook.learning.learn_from_latest",
    "amicable.web.closing.offboarding.watching.note_new_work",
]
"""Dotted paths of what follows from a new review."""
CLOSED_PLANS = "amicable.web.cases.queries.closed_plans"
"""Dotted path of what answers with the firm's own plans that are over: what the outlook learns about remedies."""
OUT_OF_SIGHT = ["amicable.web.closing.queries.out_of_sight"]
"""Dotted paths of what says which clients a person no longer sees, because their data are restricted."""
BANNERS = ["amicable.web.closing.queries.banner"]
"""Dotted paths of what says, over a client's dossier, what may not be done now; each answers with a sentence or none."""
REGISTER = "amicable.web.closing.register.actions.looked_up"
"""Dotted path of what says whether somebody who is to become a client is known; it is given kinds and marks."""
SWEEPS = [
    "amicable.web.portfolio.nightly.refresh_by_night",
    "amicable.web.intake.actions.sweep",
    "amicable.web.frontline.sweeping.enter_due",
    "amicable.web.messages.queue.entering.enter_due",
    "amicable.web.cases.plans.sweeping.measure_due",
    "amicable.web.criteria.sweeping.fall_due",
    "amicable.web.closing.offboarding.posted.see_letters",
    "amicable.web.closing.deadlines.sweeping.sweep_deadlines",
    "amicable.web.portal.door.codes.send_codes",
    "amicable.web.closing.deadlines.outbox.deliver_letters",
    "amicable.web.closing.packs.expiring.let_go",
    "amicable.web.closing.packs.expiring.let_go_of_left",
    "amicable.web.closing.retention.erasing.finish_begun",
    "amicable.web.closing.register.actions.expire",
    "amicable.web.parting.letters.delivering.deliver_due",
    "amicable.web.api.delivering.deliver_due",
]
"""What the application does by itself every minute: functions that may be called at any time, and say how much they did."""
PROOFS = ["amicable.web.cases.decisions.sealing.verify"]
"""What is sealed beside the diary and proved with it: functions that answer with a diary.queries.Verified."""

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if DEPLOYMENT.mail.hostname
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = DEPLOYMENT.mail.hostname or ""
EMAIL_PORT = DEPLOYMENT.mail.port or 587
EMAIL_HOST_USER = unquote(DEPLOYMENT.mail.username or "")
EMAIL_HOST_PASSWORD = unquote(DEPLOYMENT.mail.password or "")
EMAIL_USE_SSL = DEPLOYMENT.mail.scheme == "smtps"
EMAIL_USE_TLS = DEPLOYMENT.mail.scheme == "smtp" and bool(DEPLOYMENT.mail.username)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = parse_qs(DEPLOYMENT.mail.query).get("from", ["amicable@localhost"])[0]
LOGGING_CONFIG = None
logging_settings()
