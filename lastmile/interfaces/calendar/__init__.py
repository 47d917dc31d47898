"""What a person owes, as a calendar that their telephone subscribes to."""
