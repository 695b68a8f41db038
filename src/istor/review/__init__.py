"""People look, and decide: the review desk, served on one's own machine. It changes nothing but the decision log."""
