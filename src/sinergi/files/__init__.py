"""Uploads: type sniffed, size checked, pictures re-encoded without EXIF but with place and time kept as data.

Nouns: File. Verbs: store, publish. Content-addressed by SHA-256, private until the context that owns it says otherwise.
"""
