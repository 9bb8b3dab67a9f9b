"""How messages leave: the gateway, the pace, the templates, who may send, what they cost."""
