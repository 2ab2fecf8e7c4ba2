"""Stories: posted for a while, seen by whom they are for."""
