"""Sinergi: government, communities and caring groups run poverty programmes together, in the open."""

__version__ = "0.2.0"
