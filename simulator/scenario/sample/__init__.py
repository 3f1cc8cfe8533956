"""How members are drawn: by index from one seed, one method a file."""
