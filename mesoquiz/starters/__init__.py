"""What authors and instructors begin with: files to be changed by hand."""
