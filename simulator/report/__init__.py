"""What a reader gets: tables, figures, sheets, the manifest, and the folder that holds them."""
