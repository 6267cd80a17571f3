"""Whether overlapping quotas can be met, in whole numbers."""
