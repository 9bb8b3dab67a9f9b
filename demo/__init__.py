"""An example pharmacy: believable people, products and two years of accounts, the same for the same seed."""

from demo.filling import DemoResult, fill

__all__ = ["DemoResult", "fill"]
