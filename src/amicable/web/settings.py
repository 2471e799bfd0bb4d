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
DATA_UPLOAD_MAX_NUMBER_FILES = 2_000
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
    "amicable.web.work",
    "amicable.web.accounts",
    "amicable.web.portfolio",
    "amicable.web.intake",
    "amicable.web.frontline",
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
    "amicable.web.accounts.middleware.DemoSignIn",
    "amicable.web.accounts.middleware.Language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
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
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
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
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
MFA_ADAPTER = "amicable.web.accounts.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not DEPLOYMENT.secure  # browsers themselves allow it on loopback only
MFA_TOTP_ISSUER = "Amicable"
SOCIALACCOUNT_ADAPTER = "amicable.web.accounts.adapters.SingleSignOn"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "firm",
                "name": sso.name,
                "client_id": sso.client_id,
                "secret": sso.secret,
                "settings": {"server_url": sso.issuer},
            }
            for sso in ([DEPLOYMENT.single_sign_on] if DEPLOYMENT.single_sign_on else [])
        ]
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
