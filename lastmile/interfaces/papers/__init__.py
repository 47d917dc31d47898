"""The office's own papers: one plain structure, drafted from the data, written as Word and as PDF."""
