"""One file a gateway. `messaging.registry` finds them by their names."""
