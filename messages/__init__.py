"""What we say: texts, keyboards, pictures, letters, languages."""
