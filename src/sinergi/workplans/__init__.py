"""Work plans: activities with their schedule, critical path and money, a frozen baseline, and how far each activity is.

Nouns: WorkPlan, Activity, Revision (a save), PlanSubmission, PlanApproval (the baseline), ActivityReport. Verbs: write, submit, approve, report.
Called by pages, imports and the example; shown beside the other contexts on the pages of an undertaking.
"""
