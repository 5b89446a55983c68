"""TOML to definition: the text of one file becomes an ``Edition``, or a list of what is wrong with it."""

from __future__ import annotations

from sinergi.engine.problems import Problem, Unsound
from sinergi.engine.reading.edition import digest_of, parse, read

__all__ = ["Problem", "Unsound", "digest_of", "parse", "read"]
