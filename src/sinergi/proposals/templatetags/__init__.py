"""The tags of proposal pages: ``{% load proposals %}``."""
