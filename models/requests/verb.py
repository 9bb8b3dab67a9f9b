"""The decorator of verbs: one transaction, done once, by an actor with the right (INV-20).

Idempotency key: the trail stores the key of each request with a digest of its arguments. The same key again
gets the first answer; with other arguments it is refused.
"""

from collections.abc import Callable, Mapping
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar, overload

from models.requests import registry, rights, trail
from models.requests.by import By
from models.requests.digest import digest
from models.requests.rights import NobodyActs, Right
from models.requests.trail import Trail
from models.store.connection import transaction

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

Before = Callable[[By, Mapping[str, Any]], None]
"""Called with the request and its arguments by name, before the transaction; it may refuse."""

_BESIDE = frozenset({"by", "security", "progress", "drawn"})
"""Arguments that are not in the digest: the actor, the `security` code, the progress callback `progress`, and
`drawn`, which was read in advance to keep the transaction short.
"""


class Verb(Generic[Given, Answer]):
    """A function that writes; made by `verb`, called with `by` and its arguments."""

    def __init__(
        self,
        name: str,
        right: Right,
        body: Callable[Given, Answer],
        answers: Callable[..., Answer] | None,
        before: Before | None,
        secret: tuple[str, ...],
    ) -> None:
        update_wrapper(self, body)
        self.name, self.right = name, right
        self.secret = secret
        self.parameters, self._defaults = _parameters(body)
        self._body, self._answers, self._before = body, answers, before
        self._undigested = _BESIDE.union(secret).intersection(self.parameters)

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        """Carries the request out, or repeats its first answer.

        Raises `KeyReused`, what `rights.check` raises, and the refusals of the verb itself;
        then nothing was written.
        """
        by = kwargs.get("by")
        if not isinstance(by, By):
            raise NobodyActs
        arguments = self.arguments(args, kwargs)
        by = By(by.actor, by.key, self.name, self._digest(arguments))
        if self._before is not None:
            with transaction():
                done = trail.already_done(by)
            if done is not None:
                return self._answered(done, arguments)
            rights.check(by.actor, self.right)
            self._before(by, arguments)
        with transaction():
            done = trail.already_done(by)
            if done is not None:
                return self._answered(done, arguments)
            rights.check(by.actor, self.right)
            kwargs["by"] = by
            return self._body(*args, **kwargs)

    def digest(self, *args: Any, **kwargs: Any) -> str:
        """The digest of a request with these arguments, for a caller that writes many requests at once."""
        return self._digest(self.arguments(args, kwargs))

    def _digest(self, arguments: Mapping[str, object]) -> str:
        return digest({name: value for name, value in arguments.items() if name not in self._undigested})

    def arguments(self, args: tuple[object, ...], kwargs: Mapping[str, Any]) -> dict[str, object]:
        """Every argument by name, with the defaults of absent ones."""
        return {**self._defaults, **dict(zip(self.parameters, args, strict=False)), **kwargs}

    def _answered(self, done: Trail, arguments: Mapping[str, object]) -> Any:
        if self._answers is None:
            return None
        return self._answers(done, *[arguments[name] for name in self.secret])


def _parameters(body: Callable[..., Any]) -> tuple[tuple[str, ...], dict[str, object]]:
    """The names of a function's arguments, positional ones first, and the defaults."""
    code, last = body.__code__, body.__defaults__ or ()
    positional = code.co_varnames[: code.co_argcount]
    defaults = dict(zip(positional[len(positional) - len(last) :], last, strict=True))
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return names, {**defaults, **(body.__kwdefaults__ or {})}


@overload
def verb(
    name: str, right: Right, *, before: Before | None = None
) -> Callable[[Callable[Given, None]], Verb[Given, None]]: ...
@overload
def verb(
    name: str,
    right: Right,
    *,
    answers: Callable[[Trail], Answer],
    before: Before | None = None,
) -> Callable[[Callable[Given, Answer]], Verb[Given, Answer]]: ...
@overload
def verb(
    name: str,
    right: Right,
    *,
    answers: Callable[..., Answer],
    before: Before | None = None,
    secret: tuple[str, ...],
) -> Callable[[Callable[Given, Answer]], Verb[Given, Answer]]: ...
def verb(
    name: str,
    right: Right,
    *,
    answers: Callable[..., Any] | None = None,
    before: Before | None = None,
    secret: tuple[str, ...] = (),
) -> Callable[[Callable[..., Any]], Verb[..., Any]]:
    """Makes a function a verb. It takes a `By` as its keyword `by`, with which it leaves its trail.

    `name` stands in the trail; `right` is what the actor needs. `answers(trail)` gives the answer to a
    request that is repeated; without it that is None. `before` runs outside the transaction, which a refusal
    rolls back: a wrong code that was tried stays counted.

    `secret` names arguments of which nothing is kept, not even a digest: four digits are soon found.
    `answers` gets them after the trail, and raises `KeyReused` where they are not those of the first time.
    """

    def decorate(body: Callable[..., Any]) -> Verb[..., Any]:
        made: Verb[..., Any] = Verb(name, right, body, answers, before, secret)
        registry.add(made)
        return made

    return decorate
