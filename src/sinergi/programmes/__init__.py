"""What moves through stages: editions, undertakings, the calendar, the gate, waivers, the board, my work.

Nouns: EditionText, Undertaking, Fact, Cell, Task, Waiver, Engagement, Appointment.
Verbs: start, close_intake, classify, leave, return, hold, resume, set_date, close, waive, form.
Every act of every context goes through ``performing.perform``: gate, facts, audit and snapshot in one transaction.
"""
