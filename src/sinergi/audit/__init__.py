"""The trail: who did which act, on what, when it happened, when it was recorded, what changed. Append-only, hash-chained.

Nouns: Row. Verbs: record, verify. Every action of every context calls record inside its own transaction.
"""
