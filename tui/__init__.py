"""What staff see and press: the screens. They ask `models`, and never write SQL."""
