"""Stages: each gives one layer, none knows another."""
