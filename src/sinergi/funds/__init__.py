"""The ledger: every rupiah, swadaya labour included, is a posting that balances, has a source and evidence, and is only ever reversed.

Nouns: Plan, PlanLine, Commitment, Contribution, Verification, Release, Spending, Entry, Posting, Seal, Purse, Price.
Verbs: set_plan, commit, contribute, verify, request, release, spend, transfer, account, reverse, set_price.
Called by: proposals (sets the plan), reports and the pages of a work (purses, books). The plan is written here, decided above.
"""
