"""The app for any WSGI server: `syndicate.web.wsgi:app`, on the database that the environment names."""

import os

from ..config.settings import from_environment
from ..store.database import open_database
from . import create_app

settings = from_environment(os.environ)
app = create_app(open_database(settings.database), networks=settings.networks)
