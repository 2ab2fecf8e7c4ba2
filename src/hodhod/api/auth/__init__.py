"""auth.*: signing in and out."""
