"""The invented city of 青云市: its units, people, documents, and what became of each directive."""
