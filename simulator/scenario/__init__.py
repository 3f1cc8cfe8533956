"""Scenarios: YAML files read with the place of every word, merged along `extends`, resolved against a model's names."""
