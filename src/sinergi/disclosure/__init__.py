"""What must be told: campaigns with their proof, lists frozen when published, objections answered in public.

Nouns: Publicity, ListVersion, ListMember, ListMedium, Objection, Answer, Redaction.
Verbs: publicise, publish, raise_objection, answer, redact.
Called by: the engine (which works are on a list), complaints (the guards of forms without an account), reports.
"""
