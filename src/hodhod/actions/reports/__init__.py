"""Reports: what people want the operator to look at."""
