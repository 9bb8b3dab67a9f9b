"""What the tabs of the fiche share: panes, lists of operations, an operation opened and cancelled."""
