"""What makes cards final: from drafts in the lock to a release that students are told of."""
