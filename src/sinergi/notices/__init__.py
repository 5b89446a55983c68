"""Messages to people: inside Sinergi and by e-mail, sent only once the act they tell of is committed.

Nouns: Notice. Verbs: send, read.
"""
