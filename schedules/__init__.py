"""What the clock asks: a file or package for each duty of duties.py; each may run twice without harm."""
