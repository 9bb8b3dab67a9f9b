"""The doctor: every invariant that stored data can break, checked without writing anything."""

from models.doctor.examination import examine, remarks
from models.doctor.fault import Fault

__all__ = ["Fault", "examine", "remarks"]
