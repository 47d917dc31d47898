"""The web application, as the web server loads it."""
import os
import signal

from django.core.wsgi import get_wsgi_application

from .processes import end_with_parent

# The web server's workers hold its port: they must not outlive it when it is killed.
end_with_parent(signal.SIGKILL)()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lastmile.project.settings")
application = get_wsgi_application()
