"""The settings of the suite: test mode, data in a folder of its own, before Django reads anything."""

import os
import tempfile

os.environ["SINERGI_MODE"] = "test"
os.environ.setdefault("SINERGI_DATA", tempfile.mkdtemp(prefix="sinergi-test-"))

from sinergi.project.settings import *  # noqa: F403 -- the environment had to be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the suite makes many people
