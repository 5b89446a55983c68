"""The tags and filters of every Sinergi page: ``{% load sinergi %}``."""
