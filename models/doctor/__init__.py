"""The doctor: read-only checks of every invariant that stored data can break."""

from models.doctor.examination import examine, remarks
from models.doctor.fault import Fault

__all__ = ["Fault", "examine", "remarks"]
