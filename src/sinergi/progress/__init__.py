"""Physical work as it stands: reports, visits, photos from the same place, wages, handover, and later whether it still works.

Nouns: Report, Visit, Photo, PaySheet, HandOver, FunctionCheck.
Verbs: report, visit, photograph, pay_wages, hand_over, check_function.
Called by: reports (curves, panels) and the pages of a work. Findings of a visit become follow-ups.
"""
