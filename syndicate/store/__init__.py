"""Rows: functions that take a transaction, a file for each kind of row."""
