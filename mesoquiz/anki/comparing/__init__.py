"""What was published -> what comes next: what changes for a student, and what would be lost."""
