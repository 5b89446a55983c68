"""One TOML table under the reader's finger: typed look-ups that note what is wrong instead of stopping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeGuard, TypeVar

from sinergi.engine.definition import Title
from sinergi.engine.problems import Problem

Sink = Callable[[Problem], None]
T = TypeVar("T")


class Table:
    """A table, where it stands, and which of its keys have been read."""

    def __init__(self, raw: Any, where: str, sink: Sink) -> None:
        self.where = where
        self.sink = sink
        self._raw: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
        self._read: dict[str, None] = {}
        if not isinstance(raw, Mapping):
            self._wrong(where.rpartition(".")[2] or where, "table", where)

    def __contains__(self, key: str) -> bool:
        return key in self._raw

    def at(self, key: str) -> str:
        """The path of a key of this table."""
        return f"{self.where}.{key}" if self.where else key

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        value = self._take(key, required=required)
        return value if isinstance(value, str) else self._default(key, value, "text", default)

    def number(self, key: str, *, required: bool = False) -> int | None:
        value = self._take(key, required=required)
        return value if _is_int(value) else self._default(key, value, "int", None)

    def flag(self, key: str) -> bool:
        value = self._take(key)
        return value if isinstance(value, bool) else self._default(key, value, "bool", default=False)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A text, or a list of texts, always as a tuple."""
        value = self._take(key, required=required)
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        return self._default(key, value, "texts", ())

    def numbers(self, key: str, default: tuple[int, ...] = ()) -> tuple[int, ...]:
        """A whole number, or a list of them, always as a tuple; an empty list stays empty."""
        value = self._take(key)
        if _is_int(value):
            return (value,)
        if isinstance(value, list) and all(_is_int(item) for item in value):
            return tuple(value)
        return self._default(key, value, "ints", default)

    def period(self, key: str) -> str | int:
        value = self._take(key, required=True)
        return value if isinstance(value, str) or _is_int(value) else self._default(key, value, "period", "")

    def title(self, key: str = "title", *, required: bool = True) -> Title:
        """``{ id, en }`` or a plain text, which is Indonesian."""
        return self._titled(key, self._take(key, required=required))

    def titles(self, key: str) -> tuple[Title, ...]:
        """A list of titles, each ``{ id, en }`` or a plain text; none when it is not there."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            return self._default(key, value, "titles", ())
        return tuple(self._titled(f"{key}[{place}]", item) for place, item in enumerate(value))

    def _titled(self, key: str, value: Any) -> Title:
        if isinstance(value, str):
            return Title(value)
        if not isinstance(value, Mapping):
            return self._default(key, value, "title", Title(""))
        table = Table(value, self.at(key), self.sink)
        title = Title(table.text("id", required=True), table.text("en"))
        table.no_more()
        return title

    def table(self, key: str) -> Table:
        """A table inside this one; an empty one when it is not there."""
        value = self._take(key)
        return Table({} if value is None else value, self.at(key), self.sink)

    def tables(self, key: str) -> list[Table]:
        """A list of tables inside this one."""
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            return self._default(key, value, "tables", [])
        return [Table(item, f"{self.at(key)}[{place}]", self.sink) for place, item in enumerate(value)]

    def names(self) -> tuple[str, ...]:
        return tuple(self._raw)

    def rest(self) -> Mapping[str, Any]:
        """Everything not read yet, frozen; counts as read from now on."""
        left = {key: frozen(value) for key, value in self._raw.items() if key not in self._read}
        self._read.update(dict.fromkeys(left))
        return MappingProxyType(left)

    def no_more(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._raw:
            if key not in self._read:
                self.sink(Problem("unknown_key", self.at(key), {"key": key, "known": tuple(sorted(self._read))}))

    def only(self, known: Iterable[str]) -> None:
        """Name the keys that could have been read, so that the advice can list them."""
        self._read.update(dict.fromkeys(known))
        self.no_more()

    def _take(self, key: str, *, required: bool = False) -> Any:
        self._read[key] = None
        if required and key not in self._raw:
            self.sink(Problem("missing", self.at(key), {"key": key}))
        return self._raw.get(key)

    def _default(self, key: str, value: Any, wanted: str, default: T) -> T:
        if value is not None:
            self._wrong(key, wanted, self.at(key))
        return default

    def _wrong(self, key: str, wanted: str, where: str) -> None:
        self.sink(Problem("wrong_type", where, {"key": key, "wanted": wanted}))


def frozen(value: Any) -> Any:
    """Lists become tuples and tables become read-only, all the way down."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(item) for key, item in value.items()})
    return value


def _is_int(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
