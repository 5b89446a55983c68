"""The snapshot: the state of every cell and the tasks of everybody, as of one day, so that pages need not survey.

It is renewed inside each act's own transaction for what the act touches, and when days pass for what changes by itself.
``looking`` reads one undertaking on a day, ``duties`` what repeats, ``writing`` keeps what differs, ``renewing`` decides what
must be looked at again. Tests prove that it equals a full survey after whole rounds and after random acts.
"""

from sinergi.programmes.snapshot.renewing import deferred, ensure, renew, renew_cycle, tick

__all__ = ["deferred", "ensure", "renew", "renew_cycle", "tick"]
