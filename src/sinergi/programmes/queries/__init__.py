"""Everything read about what moves through stages."""

from sinergi.programmes.queries.boards import BoardPage, board_json, board_page, late_cells, late_works, path_of, stage_counts
from sinergi.programmes.queries.bodies import standing_bodies
from sinergi.programmes.queries.facts import OUTSIDE_STEPS, FactLine, codes_of, facts_of
from sinergi.programmes.queries.followed import Followed, texts_followed, texts_to_follow
from sinergi.programmes.queries.here import ActHere, acts_here
from sinergi.programmes.queries.rounds import busiest_round, chosen, rounds_of
from sinergi.programmes.queries.saying import calendar, called, of_group
from sinergi.programmes.queries.tasks import TaskGroup, main_role, my_tasks, places_waiting, task_count, tasks_at
from sinergi.programmes.queries.why import Possible, WhyPage, why_page

__all__ = [
    "OUTSIDE_STEPS",
    "ActHere",
    "BoardPage",
    "FactLine",
    "Followed",
    "Possible",
    "TaskGroup",
    "WhyPage",
    "acts_here",
    "board_json",
    "board_page",
    "busiest_round",
    "calendar",
    "called",
    "chosen",
    "codes_of",
    "facts_of",
    "late_cells",
    "late_works",
    "main_role",
    "my_tasks",
    "of_group",
    "path_of",
    "places_waiting",
    "rounds_of",
    "stage_counts",
    "standing_bodies",
    "task_count",
    "tasks_at",
    "texts_followed",
    "texts_to_follow",
    "why_page",
]
