"""feeds.yaml → Config: the operator's whole interface, validated, with the line of every key."""
