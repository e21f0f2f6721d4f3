"""Everything that the service ever does, a file each. Jobs never call each other: they meet in the store."""
