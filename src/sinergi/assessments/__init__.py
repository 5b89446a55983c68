"""Sheets, scores and verdicts: any instrument whose sheet is data of the edition.

Nouns: Sheet (one locked sheet of one assessor), Score, Verdict (with reasons, checklist, photos), Draft (not a fact).
Verbs: fill, decide, save_draft. Called by ``proposals`` (means for the ranking) and by the pages of ``reports``.
"""
