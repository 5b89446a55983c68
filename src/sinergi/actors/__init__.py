"""People, organisations with members and decree, and roles held in a region.

Nouns: Person, Organisation, Member, RoleHeld, Invitation. Roles in one undertaking are held in ``programmes``
(Appointment), because the upper context owns the link.
"""
