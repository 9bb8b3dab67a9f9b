"""The application that holds the screens: themes, help, palette, keys typed ahead."""
