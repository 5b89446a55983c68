"""A programme edition as frozen values: exactly what its TOML file says, nothing worked out yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

SCOPES = ("cycle", "site", "work")          # from the top of the tree down
LEVELS = ("nation", "province", "regency", "district", "village")
HELD = ("region", "undertaking", "anyone")
EVERY = {"week": 7, "month": 0, "quarter": 0, "year": 0}    # 0: by the calendar, not by counting days

Params = tuple[tuple[str, Any], ...]        # sorted (name, value) pairs; lists are tuples, so that uses can be compared


@dataclass(frozen=True)
class Title:
    """A title in Indonesian, and in English where the file has one."""

    id: str
    en: str = ""

    @classmethod
    def of(cls, value: Any) -> Title:
        """What a table of the file says as ``{ id, en }`` or as plain text."""
        if isinstance(value, Mapping):
            return cls(str(value.get("id", "")), str(value.get("en", "")))
        return cls(str(value))

    def in_language(self, language: str) -> str:
        return (self.en or self.id) if language.startswith("en") else self.id


@dataclass(frozen=True)
class Word:
    """One entry of a vocabulary (a source, a document, a meeting kind ...) with whatever else its table says."""

    code: str
    title: Title
    extra: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def get(self, key: str, default: Any = None) -> Any:
        return self.extra.get(key, default)


@dataclass(frozen=True)
class Scope:
    code: str
    title: Title
    level: str
    opened_by: tuple[str, ...] = ()
    carried_by: str = ""                    # the body (of [[bodies]]) that is formed when such an undertaking starts


@dataclass(frozen=True)
class Role:
    code: str
    title: Title
    held: str = "region"
    level: str = ""
    scope: str = ""
    observer: bool = False
    up_to: str = ""                             # it may be given as high as this level; empty: only at its own
    body: bool = False                          # its people act for a body of this kind (a BKM, a budget office), which the office keeps
    responsibilities: tuple[Title, ...] = ()    # what the programme asks of this role, for people to read; no meaning for the engine


@dataclass(frozen=True)
class Use:
    """A condition as a file uses it. ``key`` is equal for uses that ask the same question."""

    name: str
    params: Params = ()
    of: str = ""                            # take the subject from this scope above
    here: bool = False                      # count only facts made through this stage
    firm: bool = False                      # may not be waived

    @cached_property
    def key(self) -> str:
        return f"{self.name}({', '.join(f'{name}={_shown(value)}' for name, value in self.params)})"

    def param(self, name: str, default: Any = None) -> Any:
        return dict(self.params).get(name, default)


@dataclass(frozen=True)
class Entry:
    """An act as a stage (or a duty, or [[anytime]]) lists it; bound parameters are part of the permission."""

    act: str
    roles: tuple[str, ...]
    params: Params = ()
    until: str = ""
    needs: tuple[Use, ...] = ()
    not_by: tuple[str, ...] = ()
    asked: bool = False
    starts: str = ""
    # only [[anytime]]:
    scope: str = ""
    from_stage: str = ""
    after_close: bool = False
    undone_by: tuple[str, ...] = ()         # roles that may take it back, besides its own (a proposal is returned by those who got it)

    def param(self, name: str, default: Any = None) -> Any:
        return dict(self.params).get(name, default)


@dataclass(frozen=True)
class Due:
    """When a stage is due; several may be given, the earliest counts."""

    days: int | None = None                 # after opening
    by: str = ""                            # "MM-DD" or "+1 MM-DD"
    date: str = ""                          # a code of [[dates]]
    after_stage: str = ""
    after_days: int = 0

    def __bool__(self) -> bool:
        return self.days is not None or bool(self.by or self.date or self.after_stage)


@dataclass(frozen=True)
class Stage:
    no: int
    code: str
    title: Title
    scope: str
    done_when: tuple[Use, ...]
    group: Title = Title("")                # the chapter under which pictures gather stages; no meaning for the engine
    list: str = ""
    kinds: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    opens_when: tuple[Use, ...] = ()
    acts: tuple[Entry, ...] = ()
    due: Due = Due()
    optional: bool = False
    waived_by: tuple[str, ...] | None = None    # None: whoever [waivers] names; (): may never be waived


@dataclass(frozen=True)
class Duty:
    """What repeats; nothing waits for it."""

    code: str
    title: Title
    scope: str
    every: str | int
    met_when: tuple[Use, ...]
    acts: tuple[Entry, ...] = ()
    from_stage: str = ""
    to_stage: str = ""
    list: str = ""
    kinds: tuple[str, ...] = ()
    grace: int = 0


@dataclass(frozen=True)
class Waivers:
    roles: tuple[str, ...] = ()
    deadline_roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chasing:
    """How what was agreed is chased until it is done; what a file leaves out is our default."""

    remind_before: tuple[int, ...] = (7, 2)     # days before the due day: our default
    remind_after: tuple[int, ...] = (1, 7)      # days after it: our default
    escalate_after: int = 7                     # each so many days late, one level further up the region tree: our default
    escort: str = ""                            # the role that gets every reminder of the round; none by default
    escort_body: str = ""                       # the body that takes the escort's place in a round that named one


@dataclass(frozen=True)
class Edition:
    """One file. ``digest`` is the SHA-256 of its text; a cycle pins code and digest."""

    code: str
    title: Title
    scopes: Mapping[str, Scope] = field(hash=False)
    roles: Mapping[str, Role] = field(hash=False)
    stages: tuple[Stage, ...]
    duties: tuple[Duty, ...] = ()
    anytime: tuple[Entry, ...] = ()
    waivers: Waivers = Waivers()
    followups: Chasing = Chasing()
    vocabularies: Mapping[str, Mapping[str, Word]] = field(default_factory=dict, hash=False)
    based_on: str = ""
    adopted: str = ""
    note: Title = Title("")
    digest: str = ""

    @cached_property
    def by_code(self) -> Mapping[str, Stage]:
        return MappingProxyType({stage.code: stage for stage in self.stages})

    @cached_property
    def duty_by_code(self) -> Mapping[str, Duty]:
        return MappingProxyType({duty.code: duty for duty in self.duties})

    def of_scope(self, scope: str) -> tuple[Stage, ...]:
        return tuple(stage for stage in self.stages if stage.scope == scope)

    def words(self, vocabulary: str) -> Mapping[str, Word]:
        """The entries of one vocabulary, e.g. ``words("sources")``, in file order; empty when the file has none."""
        return self.vocabularies.get(vocabulary, MappingProxyType({}))

    def word(self, vocabulary: str, code: str) -> Word:
        return self.words(vocabulary)[code]

    def uses(self) -> Iterator[tuple[str, Use]]:
        """Every use of a condition, with the code of the stage or duty it stands in."""
        for stage in self.stages:
            for use in (*stage.opens_when, *stage.done_when, *(need for entry in stage.acts for need in entry.needs)):
                yield stage.code, use
        for duty in self.duties:
            for use in (*duty.met_when, *(need for entry in duty.acts for need in entry.needs)):
                yield duty.code, use
        for entry in self.anytime:
            for use in entry.needs:
                yield "", use


def _shown(value: Any) -> str:
    return "+".join(map(str, value)) if isinstance(value, tuple) else str(value)
