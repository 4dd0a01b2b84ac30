"""The form of the edit page, and what it does when two people edit one project."""
