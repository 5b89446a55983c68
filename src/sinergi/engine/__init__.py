"""The engine: what a programme file means. Pure Python over kernel; knows no Django, no clock, no programme's name.

``definition`` what a file says, as frozen values · ``catalogue`` the acts and conditions a file may name · ``plan`` what
follows from an edition alone · ``serving`` which acts can make which condition true. Then, in the order of use:

reading    read(text, *, file="") -> Edition                     raises Unsound(problems)
checking   check(source: str | Edition, *, file="", catalogue=CATALOGUE) -> Report(problems, warnings, edition, sound)
problems   Problem(code, where, values, file), .message .advice (Indonesian); sentence(problem, language="id") -> str

survey     needed(edition) -> tuple[Question(use, scope, here, survey)]       what to ask the contexts, each once; .key
           World(nodes, answers, published, listed, dates, waivers)           what is given, one cycle; ids are ints
               answers[question.key][subject id] -> Timeline                  question.key == (use.key, here stage or "")
               published[list, publisher id], listed[list, member id] -> Timeline
               dates[code] -> ((set on, date or None), ...)                   waivers[node id, stage] -> (Waiver, ...)
           Node(id, scope, parent, code, live, kinds, started_by, year, held, closed)
           Waiver(what, start, end, condition, due_on)                        what: condition | opening | stage | deadline
           survey(edition, world) -> Board
           survey_one(edition, world, node, above, below) -> {stage: Cell}    equal to the full survey
               above[ancestor id, stage] -> settled (the stages of waits_above(edition, scope))
               below[stage] -> [Child(live, settled, done)] (the stages of waits_below(edition, scope))
           Board: .cell(node, stage) .cells(node) .state(node, stage, day) .states(stage, day) .child(node, stage)
                  .answer(node, use, stage) .holds(node, use, stage, day) .live(node)
           Cell: opened done settled free ripe waived out (timelines), dues; .opened_on .first_done_on .done_on(day) .reopened_on(day)
               locked today = open and not holds(cell.free, day)
           state(cell, day)  is_locked is_reopened is_late(cell, day)  due_on(cell, day)  days_late(cell, day)  next_change(cell, day)
           next_change_of(board, node, stage, day)                            the same, with the conditions of the cell
           unmet(board, node, stage, day) -> (Use, ...)   locking(...) the same of opens_when
           why(board, node, stage, day) -> [Reason]       roots(board, node, stage, day) -> [Root]  (walked down, grouped, columnwise)
           Reason(code, stage, use, subjects, codes, count, value): code is condition | lock | stage | children | none_yet | no_children |
               list_not_published | not_on_list | kind_undecided | other_kind | left | not_started | held
           decided(board, node, stage, day), waits_settled(board, node, stage, day) -> bool
           span(source, node, duty, day) -> (start, end)   periods(duty, start, end, day) -> (Period, ...)
           period_state(period, met=, end=, day=) -> open | met | late | lapsed
calendar   day_of(spec, year), value_on(rows, default, day), reached(rows, default), ahead(rows, default) -> Timeline

gate       may(office, person, act, node, on, *, stage="", place=None, **params) -> GateDecision(ok, code, values, stage, role)
           may_waive(office, person, node, stage, what, on, *, condition="") -> GateDecision
           standing(office, listed, node, on) -> GateDecision                 the gate without the person
           Office, People (protocols); BoardOffice(board, people)             an office over a full survey
tasks      tasks(office, node, day) -> [Task]      duty_tasks(office, node, day, due) -> [Task]
           for_person(office, person, tasks, on) -> [Task]                    Task(node, stage, act, roles, params, due_on, starts, duty, wanted_by)
drawing    draw(edition, language="id", states=None) -> str                   SVG
"""
