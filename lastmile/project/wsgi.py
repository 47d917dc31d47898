"""The web application, as the web server loads it."""
import os

from django.core.wsgi import get_wsgi_application

from .processes import end_with_server

end_with_server()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lastmile.project.settings")
application = get_wsgi_application()
