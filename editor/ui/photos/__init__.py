"""A story's photos: brought in, captioned, credited, placed."""
