"""The bytes that terminals send for keys."""

ENTER, ESC, TAB, SPACE, BACKSPACE = "\r", "\x1b", "\t", " ", "\x7f"
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
HOME, END = "\x1b[H", "\x1b[F"
PAGE_UP, PAGE_DOWN = "\x1b[5~", "\x1b[6~"
CODED_ESC = "\x1b[27u"
"""Esc as the kitty protocol codes it: what follows cannot be taken for a part of it."""
F1, F2, F3, F4 = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS"
F5, F6, F7, F8, F9, F10 = "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[21~"
SHIFT_TAB, F11, F12 = "\x1b[Z", "\x1b[23~", "\x1b[24~"
CTRL_C, CTRL_N, CTRL_Q, CTRL_S, CTRL_U = "\x03", "\x0e", "\x11", "\x13", "\x15"

SHIFT_P = ("P", "\x1b[112:80;2u", "\x1b[112;2;80u", "\x1b[112;2u", "\x1b[80;2u")
"""⇧P: the byte of an ordinary terminal, then what terminals that know the kitty protocol may send."""

PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""What surrounds a text that is pasted."""
