"""What a battery of checks found, told in both languages: on the screen, as rows, as files."""
