"""Media: what is uploaded becomes photos and documents; what is asked for is read."""
