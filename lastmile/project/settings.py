"""All settings: fixed ones as values; those of a place are read from LASTMILE_… variables, strictly, in this file alone."""
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .channels import mail, sms
from .domains import DOMAINS
from .environment import Environment
from .place import place

ROOT = Path(__file__).resolve().parent.parent
environment = Environment()
PLACE = place(environment)

# The place
SECRET_KEY = PLACE.folder.secret_key()
DEBUG = environment.yes("DEBUG")
ALLOWED_HOSTS = environment.names("HOSTS", ("localhost", "127.0.0.1", "[::1]"))
HTTPS = environment.yes("HTTPS")
SITE_NAME = environment.text("SITE_NAME", "Lastmile")
LOG_LEVEL = environment.choice("LOG_LEVEL", ("INFO", "DEBUG", "WARNING", "ERROR"))
HASH = environment.choice("HASH", ("sha256", "sm3"))
ENGINE_URL, ENGINE_MODEL, ENGINE_KEY = environment.engine()
SITE_URL = environment.site("SITE_URL", "https://duban.example.cn")
MAIL_SERVER, MAIL_FROM = mail(environment)
ROBOTS = {name: environment.site(f"{name.upper()}_URL", "http://10.0.0.5:8000") for name in ("wecom", "dingtalk", "feishu")}
SMS_URL, SMS_BODY, SMS_KEY, SMS_OK = sms(environment)
environment.refuse_misspelt()
FILES = PLACE.folder.files
FONTS = PLACE.folder.fonts

# The database
DATABASE_APPLICATION = {"USER": PLACE.application.user, "PASSWORD": PLACE.application.password}
DATABASE_OWNER = {"USER": PLACE.owner.user, "PASSWORD": PLACE.owner.password}
DATABASES = {"default": {
    "ENGINE": "django.db.backends.postgresql", **PLACE.application.django(),
    # A connection for each thread of the web server, eight in all: a pool's taking and giving back was 4 percent of a page.
    "CONN_MAX_AGE": None,
    # Django turns prepared statements off unless told; reads whose plan depends on the value say prepare=False themselves.
    "OPTIONS": {"prepare_threshold": 3, "server_side_binding": True,
                **dict(PLACE.application.extras)},
}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The parts
ROOT_URLCONF = "lastmile.project.urls"
WSGI_APPLICATION = "lastmile.project.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "django.contrib.staticfiles",
    "django_htmx", "axes",
    "lastmile.kernel", "lastmile.interfaces.web", "lastmile.interfaces.papers", *DOMAINS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lastmile.interfaces.web.middleware.in_chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "lastmile.interfaces.web.middleware.ActorMiddleware",
    "lastmile.interfaces.web.door.Door",
    "lastmile.project.middleware.idle",
    "lastmile.project.middleware.headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.jinja2.Jinja2",
    "DIRS": [folder for app in ("interfaces/web", *(name.removeprefix("lastmile.").replace(".", "/") for name in DOMAINS))
             if (folder := ROOT / app / "templates").is_dir()],
    "OPTIONS": {"environment": "lastmile.interfaces.web.jinja.environment"},
}]

# People
AUTH_USER_MODEL = "kernel.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": f"django.contrib.auth.password_validation.{name}", **more} for name, more in (
    ("UserAttributeSimilarityValidator", {}), ("MinimumLengthValidator", {"OPTIONS": {"min_length": 10}}),
    ("CommonPasswordValidator", {}), ("NumericPasswordValidator", {}))]
LOGIN_URL = "sign_in"
CSRF_FAILURE_VIEW = "lastmile.interfaces.web.views.errors.no_csrf"
# Five wrong passwords for one name from one address: a quarter of an hour's pause for that pair alone,
# so that nobody can lock a colleague out from elsewhere.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "lastmile.interfaces.web.views.sign.locked"

# Sessions and the browser
SESSION_ENGINE = "lastmile.interfaces.web.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
# With HTTPS a proxy stands in front and must set this header itself; without, it is not believed.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host.removeprefix('.')}" for host in ALLOWED_HOSTS if host != "*"] if HTTPS else []
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10000

# Words, days
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英文"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Styles and scripts, under names that hold their hash
STATIC_URL = "/static/"
STATIC_ROOT = PLACE.folder.static
STATICFILES_DIRS = [ROOT / "interfaces/web/static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1, "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": LOG_LEVEL},
    "loggers": {"django": {"handlers": [], "propagate": True}, "django.server": {"handlers": [], "propagate": True},
                "axes": {"level": "WARNING"}},  # who signed in stands in its table
}
