"""The web application, as the web server loads it."""
import os

from django.core.wsgi import get_wsgi_application

from .processes import end_with_server
from .threads import keep_by_thread

end_with_server()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lastmile.project.settings")
keep_by_thread()
application = get_wsgi_application()
