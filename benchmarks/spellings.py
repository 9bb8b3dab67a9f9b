"""A key of a search that understands how names are spelled, beside the same program without that, in turn."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from benchmarks.measuring import pharmacies, sitting
from benchmarks.measuring.report import Figure
from benchmarks.measuring.versions import TODAY
from benchmarks.search import ESC, QUERIES, Subject, ask

SPELLED = ("mohamad", "benjeloun", "hossein", "alawi med")
"""Names of which few or none are found as they are typed, so that those who sound alike are listed."""
WITHOUT = replace(TODAY, name="without", module="benchmarks.measuring.one_spelling")
MOST = 1.2


def figures(clients: int) -> list[Figure]:
    """With so many clients, at 120×40: names that many bear as they are typed, and others."""
    return figures_of(pharmacies.pharmacy(clients), f"{clients:,} clients")


def figures_of(database: Path, where: str) -> list[Figure]:
    """The same of this database."""
    with ExitStack() as open_now:
        subjects = [
            Subject(open_now.enter_context(sitting.at_the_list(database, version)), ESC)
            for version in (TODAY, WITHOUT)
        ]
        found: list[Figure] = []
        for queries, names in ((QUERIES, "as typed"), ((*QUERIES, *SPELLED), "spelled otherwise too")):
            for subject in subjects:
                subject.answers.clear()
            ask(subjects, queries)
            what = f"search key that minds how names sound, {names}, {where}"
            ours, without = subjects
            found += [
                Figure(f"{what}, median", ours.median, "ms", "without", without.median),
                Figure(f"{what}, p95", ours.p95, "ms", "without", without.p95, MOST),
            ]
    return found
