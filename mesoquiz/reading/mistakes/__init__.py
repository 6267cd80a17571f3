"""What authors type by mistake: what YAML makes of it, what may have been meant, and what is lost without a word."""
