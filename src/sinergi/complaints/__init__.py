"""Questions and complaints of anybody, at any time, also after a round is closed; answered in public.

Nouns: Question, Reply. Verbs: ask, answer. Called by: pages of works, reports.
"""
