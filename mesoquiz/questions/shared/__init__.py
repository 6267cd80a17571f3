"""What several question types share: options, their order, gaps, pools, rectangles."""
