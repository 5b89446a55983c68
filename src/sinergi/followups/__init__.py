"""What was agreed or found, who does it and by when, and how it ended.

Nouns: follow-up (a line of an RKTL, an audit finding ...), report. Verbs: open (inside the act of another context), report.
Called by meetings, dossiers, progress and complaints; shown in *Pekerjaan saya* and on the pages of an undertaking.
"""
