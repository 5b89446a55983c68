"""Required papers: documents of an undertaking in versions, checks of their content, chains of signatures.

Nouns: Document (one filed version), Check, Signature, Finding (of an opinion). Verbs: file, check, sign.
Called by the contexts above that make papers from their books (``actions.file(..., generated=...)``).
"""
