"""Clean entries → items: by what each is known, which are new, and which changed."""
