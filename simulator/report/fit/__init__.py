"""The report of fits to history: tables, figures and a fragment of a scenario."""
