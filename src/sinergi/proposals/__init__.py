"""What a village asks for: the proposal with its RAB, handing it in, ranking, and carrying it into the next round.

Nouns: Proposal, RabLine, RabSplit, Partner, ScheduleLine, Attachment, Version, Submission, Ranking, ProposalFigures.
Verbs: write, save_line, add_rest, import_lines, attach, submit, give_back, rank, carry.
Called by: disclosure (who stands above the cut), reports. Calls: funds (the plan that purses are measured against), assessments (means).
"""
