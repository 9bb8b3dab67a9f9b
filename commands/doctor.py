"""`officine doctor`: checks every rule of the books, and the installation; one line for
each fault, and exit code 1.

A remark is printed but is no fault. With `--seals`, every sealed row is compared.
"""

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from commands.installation import Part, parts
from commands.shell.output import as_json, pairs
from commands.shell.progress import bar
from commands.store import opened
from locales import _
from locales.inert import inert
from locales.sentences import describe
from models.values import Progress

if TYPE_CHECKING:
    from models.doctor import Fault

INSTALLATION = "installation"


def run(options: Namespace) -> int:
    from models.doctor import examine, remarks

    with opened(options.database):
        with bar(_("Checking")) as progress:
            faults = examine(_only_progress(progress))
        noted = remarks()
        if options.seals:
            _add_seals(faults, noted)
        found = list(parts(seals=options.seals))
    if options.json:
        as_json(_as_json(faults, noted, found))
    else:
        _print(faults, noted, found)
    return 1 if faults or any(part.faults for part in found) else 0


def _add_seals(faults: list["Fault"], noted: list["Fault"]) -> None:
    """The faults that comparing every sealed row finds, and the values redacted since."""
    from models.doctor import seals

    with bar(_("Comparing with the seals")) as progress:
        faults += (fault for fault in seals.examine_seals(progress) if fault not in faults)
    noted += seals.redacted()


def _only_progress(progress: Progress) -> Callable[[int, int], None]:
    """Adapts the doctor's progress, which cannot be cancelled, to the bar."""

    def tell(done: int, total: int) -> None:
        progress(done, total)

    return tell


def _as_json(faults: Sequence["Fault"], remarks: Sequence["Fault"], found: Sequence[Part]) -> dict[str, Any]:
    said = [_named(fault) for fault in faults]
    said += [
        {"rule": INSTALLATION, "client": None, "sentence": sentence}
        for part in found
        for sentence in part.faults
    ]
    installation = {part.name: part.found for part in found}
    return {
        "well": not said,
        "faults": said,
        "remarks": [_named(fault) for fault in remarks],
        INSTALLATION: installation,
    }


def _named(fault: "Fault") -> dict[str, Any]:
    return {"rule": fault.invariant, "client": fault.client, "sentence": describe(fault)}


def _print(faults: Sequence["Fault"], remarks: Sequence["Fault"], found: Sequence[Part]) -> None:
    for fault in faults:
        whose = _(" (client {number})").format(number=fault.client) if fault.client else ""
        print(inert(f"{fault.invariant}: {describe(fault)}{whose}"))
    for remark in remarks:
        print(inert(_("Remark: {said}").format(said=describe(remark))))
    wrong = [(part.label, sentence) for part in found for sentence in part.faults]
    for label, sentence in wrong:
        print(inert(f"{label}: {sentence}"))
    if not faults and not wrong:
        pairs((part.label, part.found) for part in found)
        print(_("All is well."))
