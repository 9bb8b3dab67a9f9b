"""The application that holds the screens: how it looks, its help, its palette, keys typed ahead."""
