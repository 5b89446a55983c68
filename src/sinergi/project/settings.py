"""Django's settings, all worked out from the environment; secure unless told otherwise."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from sinergi.project import environment

ENVIRONMENT = environment.read()
BASE = Path(__file__).resolve().parents[1]
BUILD = environment.CHECKOUT / "var" / "build"

SECRET_KEY = ENVIRONMENT.secret_key
TRAIL_KEY = ENVIRONMENT.trail_key
DEBUG = False
DEMO = ENVIRONMENT.mode == "demo"
TESTING = ENVIRONMENT.mode == "test"
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

CONTEXTS = [
    "sinergi.ui",
    "sinergi.audit",
    "sinergi.files",
    "sinergi.notices",
    "sinergi.printing",
    "sinergi.regions",
    "sinergi.actors",
    "sinergi.programmes",
    "sinergi.followups",
    "sinergi.meetings",
    "sinergi.workplans",
    "sinergi.dossiers",
    "sinergi.assessments",
    "sinergi.funds",
    "sinergi.progress",
    "sinergi.proposals",
    "sinergi.disclosure",
    "sinergi.complaints",
    "sinergi.reports",
    "sinergi.project",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "template_partials.apps.SimpleAppConfig",
    *CONTEXTS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "sinergi.project.middleware.content_security",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sinergi.project.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sinergi.project.middleware.today",
    "sinergi.project.middleware.returning",
    "sinergi.project.middleware.second_factor",
    "sinergi.project.middleware.taking",
    "sinergi.project.middleware.refusals",
]
ROOT_URLCONF = "sinergi.project.urls"
WSGI_APPLICATION = "sinergi.project.wsgi.application"
FORM_RENDERER = "sinergi.ui.drawing.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "sinergi.project.menu.menu",
            ],
            "builtins": ["template_partials.templatetags.partials", "sinergi.ui.templatetags.sinergi"],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
        },
    }
]
# our templates stand in for those of allauth and django, so the contexts come first among equals
INSTALLED_APPS = [*CONTEXTS, *(app for app in INSTALLED_APPS if app not in CONTEXTS), "django.forms"]

DATABASES = {"default": ENVIRONMENT.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# in the database, so that a limit on wrong passwords counts over all processes and nodes
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} if TESTING else
          {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "sinergi_cache"}}
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend" if TESTING else "django_tasks_db.DatabaseBackend",
        "ENQUEUE_ON_COMMIT": True,
    }
}

AUTH_USER_MODEL = "actors.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/pekerjaan-saya/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "sinergi.actors.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account begins with an invitation sent to that address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.https
MFA_TOTP_ISSUER = "Sinergi"
SECOND_FACTOR_ROLES = ENVIRONMENT.second_factor_roles

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesia")), ("en", _("Inggris"))]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = ENVIRONMENT.time_zone
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BUILD / "collected"
STATICFILES_DIRS = [BUILD / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": ENVIRONMENT.data / "files"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "sinergi.project.storage.StaticStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING
WHITENOISE_MANIFEST_STRICT = True

UPLOAD_LIMIT = ENVIRONMENT.upload_limit_mb * 1024 * 1024
SITE_ADDRESS = ENVIRONMENT.site or f"http{'s' if ENVIRONMENT.https else ''}://{ENVIRONMENT.hosts[0]}" + ("" if ENVIRONMENT.https else f":{ENVIRONMENT.port}")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a RAB of 500 lines with its split by source
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # signing out in one process ends the session in all of them
CSRF_FAILURE_VIEW = "sinergi.project.errors.csrf_failure"
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True

globals().update(ENVIRONMENT.email())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.email_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "level": "WARNING"}},     # each finished letter is no news
    "root": {"handlers": ["console"], "level": "WARNING"},
}
