"""The prefixes of document numbers, as the pharmacy chooses them."""

from collections.abc import Mapping

from models.pharmacy import choices
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import numbering
from models.store.numbering import Series, check_prefix

VERB = "prefixes.change"


@verb(VERB, Right.CHANGE_SETTINGS)
def change(new: Mapping[Series, str], *, seen: Mapping[Series, str], by: By) -> None:
    """Saves the prefix of each series. A new prefix starts at 1; a former one of the same series continues.

    Raises `NotAPrefix`, `PrefixTaken` or `ChangedMeanwhile`.
    """
    clean = {series: check_prefix(series, text) for series, text in new.items()}
    changed = {series: prefix for series, prefix in clean.items() if prefix != seen[series]}
    choices.change(
        _as_settings(clean),
        _as_settings(seen),
        by=by,
        check=lambda: numbering.claim(changed),
    )


def _as_settings(prefixes: Mapping[Series, str]) -> dict[str, str]:
    """Empty for the default prefix of a series, as for one that was never chosen."""
    return {
        numbering.setting(series): "" if prefix == series.value else prefix
        for series, prefix in prefixes.items()
    }
