"""People meeting: workshops, trainings, rembug warga, coordination, inaugurations.

Nouns: meeting (with agenda, attendance, decisions, evidence), the undertakings it counts for, signed minutes.
Verbs: record, sign (add the signed minutes), correct (a new version with a reason). What is agreed becomes follow-ups.
Called by its own pages; the engine asks ``meetings.held``.
"""
